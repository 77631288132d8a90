-- Indexes for what the invitation limits, the lists of agreements and contracts and the version page ask.

-- Mails of an account within the last minutes, open invitations of an account.
CREATE INDEX deliveries_of_account ON deliveries (account_id, created_at) WHERE template = 'invitation';
CREATE INDEX invitations_open ON invitations (account_id) WHERE status = 'open';

-- Counts by status and type, and the sorts that 0001 left out.
CREATE INDEX contracts_by_status_type ON contracts (account_id, status, type);
CREATE INDEX contracts_by_type ON contracts (account_id, type, created_at, id);
CREATE INDEX contracts_by_signed ON contracts (account_id, signed_at, id);
CREATE INDEX agreements_by_active_count ON agreements (account_id, active_count, id);
