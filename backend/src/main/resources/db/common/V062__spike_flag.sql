-- What was called neighbours meant the readings before and after; the word now means the stations nearby.
UPDATE reading SET flags = replace(flags, 'neighbours', 'spike') WHERE flags LIKE '%neighbours%';
