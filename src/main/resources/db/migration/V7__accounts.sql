-- Who of the staff may sign in.
CREATE TABLE account (
  id           ${identity},
  name         TEXT NOT NULL UNIQUE,
  password     TEXT NOT NULL,
  created_at   BIGINT NOT NULL
);

-- One-time links with which a person makes an account or sets a new password. Only the hash is kept.
CREATE TABLE account_link (
  token_hash   TEXT PRIMARY KEY,
  expires_at   BIGINT NOT NULL
);
