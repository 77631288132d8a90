-- A contract moves to another version when the partner accepts that one. The version it was made on is kept
-- here then, because a version that a contract was ever made on cannot be deleted.

ALTER TABLE contracts ADD COLUMN made_on INTEGER;
CREATE INDEX contracts_by_made_on ON contracts (account_id, agreement_id, made_on) WHERE made_on IS NOT NULL;
