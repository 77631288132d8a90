-- Counts of contracts in force, kept where the directory and the agreement list read them: counting contracts
-- for every row of a list would make the list as slow as there are contracts.

CREATE TRIGGER contracts_counted_on_insert AFTER INSERT ON contracts WHEN new.status = 'active'
BEGIN
    UPDATE agreements SET active_count = active_count + 1
        WHERE account_id = new.account_id AND id = new.agreement_id;
    UPDATE partners SET
        program_count = program_count + (new.type = 'program'),
        distribution_count = distribution_count + (new.type = 'distribution'),
        service_count = service_count + (new.type = 'service'),
        syndication_count = syndication_count + (new.type = 'syndication')
        WHERE account_id = new.account_id AND partner_id = new.partner_id;
END;

CREATE TRIGGER contracts_counted_on_update AFTER UPDATE OF status ON contracts
    WHEN (old.status = 'active') <> (new.status = 'active')
BEGIN
    UPDATE agreements SET active_count = active_count + iif(new.status = 'active', 1, -1)
        WHERE account_id = new.account_id AND id = new.agreement_id;
    UPDATE partners SET
        program_count = program_count + (new.type = 'program') * iif(new.status = 'active', 1, -1),
        distribution_count = distribution_count + (new.type = 'distribution') * iif(new.status = 'active', 1, -1),
        service_count = service_count + (new.type = 'service') * iif(new.status = 'active', 1, -1),
        syndication_count = syndication_count + (new.type = 'syndication') * iif(new.status = 'active', 1, -1)
        WHERE account_id = new.account_id AND partner_id = new.partner_id;
END;
