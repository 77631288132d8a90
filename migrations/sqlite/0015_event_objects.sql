-- The name that an event's object had at that moment, so that the log is read, and searched, by names. Events from
-- before keep none; their hashes hold as they are.
ALTER TABLE events ADD COLUMN object_name TEXT NOT NULL DEFAULT '';

DROP TRIGGER events_searched_on_insert;
DROP TABLE events_words;
CREATE VIRTUAL TABLE events_words USING fts5 (
    account_id, object_type, user_id, what, user_name, object_id, object_name, note,
    content = 'events', content_rowid = 'number', tokenize = 'unicode61 remove_diacritics 2', columnsize = 0
);
INSERT INTO events_words (events_words) VALUES ('rebuild');

CREATE TRIGGER events_searched_on_insert AFTER INSERT ON events
BEGIN
    INSERT INTO events_words (rowid, account_id, object_type, user_id, what, user_name, object_id, object_name, note)
        VALUES (new.number, new.account_id, new.object_type, new.user_id, new.what, new.user_name, new.object_id,
            new.object_name, new.note);
END;
