-- Other systems that are sent the live space's changes. No column "space": no drill has any.
CREATE TABLE webhook (
    id varchar(64) NOT NULL PRIMARY KEY,
    title varchar(200) NOT NULL,
    url varchar(2000) NOT NULL,
    collections varchar(4000) NOT NULL,
    role varchar(32) NOT NULL,
    created_at timestamp(3) with time zone NOT NULL,
    created_by varchar(64) NOT NULL,
    -- The key itself and not its hash: each message is signed with it.
    secret varchar(100) NOT NULL,
    old_secret varchar(100),
    old_secret_until timestamp(3) with time zone,
    -- Delivered up to seq; looked at up to passed and nothing found for it; batch is what is being tried.
    epoch varchar(64) NOT NULL,
    seq bigint NOT NULL,
    passed bigint NOT NULL,
    batch_epoch varchar(64),
    batch_seq bigint,
    tries integer NOT NULL,
    failing_since timestamp(3) with time zone,
    next_try_at timestamp(3) with time zone,
    succeeded_at timestamp(3) with time zone,
    failed_at timestamp(3) with time zone,
    failed_status integer,
    failed_reason varchar(32),
    paused_at timestamp(3) with time zone,
    paused_why varchar(16)
);
