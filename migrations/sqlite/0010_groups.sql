-- Groups are edited (domain.md §7): a save names the revision it was made from. Members are asked for by group.
ALTER TABLE groups ADD COLUMN revision INTEGER NOT NULL DEFAULT 1;
CREATE INDEX membership_groups_by_group ON membership_groups (account_id, group_id);
