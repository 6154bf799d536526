-- A link may renew another one: its device then acts under the same id, and the other's ends when it joins.
ALTER TABLE device_link ADD COLUMN renews varchar(64);
ALTER TABLE device_link ADD COLUMN actor varchar(64);
