-- What is wrong with the list of sources and was told to staff in a letter: told again only when it is something else.
CREATE TABLE told_mistake (
  mistake      TEXT PRIMARY KEY,
  told_at      BIGINT NOT NULL
);
