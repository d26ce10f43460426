-- What the list that leads to a page said of its last change when the page was read.
ALTER TABLE validator ADD COLUMN listed TEXT;

-- Sources that are left alone for a while, because they asked for it or keep failing.
CREATE TABLE pause (
  source_id  TEXT PRIMARY KEY,
  -- how the source was read then; an edited source is tried at once
  reading    TEXT NOT NULL,
  failures   INTEGER NOT NULL,
  until_at   BIGINT NOT NULL,
  -- whether the portal itself named the time
  asked      BOOLEAN NOT NULL,
  why        TEXT NOT NULL
);
