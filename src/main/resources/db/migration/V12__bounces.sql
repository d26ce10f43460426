-- What came back: a message from the bounce mailbox that speaks of one of our letters.
-- The hash of the message keeps one that is read twice from counting twice.
CREATE TABLE bounce (
  id            ${identity},
  message_hash  TEXT NOT NULL UNIQUE,
  delivery_id   BIGINT NOT NULL REFERENCES delivery (id),
  subscriber_id BIGINT NOT NULL,
  at            BIGINT NOT NULL,
  kind          TEXT NOT NULL CHECK (kind IN ('HARD', 'SOFT', 'FULL', 'POLICY', 'COMPLAINT', 'DELAYED', 'DELIVERED')),
  status        TEXT NOT NULL,
  answer        TEXT NOT NULL
);
CREATE INDEX bounce_by_delivery ON bounce (delivery_id);
CREATE INDEX bounce_by_subscriber ON bounce (subscriber_id);
CREATE INDEX delivery_by_message ON delivery (message_id);
