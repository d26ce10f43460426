-- A visit of which the answers are kept, so that it can be read again. Bodies are files in data/responses, named by
-- the SHA-256 of what they hold.
CREATE TABLE kept_visit (
  run          TEXT NOT NULL,
  source_id    TEXT NOT NULL,
  finished_at  BIGINT NOT NULL,
  -- the file that says what was read then
  postings     TEXT,
  -- false where there was more than is kept
  whole        BOOLEAN NOT NULL,
  PRIMARY KEY (run, source_id)
);
CREATE INDEX kept_visit_by_source ON kept_visit (source_id, finished_at);

CREATE TABLE response (
  run          TEXT NOT NULL,
  source_id    TEXT NOT NULL,
  position     INTEGER NOT NULL,
  url          TEXT NOT NULL,
  answered_url TEXT NOT NULL,
  outcome      TEXT NOT NULL,
  status       INTEGER NOT NULL,
  why          TEXT,
  -- of an answer that says nothing changed: the body that it speaks of
  body         TEXT,
  -- what the body takes in the folder; 0 where an earlier answer brought it
  stored       BIGINT NOT NULL,
  content_type TEXT,
  moved_to     TEXT,
  whole        BOOLEAN NOT NULL,
  PRIMARY KEY (run, source_id, position)
);
CREATE INDEX response_by_url ON response (source_id, url);

-- How many of the places where a field is looked for gave something, visit by visit.
CREATE TABLE field_coverage (
  run          TEXT NOT NULL,
  source_id    TEXT NOT NULL,
  seen_at      BIGINT NOT NULL,
  detail       BOOLEAN NOT NULL,
  field        TEXT NOT NULL,
  filled       INTEGER NOT NULL,
  places       INTEGER NOT NULL,
  PRIMARY KEY (run, source_id, detail, field)
);
CREATE INDEX field_coverage_by_source ON field_coverage (source_id, seen_at);

-- Pages of a source as they were when everything was found in them.
CREATE TABLE good_page (
  source_id    TEXT NOT NULL,
  url          TEXT NOT NULL,
  detail       BOOLEAN NOT NULL,
  seen_at      BIGINT NOT NULL,
  body         TEXT NOT NULL,
  content_type TEXT,
  -- what was read from it, JSON
  found        TEXT NOT NULL,
  -- the entry by which it was read, YAML
  entry        TEXT NOT NULL,
  PRIMARY KEY (source_id, url, detail)
);

-- How a source is doing, since when, and whether staff were told by mail.
CREATE TABLE source_state (
  source_id    TEXT PRIMARY KEY,
  state        TEXT NOT NULL,
  since        BIGINT NOT NULL,
  why          TEXT,
  told         BOOLEAN NOT NULL
);

-- What we asked of a host in a month of the office's calendar.
CREATE TABLE host_month (
  host         TEXT NOT NULL,
  month        TEXT NOT NULL,
  requests     BIGINT NOT NULL,
  unchanged    BIGINT NOT NULL,
  failed       BIGINT NOT NULL,
  refused      BIGINT NOT NULL,
  bytes        BIGINT NOT NULL,
  -- what its robots.txt last kept us from, in words
  robots       TEXT,
  PRIMARY KEY (host, month)
);

-- What a source changed about an offer that we hold.
CREATE TABLE offer_event (
  id              ${identity},
  offer_id        BIGINT NOT NULL REFERENCES offer (id),
  source_id       TEXT NOT NULL,
  kind            TEXT NOT NULL CHECK (kind IN ('GONE', 'BACK', 'DEADLINE', 'TEXT')),
  at              BIGINT NOT NULL,
  deadline_before TEXT,
  deadline_after  TEXT,
  text_before     TEXT,
  text_after      TEXT,
  seen_by         TEXT,
  seen_at         BIGINT
);
CREATE INDEX offer_event_by_offer ON offer_event (offer_id);
CREATE INDEX offer_event_unseen ON offer_event (seen_at, at);
