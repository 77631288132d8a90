-- A mail that was written to the mail server and not answered may have been taken. Such attempts are counted,
-- so that a mail leaves at most twice: the counter rises when a mail is taken up and falls when the server's
-- answer is known.

ALTER TABLE deliveries ADD COLUMN unconfirmed INTEGER NOT NULL DEFAULT 0;
