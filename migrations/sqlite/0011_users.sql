-- When a person was last active in an account; written with the sessions' last use, never by reading a page.
ALTER TABLE memberships ADD COLUMN seen_at INTEGER;
