-- The zone in which a person reads times, by its IANA name.
ALTER TABLE users ADD COLUMN time_zone TEXT NOT NULL DEFAULT 'UTC';

-- A wish for another address. The link is mailed to the new address; the token itself is derived, never stored.
CREATE TABLE email_changes (
    id          TEXT PRIMARY KEY,
    user_id     TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    email       TEXT NOT NULL,
    created_at  INTEGER NOT NULL,
    expires_at  INTEGER NOT NULL,
    used_at     INTEGER
) STRICT;
CREATE INDEX email_changes_by_user ON email_changes (user_id);

-- A person's second factor. Secret and recovery codes are derived from the server key and these seeds, never stored.
CREATE TABLE second_factors (
    user_id            TEXT PRIMARY KEY REFERENCES users (id) ON DELETE CASCADE,
    seed               TEXT NOT NULL,
    created_at         INTEGER NOT NULL,
    -- Not asked for before the first code was right.
    confirmed_at       INTEGER,
    -- Codes of this time step and before are spent.
    last_step          INTEGER NOT NULL DEFAULT 0,
    codes_seed         TEXT NOT NULL DEFAULT '',
    -- A bit per recovery code that is spent.
    used_codes         INTEGER NOT NULL DEFAULT 0,
    codes_shown_until  INTEGER NOT NULL DEFAULT 0
) STRICT;

-- Whether an account opens for those only who have a second factor.
ALTER TABLE accounts ADD COLUMN second_factor_required INTEGER NOT NULL DEFAULT 0
    CHECK (second_factor_required IN (0, 1));

-- Somebody whose password was right and whose code is awaited; nobody is signed in by this.
CREATE TABLE sign_ins (
    token_hash  BLOB PRIMARY KEY,
    user_id     TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    created_at  INTEGER NOT NULL
) STRICT;
CREATE INDEX sign_ins_by_user ON sign_ins (user_id);
