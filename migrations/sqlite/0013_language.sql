-- The language in which somebody reads letters, by its tag.
ALTER TABLE users ADD COLUMN language TEXT NOT NULL DEFAULT 'en' CHECK (language IN ('en', 'de'));

-- The language in which a mail is written, decided when it is queued.
ALTER TABLE deliveries ADD COLUMN language TEXT NOT NULL DEFAULT 'en' CHECK (language IN ('en', 'de'));
