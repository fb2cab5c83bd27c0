CREATE TABLE platform (
    id    TEXT NOT NULL,
    -- the id, sealed: tells at start whether the key fits this database
    proof BLOB NOT NULL
);

CREATE TABLE app (
    name            TEXT PRIMARY KEY,
    running         INTEGER NOT NULL,
    current_release INTEGER NOT NULL,
    -- greatest number a release of this app ever had
    last_release    INTEGER NOT NULL DEFAULT 0,
    scale           TEXT NOT NULL,
    env             BLOB NOT NULL,
    domains         TEXT NOT NULL,
    created_at      TEXT NOT NULL
) WITHOUT ROWID;

CREATE TABLE app_release (
    app        TEXT NOT NULL REFERENCES app (name) ON DELETE CASCADE,
    number     INTEGER NOT NULL,
    image      TEXT NOT NULL,
    builder    TEXT NOT NULL,
    start      TEXT NOT NULL,
    port       INTEGER NOT NULL,
    env        BLOB NOT NULL,
    spec       TEXT NOT NULL,
    source     TEXT NOT NULL,
    created_at TEXT NOT NULL,
    PRIMARY KEY (app, number)
);

CREATE TABLE deployment (
    id         INTEGER PRIMARY KEY AUTOINCREMENT,
    app        TEXT NOT NULL REFERENCES app (name) ON DELETE CASCADE,
    state      TEXT NOT NULL,
    source     TEXT NOT NULL,
    caller     TEXT NOT NULL,
    steps      TEXT NOT NULL,
    release    INTEGER NOT NULL,
    message    TEXT NOT NULL,
    created_at TEXT NOT NULL
);

CREATE INDEX deployment_by_app ON deployment (app, id);
CREATE INDEX deployment_unfinished ON deployment (id) WHERE state IN ('QUEUED', 'RUNNING');

CREATE TABLE event (
    id      INTEGER PRIMARY KEY AUTOINCREMENT,
    at      TEXT NOT NULL,
    type    TEXT NOT NULL,
    app     TEXT NOT NULL,
    caller  TEXT NOT NULL,
    message TEXT NOT NULL
);

CREATE TABLE token (
    name        TEXT PRIMARY KEY,
    digest      TEXT NOT NULL UNIQUE,
    permissions TEXT NOT NULL,
    created_at  TEXT NOT NULL
);
