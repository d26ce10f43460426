-- Which process runs a job. A process that no longer lives, or no longer gives a sign, has lost it.
CREATE TABLE job_lease (
  job          TEXT PRIMARY KEY,
  owner        TEXT NOT NULL,
  since        BIGINT NOT NULL,
  heartbeat    BIGINT NOT NULL
);
