-- The clock of a space is a line: space time "clock" was true at real time "clock_since", going on at "rate" (0 = paused).
-- Null in the live space, whose time is real time.
ALTER TABLE space ADD COLUMN clock_since timestamp(3) with time zone;
ALTER TABLE space DROP COLUMN paused;
