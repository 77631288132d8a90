-- What the home page and the pages of marketplaces and agreements ask at once, whatever the number of rows.

-- Contracts that wait for the distributor's decision.
CREATE INDEX contracts_to_approve ON contracts (account_id, status) WHERE status = 'pending' AND signed_at IS NOT NULL;

-- With the order in the index: else the index that has only the order is taken, and every agreement is read.
DROP INDEX agreements_by_parent;
CREATE INDEX agreements_by_parent ON agreements (account_id, parent_id, created_at, id);
DROP INDEX agreements_by_marketplace;
CREATE INDEX agreements_by_marketplace ON agreements (account_id, marketplace_id, title COLLATE NOCASE, id);
