-- The sending of one edition. The fence grows each time a process takes the sending
-- over, so that one who was thought dead can hand over nothing more.
CREATE TABLE dispatch (
  edition      TEXT PRIMARY KEY,
  status       TEXT NOT NULL CHECK (status IN ('READY', 'RUNNING', 'PAUSED', 'CANCELLED', 'STOPPED', 'HELD', 'DONE')),
  reason       TEXT,
  fence        BIGINT NOT NULL,
  planned_at   BIGINT NOT NULL,
  give_up_at   BIGINT NOT NULL,
  changed_at   BIGINT NOT NULL
);

-- One bulletin for one subscriber: the ledger.
CREATE TABLE delivery (
  id            ${identity},
  edition       TEXT NOT NULL REFERENCES dispatch (edition),
  subscriber_id BIGINT NOT NULL,
  email         TEXT NOT NULL,
  email_key     TEXT NOT NULL,
  name          TEXT,
  levels        TEXT NOT NULL,
  message_id    TEXT NOT NULL,
  state         TEXT NOT NULL CHECK (state IN ('PLANNED', 'CLAIMED', 'HANDED', 'ACCEPTED', 'DEFERRED', 'REJECTED',
                  'UNKNOWN', 'SKIPPED')),
  reason        TEXT,
  attempts      INTEGER NOT NULL,
  fence         BIGINT NOT NULL,
  next_at       BIGINT NOT NULL,
  changed_at    BIGINT NOT NULL,
  UNIQUE (edition, subscriber_id),
  UNIQUE (edition, email_key)
);
CREATE INDEX delivery_by_state ON delivery (edition, state, next_at);
CREATE INDEX delivery_by_subscriber ON delivery (subscriber_id);
