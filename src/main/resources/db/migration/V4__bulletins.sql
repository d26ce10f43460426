-- The month's letter. What it says is assembled from the offers while it is a draft and
-- frozen at its approval; nothing here changes afterwards but the instants.
CREATE TABLE bulletin (
  edition      TEXT PRIMARY KEY,
  status       TEXT NOT NULL CHECK (status IN ('DRAFT', 'APPROVED', 'SENT')),
  intro        TEXT NOT NULL,
  prepared_at  BIGINT NOT NULL,
  content_hash TEXT,
  approved_by  TEXT,
  approved_at  BIGINT,
  sending_at   BIGINT,
  sent_at      BIGINT,
  CHECK (status = 'DRAFT' OR (content_hash IS NOT NULL AND approved_by IS NOT NULL AND approved_at IS NOT NULL))
);

-- An offer as an approved edition prints it.
CREATE TABLE bulletin_offer (
  edition      TEXT NOT NULL REFERENCES bulletin (edition),
  position     INTEGER NOT NULL,
  offer_id     BIGINT NOT NULL,
  facts        TEXT NOT NULL,
  language     TEXT,
  repeated     BOOLEAN NOT NULL,
  PRIMARY KEY (edition, offer_id)
);

-- The letter for one choice of levels; a choice without offers has none.
CREATE TABLE bulletin_rendering (
  edition      TEXT NOT NULL REFERENCES bulletin (edition),
  levels       TEXT NOT NULL,
  subject      TEXT NOT NULL,
  html         TEXT NOT NULL,
  body         TEXT NOT NULL,
  PRIMARY KEY (edition, levels)
);

-- Approved offers that staff leave out of one edition.
CREATE TABLE bulletin_exclusion (
  edition      TEXT NOT NULL REFERENCES bulletin (edition),
  offer_id     BIGINT NOT NULL,
  excluded_by  TEXT NOT NULL,
  excluded_at  BIGINT NOT NULL,
  PRIMARY KEY (edition, offer_id)
);
