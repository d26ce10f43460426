-- Two offers, the one with the smaller number first.

-- Perhaps one call: what the machine asks a person.
CREATE TABLE pair_question (
  first_id     BIGINT NOT NULL REFERENCES offer (id),
  second_id    BIGINT NOT NULL REFERENCES offer (id),
  score        DOUBLE PRECISION NOT NULL,
  reasons      TEXT NOT NULL,
  asked_at     BIGINT NOT NULL,
  PRIMARY KEY (first_id, second_id)
);

-- A person's answer. The newest one counts, nothing is overwritten; none takes back.
CREATE TABLE pair_answer (
  id           ${identity},
  first_id     BIGINT NOT NULL REFERENCES offer (id),
  second_id    BIGINT NOT NULL REFERENCES offer (id),
  answer       TEXT CHECK (answer IN ('SAME', 'DIFFERENT', 'UNSURE')),
  answered_by  TEXT NOT NULL,
  answered_at  BIGINT NOT NULL,
  reason       TEXT
);
CREATE INDEX pair_answer_by_pair ON pair_answer (first_id, second_id);
CREATE INDEX pair_answer_by_second ON pair_answer (second_id);
