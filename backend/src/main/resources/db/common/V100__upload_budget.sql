-- What one phone has sent in the last day is summed before each of its files is taken.
CREATE INDEX upload_owner ON upload (owner, updated_at);
