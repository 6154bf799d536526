-- Nothing is looked for by these columns, and they are wide: with statistics of them the automatic ANALYZE, which comes
-- every minute while many commands do, holds a core three times as long.
ALTER TABLE change ALTER COLUMN body SET STATISTICS 0;
ALTER TABLE request ALTER COLUMN answer SET STATISTICS 0, ALTER COLUMN body_hash SET STATISTICS 0;
ALTER TABLE feature ALTER COLUMN body SET STATISTICS 0;
