ALTER TABLE service ADD COLUMN instance INTEGER NOT NULL DEFAULT 1;
-- where it is exposed on loopback; 0: nowhere
ALTER TABLE service ADD COLUMN port INTEGER NOT NULL DEFAULT 0;

ALTER TABLE link ADD COLUMN login TEXT NOT NULL DEFAULT '';
UPDATE link SET login = part;
-- empty: there is none
ALTER TABLE link ADD COLUMN former_login TEXT NOT NULL DEFAULT '';
ALTER TABLE link ADD COLUMN former_password BLOB;

-- the latest upgrade of each service, until it is confirmed
CREATE TABLE upgrade (
    service       TEXT PRIMARY KEY REFERENCES service (name) ON DELETE CASCADE,
    from_version  TEXT NOT NULL,
    from_instance INTEGER NOT NULL,
    to_version    TEXT NOT NULL,
    to_instance   INTEGER NOT NULL,
    state         TEXT NOT NULL,
    step          TEXT NOT NULL,
    message       TEXT NOT NULL,
    started_at    TEXT NOT NULL
) WITHOUT ROWID;
