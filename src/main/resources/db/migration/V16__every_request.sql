-- Of the requests of a host and month: those for robots.txt, those that it sent elsewhere, those asked again after a
-- failure. Until now pages were counted, and none of these.
ALTER TABLE host_month ADD COLUMN robots_txt BIGINT NOT NULL DEFAULT 0;
ALTER TABLE host_month ADD COLUMN redirected BIGINT NOT NULL DEFAULT 0;
ALTER TABLE host_month ADD COLUMN repeated BIGINT NOT NULL DEFAULT 0;
