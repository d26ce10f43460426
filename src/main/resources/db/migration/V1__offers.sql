-- Instants are milliseconds since 1970 UTC, dates ISO 8601 text, in both databases.

CREATE TABLE offer (
  id           ${identity},
  -- what counts: the reading with people's corrections on top
  is_call      BOOLEAN NOT NULL,
  title        TEXT NOT NULL,
  url          TEXT NOT NULL,
  summary      TEXT NOT NULL,
  levels       TEXT NOT NULL,
  deadline     TEXT NOT NULL,
  closes_on    TEXT,
  countries    TEXT NOT NULL,
  provider     TEXT,
  funding      TEXT NOT NULL,
  colombians   TEXT NOT NULL,
  year         INTEGER,
  -- what the machine read, and from which words
  reading      TEXT NOT NULL,
  evidence     TEXT NOT NULL,
  attention    TEXT NOT NULL,
  text         TEXT NOT NULL,
  language     TEXT,
  searchable   TEXT NOT NULL,
  -- curation
  status       TEXT NOT NULL CHECK (status IN ('PENDING', 'APPROVED', 'REJECTED')),
  decided_by   TEXT,
  decided_at   BIGINT,
  reason       TEXT,
  first_seen   BIGINT NOT NULL,
  last_seen    BIGINT NOT NULL
);
CREATE INDEX offer_by_status ON offer (status, closes_on);

-- A person's word on a field; the newest one counts, nothing is overwritten.
CREATE TABLE correction (
  id           ${identity},
  offer_id     BIGINT NOT NULL REFERENCES offer (id),
  field        TEXT NOT NULL,
  value        TEXT,
  corrected_by TEXT NOT NULL,
  corrected_at BIGINT NOT NULL,
  reason       TEXT
);
CREATE INDEX correction_by_offer ON correction (offer_id);

-- Every approval, rejection and return to the queue, for the record.
CREATE TABLE decision (
  id           ${identity},
  offer_id     BIGINT NOT NULL REFERENCES offer (id),
  status       TEXT NOT NULL,
  decided_by   TEXT NOT NULL,
  decided_at   BIGINT NOT NULL,
  reason       TEXT
);
CREATE INDEX decision_by_offer ON decision (offer_id);

-- An offer as one source shows it.
CREATE TABLE sighting (
  source_id    TEXT NOT NULL,
  posting_key  TEXT NOT NULL,
  offer_id     BIGINT NOT NULL REFERENCES offer (id),
  url          TEXT NOT NULL,
  title        TEXT NOT NULL,
  text_hash    TEXT NOT NULL,
  first_seen   BIGINT NOT NULL,
  last_seen    BIGINT NOT NULL,
  gone_at      BIGINT,
  PRIMARY KEY (source_id, posting_key)
);
CREATE INDEX sighting_by_offer ON sighting (offer_id);

-- What an offer may be recognised by; only offers that share a key are compared.
CREATE TABLE offer_key (
  key_text     TEXT NOT NULL,
  offer_id     BIGINT NOT NULL REFERENCES offer (id),
  PRIMARY KEY (key_text, offer_id)
);
CREATE INDEX offer_key_by_offer ON offer_key (offer_id);
