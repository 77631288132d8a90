-- The events of one object, and those of days that somebody chooses.
--
-- People and contracts are objects in the logs of several accounts, so the index by object holds account and time too:
-- the filter is answered from it alone, and timelines go on reading it in the order of the log.
DROP INDEX events_by_object;
CREATE INDEX events_by_object ON events (object_id, number, account_id, at);

-- Chosen days may end long ago: the log is read from the last number that such a day has.
ALTER TABLE event_days ADD COLUMN last INTEGER NOT NULL DEFAULT 0;
UPDATE event_days SET last = n.last
    FROM (SELECT account_id, at / 86400000 AS day, object_type, max(number) AS last FROM events
        GROUP BY account_id, at / 86400000, object_type) n
    WHERE n.account_id = event_days.account_id AND n.day = event_days.day AND n.object_type = event_days.object_type;

DROP TRIGGER events_tallied_on_insert;
CREATE TRIGGER events_tallied_on_insert AFTER INSERT ON events
BEGIN
    INSERT INTO event_counts (account_id, object_type, n) VALUES (new.account_id, new.object_type, 1)
        ON CONFLICT (account_id, object_type) DO UPDATE SET n = n + 1;
    INSERT INTO event_days (account_id, day, object_type, first, last, n)
        VALUES (new.account_id, new.at / 86400000, new.object_type, new.number, new.number, 1)
        ON CONFLICT (account_id, day, object_type) DO UPDATE SET n = n + 1, last = excluded.last;
END;
