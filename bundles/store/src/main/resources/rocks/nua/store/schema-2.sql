CREATE TABLE service (
    name       TEXT PRIMARY KEY,
    type       TEXT NOT NULL,
    version    TEXT NOT NULL,
    created_at TEXT NOT NULL
) WITHOUT ROWID;

-- No reference to the app: what it had in a service outlives it.
CREATE TABLE link (
    service  TEXT NOT NULL REFERENCES service (name) ON DELETE CASCADE,
    app      TEXT NOT NULL,
    -- its database, and its user
    part     TEXT NOT NULL,
    password BLOB NOT NULL,
    is_open  INTEGER NOT NULL,
    PRIMARY KEY (service, app)
) WITHOUT ROWID;

CREATE INDEX link_by_app ON link (app);
