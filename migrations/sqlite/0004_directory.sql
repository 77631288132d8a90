-- The directory at 100 000 partners: an index per column it is sorted by, counts kept by status and type, and the
-- two search indexes, by words and by parts of words.
--
-- Every sort index begins with the account, ends with what the filters ask, and so answers a page without looking
-- at the rows that are not on it. Ties are broken by number, the order in which partners were added.

CREATE INDEX partners_by_name ON partners (account_id, name COLLATE NOCASE, number, status, type);
CREATE INDEX partners_by_technical ON partners (account_id, technical_name COLLATE NOCASE, number, status, type);
CREATE INDEX partners_by_business ON partners (account_id, business_name COLLATE NOCASE, number, status, type);
CREATE INDEX partners_by_external_id ON partners (account_id, coalesce(external_id, '') COLLATE NOCASE, number, status, type);
CREATE INDEX partners_by_program ON partners (account_id, program_count, number, status, type);
CREATE INDEX partners_by_distribution ON partners (account_id, distribution_count, number, status, type);
CREATE INDEX partners_by_service ON partners (account_id, service_count, number, status, type);
CREATE INDEX partners_by_syndication ON partners (account_id, syndication_count, number, status, type);
CREATE INDEX partners_by_created ON partners (account_id, created_at, number, status, type);
CREATE INDEX partners_by_changed ON partners (account_id, changed_at, number, status, type);
CREATE INDEX partners_by_status ON partners (account_id, status, created_at, number, type);
CREATE INDEX partners_by_type ON partners (account_id, type, created_at, number, status);
-- What is asked of every match of a search, close together: the rows themselves are spread over the whole file.
CREATE INDEX partners_by_number ON partners (number, account_id, status, type, created_at);

-- How many partners an account has, by status and type; counting them for every page would take longer than the
-- page.
CREATE TABLE partner_counts (
    account_id  TEXT NOT NULL REFERENCES accounts (id),
    status      TEXT NOT NULL,
    type        TEXT NOT NULL,
    n           INTEGER NOT NULL,
    PRIMARY KEY (account_id, status, type)
) STRICT, WITHOUT ROWID;

INSERT INTO partner_counts (account_id, status, type, n)
    SELECT account_id, status, type, count(*) FROM partners GROUP BY account_id, status, type;

CREATE TRIGGER partners_counted_on_insert AFTER INSERT ON partners
BEGIN
    INSERT INTO partner_counts (account_id, status, type, n) VALUES (new.account_id, new.status, new.type, 1)
        ON CONFLICT (account_id, status, type) DO UPDATE SET n = n + 1;
END;

CREATE TRIGGER partners_counted_on_update AFTER UPDATE OF status, type ON partners
    WHEN old.status <> new.status OR old.type <> new.type
BEGIN
    UPDATE partner_counts SET n = n - 1
        WHERE account_id = old.account_id AND status = old.status AND type = old.type;
    INSERT INTO partner_counts (account_id, status, type, n) VALUES (new.account_id, new.status, new.type, 1)
        ON CONFLICT (account_id, status, type) DO UPDATE SET n = n + 1;
END;

CREATE TRIGGER partners_counted_on_delete AFTER DELETE ON partners
BEGIN
    UPDATE partner_counts SET n = n - 1
        WHERE account_id = old.account_id AND status = old.status AND type = old.type;
END;

-- Words and their beginnings; the texts themselves stay in partners.
CREATE VIRTUAL TABLE partners_words USING fts5 (
    name, partner_id, external_id, technical_name, technical_email, business_name, business_email,
    content = 'partners', content_rowid = 'number', tokenize = 'unicode61 remove_diacritics 2', prefix = '1 2 3'
);
-- Every run of three characters, for when no word begins with what is looked for. Without positions: a fifth of
-- the size.
CREATE VIRTUAL TABLE partners_parts USING fts5 (
    name, partner_id, external_id, technical_name, technical_email, business_name, business_email,
    content = 'partners', content_rowid = 'number', tokenize = 'trigram remove_diacritics 1', detail = none
);
INSERT INTO partners_words (partners_words) VALUES ('rebuild');
INSERT INTO partners_parts (partners_parts) VALUES ('rebuild');

CREATE TRIGGER partners_searched_on_insert AFTER INSERT ON partners
BEGIN
    INSERT INTO partners_words (rowid, name, partner_id, external_id, technical_name, technical_email, business_name, business_email)
        VALUES (new.number, new.name, new.partner_id, new.external_id, new.technical_name, new.technical_email, new.business_name, new.business_email);
    INSERT INTO partners_parts (rowid, name, partner_id, external_id, technical_name, technical_email, business_name, business_email)
        VALUES (new.number, new.name, new.partner_id, new.external_id, new.technical_name, new.technical_email, new.business_name, new.business_email);
END;

CREATE TRIGGER partners_searched_on_delete AFTER DELETE ON partners
BEGIN
    INSERT INTO partners_words (partners_words, rowid, name, partner_id, external_id, technical_name, technical_email, business_name, business_email)
        VALUES ('delete', old.number, old.name, old.partner_id, old.external_id, old.technical_name, old.technical_email, old.business_name, old.business_email);
    INSERT INTO partners_parts (partners_parts, rowid, name, partner_id, external_id, technical_name, technical_email, business_name, business_email)
        VALUES ('delete', old.number, old.name, old.partner_id, old.external_id, old.technical_name, old.technical_email, old.business_name, old.business_email);
END;

CREATE TRIGGER partners_searched_on_update
    AFTER UPDATE OF name, partner_id, external_id, technical_name, technical_email, business_name, business_email ON partners
BEGIN
    INSERT INTO partners_words (partners_words, rowid, name, partner_id, external_id, technical_name, technical_email, business_name, business_email)
        VALUES ('delete', old.number, old.name, old.partner_id, old.external_id, old.technical_name, old.technical_email, old.business_name, old.business_email);
    INSERT INTO partners_words (rowid, name, partner_id, external_id, technical_name, technical_email, business_name, business_email)
        VALUES (new.number, new.name, new.partner_id, new.external_id, new.technical_name, new.technical_email, new.business_name, new.business_email);
    INSERT INTO partners_parts (partners_parts, rowid, name, partner_id, external_id, technical_name, technical_email, business_name, business_email)
        VALUES ('delete', old.number, old.name, old.partner_id, old.external_id, old.technical_name, old.technical_email, old.business_name, old.business_email);
    INSERT INTO partners_parts (rowid, name, partner_id, external_id, technical_name, technical_email, business_name, business_email)
        VALUES (new.number, new.name, new.partner_id, new.external_id, new.technical_name, new.technical_email, new.business_name, new.business_email);
END;
