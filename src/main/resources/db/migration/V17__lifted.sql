-- Pauses that a portal asked for and a person lifted: who, when, and what the portal had asked.
CREATE TABLE lifted_pause (
  id         ${identity},
  source_id  TEXT NOT NULL,
  lifted_at  BIGINT NOT NULL,
  lifted_by  TEXT NOT NULL,
  until_at   BIGINT NOT NULL,
  why        TEXT NOT NULL
);
CREATE INDEX lifted_pause_source ON lifted_pause (source_id, lifted_at);

-- Of the requests of a host and month: those that a browser made to show a page. Over TLS it is the connections that
-- can be counted.
ALTER TABLE host_month ADD COLUMN shown BIGINT NOT NULL DEFAULT 0;
