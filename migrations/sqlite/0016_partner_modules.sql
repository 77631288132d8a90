-- Hubs and marketplaces are a distributor's. The groups of partners held them all the same, unseen: a group that was
-- saved lost them, and nobody could give them back.
UPDATE groups SET permissions = json_remove(permissions, '$.modules.marketplaces')
WHERE account_id IN (SELECT id FROM accounts WHERE role <> 'distributor');
