-- The page of events at a million of them: an index per filter in the order of the log, kept counts, kept names of
-- the people, and a search index.
--
-- The order is that of the log, by number. Every index ends with the time, so that a period is told from the index
-- alone, also when the clock was once set back.

DROP INDEX events_by_account;
CREATE INDEX events_by_account ON events (account_id, number, at);
CREATE INDEX events_by_type ON events (account_id, object_type, number, at);
CREATE INDEX events_by_person ON events (account_id, user_id, number, at, object_type) WHERE user_id IS NOT NULL;

-- How many events an account has, by type; counting them for every page would take longer than the page.
CREATE TABLE event_counts (
    account_id   TEXT NOT NULL,
    object_type  TEXT NOT NULL,
    n            INTEGER NOT NULL,
    PRIMARY KEY (account_id, object_type)
) STRICT, WITHOUT ROWID;

-- The same by day (since 1970, in UTC), for periods, with the first number of that day: a period begins there.
CREATE TABLE event_days (
    account_id   TEXT NOT NULL,
    day          INTEGER NOT NULL,
    object_type  TEXT NOT NULL,
    first        INTEGER NOT NULL,
    n            INTEGER NOT NULL,
    PRIMARY KEY (account_id, day, object_type)
) STRICT, WITHOUT ROWID;

-- Who ever did something in an account, under the name of their newest event.
CREATE TABLE event_people (
    account_id  TEXT NOT NULL,
    user_id     TEXT NOT NULL,
    name        TEXT NOT NULL,
    n           INTEGER NOT NULL,
    PRIMARY KEY (account_id, user_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX event_people_by_n ON event_people (account_id, n);

INSERT INTO event_counts (account_id, object_type, n)
    SELECT account_id, object_type, count(*) FROM events GROUP BY account_id, object_type;
INSERT INTO event_days (account_id, day, object_type, first, n)
    SELECT account_id, at / 86400000, object_type, min(number), count(*) FROM events
    GROUP BY account_id, at / 86400000, object_type;
INSERT INTO event_people (account_id, user_id, name, n)
    SELECT e.account_id, e.user_id, e.user_name, g.n
    FROM (SELECT max(number) AS newest, count(*) AS n FROM events WHERE user_id IS NOT NULL
        GROUP BY account_id, user_id) g
    JOIN events e ON e.number = g.newest;

CREATE TRIGGER events_tallied_on_insert AFTER INSERT ON events
BEGIN
    INSERT INTO event_counts (account_id, object_type, n) VALUES (new.account_id, new.object_type, 1)
        ON CONFLICT (account_id, object_type) DO UPDATE SET n = n + 1;
    INSERT INTO event_days (account_id, day, object_type, first, n)
        VALUES (new.account_id, new.at / 86400000, new.object_type, new.number, 1)
        ON CONFLICT (account_id, day, object_type) DO UPDATE SET n = n + 1;
END;

CREATE TRIGGER events_of_people_on_insert AFTER INSERT ON events WHEN new.user_id IS NOT NULL
BEGIN
    INSERT INTO event_people (account_id, user_id, name, n) VALUES (new.account_id, new.user_id, new.user_name, 1)
        ON CONFLICT (account_id, user_id) DO UPDATE SET n = n + 1, name = excluded.name;
END;

-- Words and their beginnings; the texts themselves stay in events. Account, type and person are in it too, so that
-- a search under filters is answered here, without looking at the rows it leaves out. No ranks are asked for, so
-- none of the sizes that they rest on are kept.
CREATE VIRTUAL TABLE events_words USING fts5 (
    account_id, object_type, user_id, what, user_name, object_id, note,
    content = 'events', content_rowid = 'number', tokenize = 'unicode61 remove_diacritics 2', columnsize = 0
);
INSERT INTO events_words (events_words) VALUES ('rebuild');

CREATE TRIGGER events_searched_on_insert AFTER INSERT ON events
BEGIN
    INSERT INTO events_words (rowid, account_id, object_type, user_id, what, user_name, object_id, note)
        VALUES (new.number, new.account_id, new.object_type, new.user_id, new.what, new.user_name, new.object_id, new.note);
END;
