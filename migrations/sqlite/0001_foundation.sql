-- The ground everything stands on: accounts and people, partners, agreements and contracts, invitations,
-- evidence, events and the outbox.
--
-- Times are Unix milliseconds in UTC, flags 0 or 1. Tables that belong to an account carry account_id, and
-- the foreign keys between them are composite, so that the database itself refuses a link across accounts.

CREATE TABLE accounts (
    id          TEXT PRIMARY KEY,
    role        TEXT NOT NULL CHECK (role IN ('distributor', 'vendor', 'reseller')),
    name        TEXT NOT NULL,
    status      TEXT NOT NULL CHECK (status IN ('invited', 'active')),
    created_at  INTEGER NOT NULL
) STRICT;

CREATE TABLE users (
    id                 TEXT PRIMARY KEY,
    email              TEXT NOT NULL UNIQUE,
    name               TEXT NOT NULL,
    password_hash      TEXT NOT NULL,
    email_verified_at  INTEGER,
    last_account_id    TEXT REFERENCES accounts (id),
    created_at         INTEGER NOT NULL
) STRICT;

CREATE TABLE sessions (
    token_hash  BLOB PRIMARY KEY,
    id          TEXT NOT NULL UNIQUE,
    user_id     TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    created_at  INTEGER NOT NULL,
    seen_at     INTEGER NOT NULL,
    ip          TEXT NOT NULL,
    user_agent  TEXT NOT NULL
) STRICT;
CREATE INDEX sessions_by_user ON sessions (user_id);

-- A link for a new password. The token itself is derived, never stored.
CREATE TABLE password_resets (
    id          TEXT PRIMARY KEY,
    user_id     TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    expires_at  INTEGER NOT NULL,
    used_at     INTEGER,
    created_at  INTEGER NOT NULL
) STRICT;
CREATE INDEX password_resets_by_user ON password_resets (user_id);

CREATE TABLE groups (
    account_id   TEXT NOT NULL REFERENCES accounts (id),
    id           TEXT NOT NULL,
    name         TEXT NOT NULL,
    permissions  TEXT NOT NULL,
    PRIMARY KEY (account_id, id),
    UNIQUE (account_id, name)
) STRICT;

CREATE TABLE memberships (
    account_id  TEXT NOT NULL REFERENCES accounts (id),
    user_id     TEXT NOT NULL REFERENCES users (id),
    status      TEXT NOT NULL CHECK (status IN ('joined', 'removed')),
    joined_at   INTEGER NOT NULL,
    removed_at  INTEGER,
    PRIMARY KEY (account_id, user_id)
) STRICT;
CREATE INDEX memberships_by_user ON memberships (user_id);

CREATE TABLE membership_groups (
    account_id  TEXT NOT NULL,
    user_id     TEXT NOT NULL,
    group_id    TEXT NOT NULL,
    PRIMARY KEY (account_id, user_id, group_id),
    FOREIGN KEY (account_id, user_id) REFERENCES memberships (account_id, user_id),
    FOREIGN KEY (account_id, group_id) REFERENCES groups (account_id, id)
) STRICT;

CREATE TABLE hubs (
    account_id     TEXT NOT NULL REFERENCES accounts (id),
    id             TEXT NOT NULL UNIQUE,
    name           TEXT NOT NULL,
    description    TEXT NOT NULL,
    instance_type  TEXT NOT NULL,
    instance_id    TEXT NOT NULL,
    revision       INTEGER NOT NULL DEFAULT 1,
    created_at     INTEGER NOT NULL,
    PRIMARY KEY (account_id, id)
) STRICT;

CREATE TABLE marketplaces (
    account_id   TEXT NOT NULL REFERENCES accounts (id),
    id           TEXT NOT NULL UNIQUE,
    name         TEXT NOT NULL,
    description  TEXT NOT NULL,
    countries    TEXT NOT NULL, -- ISO 3166-1 alpha-2, separated by commas
    currency     TEXT NOT NULL, -- ISO 4217
    revision     INTEGER NOT NULL DEFAULT 1,
    created_at   INTEGER NOT NULL,
    PRIMARY KEY (account_id, id),
    UNIQUE (account_id, name)
) STRICT;

CREATE TABLE marketplace_hubs (
    account_id      TEXT NOT NULL,
    marketplace_id  TEXT NOT NULL,
    hub_id          TEXT NOT NULL,
    PRIMARY KEY (account_id, marketplace_id, hub_id),
    FOREIGN KEY (account_id, marketplace_id) REFERENCES marketplaces (account_id, id) ON DELETE CASCADE,
    FOREIGN KEY (account_id, hub_id) REFERENCES hubs (account_id, id)
) STRICT;
CREATE INDEX marketplace_hubs_by_hub ON marketplace_hubs (account_id, hub_id);

-- account_id is the distributor, partner_id the vendor's or reseller's account.
-- The four counts are the contracts in force; triggers on contracts keep them.
CREATE TABLE partners (
    number              INTEGER PRIMARY KEY, -- row of the search index
    account_id          TEXT NOT NULL REFERENCES accounts (id),
    partner_id          TEXT NOT NULL REFERENCES accounts (id),
    type                TEXT NOT NULL CHECK (type IN ('vendor', 'reseller')),
    status              TEXT NOT NULL CHECK (status IN ('invited', 'pending', 'active', 'suspended', 'declined', 'rejected', 'removed')),
    name                TEXT NOT NULL,
    external_id         TEXT, -- NULL when not given, so that the unique index lets several through
    technical_name      TEXT NOT NULL DEFAULT '',
    technical_email     TEXT NOT NULL DEFAULT '',
    business_name       TEXT NOT NULL DEFAULT '',
    business_email      TEXT NOT NULL DEFAULT '',
    program_count       INTEGER NOT NULL DEFAULT 0,
    distribution_count  INTEGER NOT NULL DEFAULT 0,
    service_count       INTEGER NOT NULL DEFAULT 0,
    syndication_count   INTEGER NOT NULL DEFAULT 0,
    revision            INTEGER NOT NULL DEFAULT 1,
    created_at          INTEGER NOT NULL,
    changed_at          INTEGER NOT NULL,
    UNIQUE (account_id, partner_id)
) STRICT;
CREATE UNIQUE INDEX partners_external_id ON partners (account_id, external_id) WHERE external_id IS NOT NULL;
CREATE INDEX partners_of_partner ON partners (partner_id);

CREATE TABLE agreements (
    account_id      TEXT NOT NULL REFERENCES accounts (id),
    id              TEXT NOT NULL UNIQUE,
    type            TEXT NOT NULL CHECK (type IN ('program', 'distribution', 'service', 'syndication')),
    title           TEXT NOT NULL,
    description     TEXT NOT NULL,
    parent_id       TEXT,
    marketplace_id  TEXT,
    auto_accept     INTEGER NOT NULL DEFAULT 0 CHECK (auto_accept IN (0, 1)),
    active_count    INTEGER NOT NULL DEFAULT 0, -- contracts in force, kept by triggers
    revision        INTEGER NOT NULL DEFAULT 1,
    created_at      INTEGER NOT NULL,
    created_by      TEXT REFERENCES users (id),
    PRIMARY KEY (account_id, id),
    FOREIGN KEY (account_id, parent_id) REFERENCES agreements (account_id, id),
    FOREIGN KEY (account_id, marketplace_id) REFERENCES marketplaces (account_id, id),
    CHECK ((type IN ('distribution', 'syndication')) = (parent_id IS NOT NULL)),
    CHECK ((type = 'distribution') = (marketplace_id IS NOT NULL))
) STRICT;
CREATE INDEX agreements_by_parent ON agreements (account_id, parent_id);
CREATE INDEX agreements_by_marketplace ON agreements (account_id, marketplace_id);
CREATE INDEX agreements_by_created ON agreements (account_id, created_at, id);
CREATE INDEX agreements_by_type ON agreements (account_id, type, created_at, id);
CREATE INDEX agreements_by_title ON agreements (account_id, title COLLATE NOCASE, id);

CREATE TABLE agreement_versions (
    account_id    TEXT NOT NULL,
    agreement_id  TEXT NOT NULL,
    number        INTEGER NOT NULL,
    status        TEXT NOT NULL CHECK (status IN ('draft', 'active', 'inactive')),
    source        TEXT NOT NULL CHECK (source IN ('none', 'link')),
    link          TEXT NOT NULL,
    title         TEXT NOT NULL, -- as published, so that a later edit changes no version
    description   TEXT NOT NULL,
    change_note   TEXT NOT NULL,
    published_at  INTEGER NOT NULL,
    published_by  TEXT REFERENCES users (id),
    PRIMARY KEY (account_id, agreement_id, number),
    FOREIGN KEY (account_id, agreement_id) REFERENCES agreements (account_id, id)
) STRICT;
CREATE UNIQUE INDEX agreement_versions_one_active ON agreement_versions (account_id, agreement_id) WHERE status = 'active';

-- account_id is the issuer (distributor), partner_id the partner's account.
CREATE TABLE contracts (
    account_id        TEXT NOT NULL REFERENCES accounts (id),
    id                TEXT NOT NULL UNIQUE,
    type              TEXT NOT NULL CHECK (type IN ('program', 'distribution', 'service', 'syndication')),
    status            TEXT NOT NULL CHECK (status IN ('enrolling', 'pending', 'active', 'rejected', 'withdrawn', 'terminated')),
    name              TEXT NOT NULL,
    agreement_id      TEXT NOT NULL,
    version           INTEGER NOT NULL,
    partner_id        TEXT NOT NULL,
    parent_id         TEXT, -- the program or service contract above a distribution or syndication contract
    signee            TEXT NOT NULL DEFAULT '',
    note_to_signee    TEXT NOT NULL DEFAULT '',
    internal_note     TEXT NOT NULL DEFAULT '',
    ending_note       TEXT NOT NULL DEFAULT '',
    expires_at        INTEGER,
    created_at        INTEGER NOT NULL,
    created_by        TEXT REFERENCES users (id),
    signed_at         INTEGER,
    signed_by         TEXT REFERENCES users (id),
    countersigned_at  INTEGER,
    countersigned_by  TEXT REFERENCES users (id),
    ended_at          INTEGER,
    ended_by          TEXT REFERENCES users (id),
    revision          INTEGER NOT NULL DEFAULT 1,
    PRIMARY KEY (account_id, id),
    FOREIGN KEY (account_id, agreement_id, version) REFERENCES agreement_versions (account_id, agreement_id, number),
    FOREIGN KEY (account_id, partner_id) REFERENCES partners (account_id, partner_id),
    FOREIGN KEY (account_id, parent_id) REFERENCES contracts (account_id, id)
) STRICT;
-- One living contract per agreement and partner: two clicks on Enrol make one.
CREATE UNIQUE INDEX contracts_one_living ON contracts (account_id, agreement_id, partner_id)
    WHERE status IN ('enrolling', 'pending', 'active');
CREATE INDEX contracts_by_partner ON contracts (partner_id, created_at);
CREATE INDEX contracts_by_agreement ON contracts (account_id, agreement_id, version);
CREATE INDEX contracts_by_parent ON contracts (account_id, parent_id);
CREATE INDEX contracts_by_created ON contracts (account_id, created_at, id);
CREATE INDEX contracts_by_status ON contracts (account_id, status, created_at, id);
CREATE INDEX contracts_by_name ON contracts (account_id, name COLLATE NOCASE, id);

-- account_id is the account that invites. A partner invitation names partner_id and usually contract_id;
-- a user invitation names the account to join in joins_account_id and the groups there.
CREATE TABLE invitations (
    account_id        TEXT NOT NULL REFERENCES accounts (id),
    id                TEXT NOT NULL UNIQUE,
    kind              TEXT NOT NULL CHECK (kind IN ('partner', 'user')),
    status            TEXT NOT NULL CHECK (status IN ('open', 'accepted', 'declined', 'revoked', 'superseded')),
    generation        INTEGER NOT NULL DEFAULT 1,
    address           TEXT, -- normalised; NULL for whoever holds the link
    name              TEXT NOT NULL DEFAULT '',
    partner_id        TEXT REFERENCES accounts (id),
    contract_id       TEXT,
    joins_account_id  TEXT NOT NULL REFERENCES accounts (id),
    group_ids         TEXT NOT NULL, -- JSON array of the groups in joins_account_id
    expiry_days       INTEGER NOT NULL,
    expires_at        INTEGER NOT NULL,
    asked_at          INTEGER, -- a new link was asked for on the expired page
    reason            TEXT NOT NULL DEFAULT '',
    superseded_by     TEXT,
    created_at        INTEGER NOT NULL,
    created_by        TEXT NOT NULL REFERENCES users (id),
    ended_at          INTEGER,
    ended_by          TEXT REFERENCES users (id),
    PRIMARY KEY (account_id, id),
    FOREIGN KEY (account_id, contract_id) REFERENCES contracts (account_id, id)
) STRICT;
CREATE UNIQUE INDEX invitations_one_open ON invitations (joins_account_id, kind, address) WHERE status = 'open' AND address IS NOT NULL;
CREATE INDEX invitations_by_partner ON invitations (account_id, partner_id, created_at);
CREATE INDEX invitations_by_joined ON invitations (joins_account_id, kind, created_at);
CREATE INDEX invitations_by_contract ON invitations (account_id, contract_id);

-- The outbox: one row per mail, written in the transaction that causes it. Links are derived when it is sent,
-- so that no token is stored.
CREATE TABLE deliveries (
    id              INTEGER PRIMARY KEY,
    account_id      TEXT REFERENCES accounts (id),
    template        TEXT NOT NULL,
    params          TEXT NOT NULL, -- JSON
    recipient       TEXT NOT NULL,
    invitation_id   TEXT,
    state           TEXT NOT NULL CHECK (state IN ('queued', 'handed_over', 'deferred', 'failed')),
    attempts        INTEGER NOT NULL DEFAULT 0,
    next_at         INTEGER NOT NULL,
    leased_until    INTEGER NOT NULL DEFAULT 0,
    detail          TEXT NOT NULL DEFAULT '',
    created_at      INTEGER NOT NULL,
    changed_at      INTEGER NOT NULL
) STRICT;
CREATE INDEX deliveries_due ON deliveries (next_at) WHERE state IN ('queued', 'deferred');
CREATE INDEX deliveries_by_invitation ON deliveries (invitation_id, id) WHERE invitation_id IS NOT NULL;
CREATE INDEX deliveries_by_recipient ON deliveries (recipient, created_at);

-- The documents that people accepted, by the hash of their bytes; each is kept once.
CREATE TABLE documents (
    hash        TEXT PRIMARY KEY, -- SHA-256 in hexadecimal
    body        TEXT NOT NULL,
    created_at  INTEGER NOT NULL
) STRICT;

-- Evidence (domain.md §6): immutable, chained. No foreign keys: what is deleted elsewhere stays here.
CREATE TABLE acceptances (
    number               INTEGER PRIMARY KEY,
    act                  TEXT NOT NULL CHECK (act IN ('accepted', 'declined', 'activated')),
    account_id           TEXT NOT NULL,
    partner_id           TEXT NOT NULL,
    contract_id          TEXT NOT NULL,
    agreement_id         TEXT NOT NULL,
    version              INTEGER NOT NULL,
    document_hash        TEXT NOT NULL,
    statement            TEXT NOT NULL,
    language             TEXT NOT NULL,
    user_id              TEXT,
    signatory            TEXT NOT NULL,
    title                TEXT NOT NULL,
    authority_statement  TEXT NOT NULL,
    address              TEXT NOT NULL,
    verified_by          TEXT NOT NULL CHECK (verified_by IN ('mailed_link', 'signed_in', 'not_verified', 'issuer')),
    channel              TEXT NOT NULL,
    invitation_id        TEXT,
    at                   INTEGER NOT NULL,
    ip                   TEXT NOT NULL,
    user_agent           TEXT NOT NULL,
    session_hash         TEXT NOT NULL,
    previous_hash        TEXT NOT NULL,
    hash                 TEXT NOT NULL
) STRICT;
CREATE INDEX acceptances_by_contract ON acceptances (contract_id);

CREATE TRIGGER acceptances_are_immutable BEFORE UPDATE ON acceptances
BEGIN SELECT raise(ABORT, 'evidence is immutable'); END;
CREATE TRIGGER acceptances_are_kept BEFORE DELETE ON acceptances
BEGIN SELECT raise(ABORT, 'evidence is kept'); END;

-- Who did what: append-only, chained.
CREATE TABLE events (
    number         INTEGER PRIMARY KEY,
    account_id     TEXT NOT NULL,
    partner_id     TEXT, -- set when it concerns a partner: that partner's timeline
    object_type    TEXT NOT NULL,
    object_id      TEXT NOT NULL,
    action         TEXT NOT NULL, -- one word: created, accepted, terminated …
    what           TEXT NOT NULL, -- the sentence part that is shown
    user_id        TEXT,
    user_name      TEXT NOT NULL,
    channel        TEXT NOT NULL,
    note           TEXT NOT NULL,
    before         TEXT NOT NULL, -- JSON, empty when there is nothing to compare
    after          TEXT NOT NULL,
    at             INTEGER NOT NULL,
    previous_hash  TEXT NOT NULL,
    hash           TEXT NOT NULL
) STRICT;
CREATE INDEX events_by_account ON events (account_id, number);
CREATE INDEX events_by_object ON events (object_id, number);
CREATE INDEX events_by_partner ON events (account_id, partner_id, number) WHERE partner_id IS NOT NULL;

CREATE TRIGGER events_are_immutable BEFORE UPDATE ON events
BEGIN SELECT raise(ABORT, 'events are immutable'); END;
CREATE TRIGGER events_are_kept BEFORE DELETE ON events
BEGIN SELECT raise(ABORT, 'events are kept'); END;

CREATE TABLE wizard_drafts (
    account_id  TEXT NOT NULL REFERENCES accounts (id),
    id          TEXT NOT NULL UNIQUE,
    user_id     TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    forms       TEXT NOT NULL, -- JSON
    outcome     TEXT NOT NULL DEFAULT '', -- JSON, once finished
    created_at  INTEGER NOT NULL,
    changed_at  INTEGER NOT NULL,
    PRIMARY KEY (account_id, id)
) STRICT;
CREATE INDEX wizard_drafts_by_user ON wizard_drafts (account_id, user_id, changed_at);

-- What concerns the installation as a whole, by name.
CREATE TABLE installation (
    name   TEXT PRIMARY KEY,
    value  TEXT NOT NULL
) STRICT;
