-- Since when somebody cannot sign in, by the will of those who run the installation.
ALTER TABLE users ADD COLUMN deactivated_at INTEGER;
