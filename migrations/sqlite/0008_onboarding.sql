-- How a distributor takes new partners on: at once, or after it has approved them (domain.md §3).
ALTER TABLE accounts ADD COLUMN auto_onboarding INTEGER NOT NULL DEFAULT 1 CHECK (auto_onboarding IN (0, 1));
