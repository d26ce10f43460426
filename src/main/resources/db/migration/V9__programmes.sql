-- What was read of each posting, so that an offer can be put together of all its sightings,
-- and taken apart again.
CREATE TABLE notice (
  id           ${identity},
  source_id    TEXT NOT NULL,
  posting_key  TEXT NOT NULL,
  tier         TEXT NOT NULL,
  facts        TEXT NOT NULL,
  evidence     TEXT NOT NULL,
  attention    TEXT NOT NULL,
  text         TEXT NOT NULL,
  language     TEXT,
  UNIQUE (source_id, posting_key)
);

-- An offer was read from the first source that showed it. What the others wrote was not
-- kept: it is read when they are next visited.
INSERT INTO notice (source_id, posting_key, tier, facts, evidence, attention, text, language)
SELECT s.source_id, s.posting_key, 'AGGREGATOR', o.reading, o.evidence, o.attention, o.text, o.language
FROM offer o JOIN sighting s ON s.offer_id = o.id
WHERE NOT EXISTS (SELECT 1 FROM sighting other WHERE other.offer_id = o.id
  AND (other.first_seen < s.first_seen
    OR (other.first_seen = s.first_seen AND other.source_id < s.source_id)
    OR (other.first_seen = s.first_seen AND other.source_id = s.source_id AND other.posting_key < s.posting_key)));
UPDATE sighting SET text_hash = '';
DELETE FROM validator;

-- What a notice may be recognised by; only those that share a key are compared.
CREATE TABLE notice_key (
  key_text     TEXT NOT NULL,
  notice_id    BIGINT NOT NULL REFERENCES notice (id),
  PRIMARY KEY (key_text, notice_id)
);
CREATE INDEX notice_key_by_notice ON notice_key (notice_id);
INSERT INTO notice_key (key_text, notice_id)
SELECT k.key_text, n.id FROM offer_key k JOIN sighting s ON s.offer_id = k.offer_id
JOIN notice n ON n.source_id = s.source_id AND n.posting_key = s.posting_key;
DROP TABLE offer_key;

-- Two notices that are one call as far as they alone tell, each pair both ways.
CREATE TABLE notice_link (
  notice_id    BIGINT NOT NULL REFERENCES notice (id),
  other_id     BIGINT NOT NULL REFERENCES notice (id),
  score        DOUBLE PRECISION NOT NULL,
  PRIMARY KEY (notice_id, other_id)
);

-- Calls of different years that belong together.
CREATE TABLE programme (
  id           ${identity},
  name         TEXT NOT NULL
);
CREATE TABLE programme_key (
  key_text     TEXT PRIMARY KEY,
  programme_id BIGINT NOT NULL REFERENCES programme (id)
);
-- A person's word on the programme of an offer; the newest one counts, none takes back.
CREATE TABLE programme_answer (
  id           ${identity},
  offer_id     BIGINT NOT NULL REFERENCES offer (id),
  programme_id BIGINT REFERENCES programme (id),
  answered_by  TEXT NOT NULL,
  answered_at  BIGINT NOT NULL,
  reason       TEXT
);
CREATE INDEX programme_answer_by_offer ON programme_answer (offer_id);

ALTER TABLE offer ADD COLUMN programme_id BIGINT REFERENCES programme (id);
CREATE INDEX offer_by_programme ON offer (programme_id);
-- How close to the giver the source is to which the offer's address leads.
ALTER TABLE offer ADD COLUMN tier TEXT NOT NULL DEFAULT 'AGGREGATOR';

-- Weights that a person accepted; the newest one counts, none takes back to the shipped.
CREATE TABLE matcher_weights (
  id           ${identity},
  weights      TEXT,
  accepted_by  TEXT NOT NULL,
  accepted_at  BIGINT NOT NULL,
  evidence     TEXT NOT NULL
);

-- What an edition called the page behind an address: before, always the official one.
ALTER TABLE bulletin_offer ADD COLUMN official BOOLEAN NOT NULL DEFAULT TRUE;
