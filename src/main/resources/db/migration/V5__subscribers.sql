-- Who wants the bulletin. An address is here once, whatever its letter case.
CREATE TABLE subscriber (
  id           ${identity},
  email        TEXT NOT NULL,
  email_key    TEXT NOT NULL UNIQUE,
  name         TEXT,
  levels       TEXT NOT NULL,
  language     TEXT NOT NULL,
  status       TEXT NOT NULL CHECK (status IN ('PENDING', 'ACTIVE', 'PAUSED', 'LEFT', 'SUSPENDED')),
  since        BIGINT NOT NULL,
  changed_at   BIGINT NOT NULL,
  mailed_at    BIGINT,
  reason       TEXT
);
CREATE INDEX subscriber_by_status ON subscriber (status);

-- Each wording of the privacy notice that anybody was shown.
CREATE TABLE consent_text (
  sha256       TEXT PRIMARY KEY,
  version      TEXT NOT NULL,
  text         TEXT NOT NULL,
  first_shown  BIGINT NOT NULL
);

-- What a person allowed or took back, and how we know. Rows are only ever added. The
-- number outlives the subscriber's own row; nothing here names them.
CREATE TABLE consent_event (
  id            ${identity},
  subscriber_id BIGINT NOT NULL,
  kind          TEXT NOT NULL,
  purpose       TEXT NOT NULL,
  levels        TEXT NOT NULL,
  text_sha256   TEXT REFERENCES consent_text (sha256),
  at            BIGINT NOT NULL,
  channel       TEXT NOT NULL,
  ip_hash       TEXT,
  user_agent    TEXT,
  evidence      TEXT
);
CREATE INDEX consent_event_by_subscriber ON consent_event (subscriber_id);

-- Addresses that get nothing until their owner asks for it again; only a keyed hash.
CREATE TABLE suppression (
  address_hash TEXT PRIMARY KEY,
  reason       TEXT NOT NULL,
  at           BIGINT NOT NULL
);
