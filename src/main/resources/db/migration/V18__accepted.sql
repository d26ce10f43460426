-- Sources of which a person said that all is well as it is: what is usual is learnt anew from then on.
CREATE TABLE accepted_source (
  source_id    TEXT PRIMARY KEY,
  accepted_at  BIGINT NOT NULL,
  accepted_by  TEXT NOT NULL
);
