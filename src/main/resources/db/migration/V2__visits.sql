-- One try at a source and what came of it.
CREATE TABLE visit (
  id           ${identity},
  run          TEXT NOT NULL,
  source_id    TEXT NOT NULL,
  url          TEXT NOT NULL,
  started_at   BIGINT NOT NULL,
  finished_at  BIGINT NOT NULL,
  outcome      TEXT NOT NULL,
  why          TEXT,
  -- announcements: found = added + same + changed + gone + failed
  found        INTEGER NOT NULL,
  added        INTEGER NOT NULL,
  same         INTEGER NOT NULL,
  changed      INTEGER NOT NULL,
  gone         INTEGER NOT NULL,
  failed       INTEGER NOT NULL,
  requests     INTEGER NOT NULL,
  unchanged    INTEGER NOT NULL,
  bytes        BIGINT NOT NULL,
  http_status  INTEGER NOT NULL,
  UNIQUE (run, source_id)
);
CREATE INDEX visit_by_source ON visit (source_id, id);

-- What a portal gave with a page, so that we can ask whether it changed.
CREATE TABLE validator (
  source_id     TEXT NOT NULL,
  url           TEXT NOT NULL,
  etag          TEXT,
  last_modified TEXT,
  -- how the source was read then; read otherwise, the page counts as new
  reading       TEXT NOT NULL,
  given_at      BIGINT NOT NULL,
  PRIMARY KEY (source_id, url)
);

-- Links of a source behind which there is nothing.
CREATE TABLE dead_link (
  source_id    TEXT NOT NULL,
  url          TEXT NOT NULL,
  title        TEXT NOT NULL,
  first_seen   BIGINT NOT NULL,
  last_seen    BIGINT NOT NULL,
  PRIMARY KEY (source_id, url)
);
