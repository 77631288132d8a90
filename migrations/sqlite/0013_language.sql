-- The language in which somebody reads letters, by its tag. Which tags there are is known to the program alone, so
-- that another language needs no new table.
ALTER TABLE users ADD COLUMN language TEXT NOT NULL DEFAULT 'en';

-- The language in which a mail is written, decided when it is queued.
ALTER TABLE deliveries ADD COLUMN language TEXT NOT NULL DEFAULT 'en';

-- What happened is a word now, and was a part of a sentence; mails that wait are to be sent all the same.
UPDATE deliveries SET params = json_set(params, '$.what', CASE json_extract(params, '$.what')
        WHEN 'signed and waits for your approval' THEN 'signed_for_approval'
        WHEN 'asks for changes before it approves' THEN 'changes_wanted'
        WHEN 'suspended the partnership; your people can still sign in and read' THEN 'suspended'
        WHEN 'ended the suspension of the partnership' THEN 'resumed'
        WHEN 'approved your application; the partnership is active' THEN 'approved'
        WHEN 'turned your application down' THEN 'rejected'
        ELSE json_extract(params, '$.what')
    END)
WHERE state IN ('queued', 'deferred') AND template IN ('contract_news', 'partner_news');
UPDATE deliveries SET params = json_set(params, '$.what', json_object('accepted_version',
        CAST(substr(json_extract(params, '$.what'), length('accepted version ') + 1) AS INTEGER)))
WHERE state IN ('queued', 'deferred') AND template = 'contract_news'
    AND json_extract(params, '$.what') LIKE 'accepted version %';
