-- Who may call. Shared by all spaces, read-only from a drill.
CREATE TABLE account (
    id varchar(64) NOT NULL PRIMARY KEY,
    name varchar(32) NOT NULL UNIQUE,
    display_name varchar(64) NOT NULL,
    role varchar(32) NOT NULL,
    units varchar(4000) NOT NULL,
    phone varchar(32),
    password varchar(200) NOT NULL,
    enabled boolean NOT NULL,
    version bigint NOT NULL,
    created_at timestamp(3) with time zone NOT NULL,
    last_seen_at timestamp(3) with time zone
);

-- Every credential but a password: only the SHA-256 of the secret is kept. A session's role and units are its account's.
CREATE TABLE token (
    id varchar(64) NOT NULL PRIMARY KEY,
    hash varchar(64) NOT NULL UNIQUE,
    kind varchar(16) NOT NULL,
    account varchar(64) REFERENCES account (id),
    parent varchar(64),
    actor varchar(64) NOT NULL,
    name varchar(64) NOT NULL,
    role varchar(32) NOT NULL,
    units varchar(4000) NOT NULL,
    created_at timestamp(3) with time zone NOT NULL,
    created_by varchar(64) NOT NULL,
    last_seen_at timestamp(3) with time zone NOT NULL,
    expires_at timestamp(3) with time zone,
    revoked_at timestamp(3) with time zone
);
CREATE INDEX token_account ON token (account);
CREATE INDEX token_expiry ON token (expires_at);

-- What was revoked lately, so that other nodes learn of it; also basic:<account>:<version>, which has no token row.
CREATE TABLE revocation (
    token varchar(100) NOT NULL,
    at timestamp(3) with time zone NOT NULL
);
CREATE INDEX revocation_at ON revocation (at);

-- One-time codes that turn a phone or a wall into a device.
CREATE TABLE device_link (
    id varchar(64) NOT NULL PRIMARY KEY,
    code_hash varchar(64) NOT NULL UNIQUE,
    purpose varchar(16) NOT NULL,
    display_name varchar(64) NOT NULL,
    account varchar(64) REFERENCES account (id),
    units varchar(4000) NOT NULL,
    created_at timestamp(3) with time zone NOT NULL,
    created_by varchar(64) NOT NULL,
    expires_at timestamp(3) with time zone NOT NULL,
    joined_at timestamp(3) with time zone,
    device varchar(200),
    token varchar(64),
    revoked_at timestamp(3) with time zone
);

CREATE TABLE access_audit (
    id varchar(64) NOT NULL PRIMARY KEY,
    at timestamp(3) with time zone NOT NULL,
    event varchar(64) NOT NULL,
    actor varchar(64),
    actor_name varchar(64),
    target varchar(200),
    address varchar(64),
    detail varchar(500)
);
CREATE INDEX access_audit_at ON access_audit (at);
