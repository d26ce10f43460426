-- When a sending that stopped goes on by itself, and how often in a row it has stopped without a letter taken.
ALTER TABLE dispatch ADD COLUMN resume_at BIGINT;
ALTER TABLE dispatch ADD COLUMN stops INTEGER NOT NULL DEFAULT 0;

-- The lane holds the recipient's domain where the rate to it is limited, so that these letters do not keep the others
-- waiting. The content is the letter's own, known from its handing over on. A correction answers the letter it corrects.
-- The recipient is a keyed hash of the address, which stays when the address is erased.
ALTER TABLE delivery ADD COLUMN lane TEXT NOT NULL DEFAULT '';
ALTER TABLE delivery ADD COLUMN content BIGINT;
ALTER TABLE delivery ADD COLUMN reply_to TEXT;
ALTER TABLE delivery ADD COLUMN recipient TEXT;
DROP INDEX delivery_by_state;
CREATE INDEX delivery_by_state ON delivery (edition, state, lane, next_at, id);

-- What letters of a mailing said: one row for each form that left.
CREATE TABLE delivery_content (
  id           ${identity},
  edition      TEXT NOT NULL,
  sha256       TEXT NOT NULL,
  levels       TEXT NOT NULL,
  offers       TEXT NOT NULL,
  subject      TEXT NOT NULL,
  html         TEXT NOT NULL,
  body         TEXT NOT NULL,
  made_at      BIGINT NOT NULL,
  UNIQUE (edition, sha256)
);

-- Before which moment (nanoseconds since 1970) nothing more goes to a relay, over a connection or to a domain.
CREATE TABLE sending_rate (
  scope        TEXT PRIMARY KEY,
  next_at      BIGINT NOT NULL
);

-- What staff put right in an edition that had left. The mailing is the edition's name with the correction's number.
CREATE TABLE bulletin_correction (
  mailing      TEXT PRIMARY KEY,
  edition      TEXT NOT NULL REFERENCES bulletin (edition),
  offer_id     BIGINT NOT NULL,
  words        TEXT NOT NULL,
  written_by   TEXT NOT NULL,
  written_at   BIGINT NOT NULL
);

-- Each certificate that was handed out, by the hash at the end of its chain.
CREATE TABLE certificate (
  edition      TEXT NOT NULL,
  head         TEXT NOT NULL,
  lines        INTEGER NOT NULL,
  issued_at    BIGINT NOT NULL,
  PRIMARY KEY (edition, head)
);

-- The templates as they were when an edition was approved.
CREATE TABLE bulletin_template (
  edition      TEXT NOT NULL REFERENCES bulletin (edition),
  name         TEXT NOT NULL,
  sha256       TEXT NOT NULL,
  content      TEXT NOT NULL,
  PRIMARY KEY (edition, name)
);
