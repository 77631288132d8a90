-- Indexes and kept counts for what the invitation limits and the lists of agreements and contracts ask.

-- Mails of an account within the last minutes, open invitations of an account.
CREATE INDEX deliveries_of_account ON deliveries (account_id, created_at) WHERE template = 'invitation';
CREATE INDEX invitations_open ON invitations (account_id) WHERE status = 'open';

-- The sorts that 0001 left out; the contracts of one partner, in the order in which they were made.
CREATE INDEX contracts_by_type ON contracts (account_id, type, created_at, id);
CREATE INDEX contracts_by_signed ON contracts (account_id, signed_at, id);
CREATE INDEX contracts_of_partner ON contracts (account_id, partner_id, created_at, id);
CREATE INDEX agreements_by_active_count ON agreements (account_id, active_count, id);

-- How many contracts an account has issued, by status and type; counting them for every page would take longer
-- than the page. Contracts are never deleted and never change their type.
CREATE TABLE contract_counts (
    account_id  TEXT NOT NULL REFERENCES accounts (id),
    status      TEXT NOT NULL,
    type        TEXT NOT NULL,
    n           INTEGER NOT NULL,
    PRIMARY KEY (account_id, status, type)
) STRICT, WITHOUT ROWID;

INSERT INTO contract_counts (account_id, status, type, n)
    SELECT account_id, status, type, count(*) FROM contracts GROUP BY account_id, status, type;

CREATE TRIGGER contracts_tallied_on_insert AFTER INSERT ON contracts
BEGIN
    INSERT INTO contract_counts (account_id, status, type, n) VALUES (new.account_id, new.status, new.type, 1)
        ON CONFLICT (account_id, status, type) DO UPDATE SET n = n + 1;
END;

CREATE TRIGGER contracts_tallied_on_update AFTER UPDATE OF status ON contracts WHEN old.status <> new.status
BEGIN
    UPDATE contract_counts SET n = n - 1
        WHERE account_id = old.account_id AND status = old.status AND type = old.type;
    INSERT INTO contract_counts (account_id, status, type, n) VALUES (new.account_id, new.status, new.type, 1)
        ON CONFLICT (account_id, status, type) DO UPDATE SET n = n + 1;
END;

-- The same for agreements, which have a type only.
CREATE TABLE agreement_counts (
    account_id  TEXT NOT NULL REFERENCES accounts (id),
    type        TEXT NOT NULL,
    n           INTEGER NOT NULL,
    PRIMARY KEY (account_id, type)
) STRICT, WITHOUT ROWID;

INSERT INTO agreement_counts (account_id, type, n)
    SELECT account_id, type, count(*) FROM agreements GROUP BY account_id, type;

CREATE TRIGGER agreements_tallied_on_insert AFTER INSERT ON agreements
BEGIN
    INSERT INTO agreement_counts (account_id, type, n) VALUES (new.account_id, new.type, 1)
        ON CONFLICT (account_id, type) DO UPDATE SET n = n + 1;
END;
