"""The tables of ``plans.db`` and how an older file becomes a newer one (migrations of sqlite-utils). See docs/library-format.md.

Only the store imports this module: sqlite-utils takes a tenth of a second to import.
"""

from __future__ import annotations

from sqlite_utils import Database, Migrations

from library.database import APPLICATION_ID

migrations = Migrations("guilan")

# A place in the file as it came; the same columns wherever something can be cited.
_PLACE = """
    line INTEGER NOT NULL,
    end_line INTEGER NOT NULL,
    start_char INTEGER NOT NULL,
    end_char INTEGER NOT NULL,
    page INTEGER"""

_DOCUMENTS = f"""
CREATE TABLE meta (
    name TEXT PRIMARY KEY,
    value TEXT NOT NULL
);
CREATE TABLE plans (
    key TEXT PRIMARY KEY,
    title TEXT NOT NULL,
    region TEXT NOT NULL,
    region_level TEXT,
    issuer TEXT,
    issued_date TEXT,
    doc_number TEXT,
    doc_type TEXT NOT NULL,
    period_name TEXT,
    period_start INTEGER,
    period_end INTEGER,
    file TEXT NOT NULL,
    format TEXT NOT NULL,
    encoding TEXT,
    sha256 TEXT NOT NULL,
    path TEXT NOT NULL,
    extractor TEXT NOT NULL
);
CREATE INDEX plans_by_sha256 ON plans (sha256);
CREATE INDEX plans_by_path ON plans (path);
CREATE TABLE sections (
    key TEXT PRIMARY KEY,
    plan TEXT NOT NULL REFERENCES plans (key) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    parent TEXT REFERENCES sections (key) ON DELETE CASCADE,
    level INTEGER NOT NULL,
    number TEXT NOT NULL,
    title TEXT NOT NULL,
    kind TEXT NOT NULL,
    text TEXT NOT NULL,
    paragraphs TEXT NOT NULL DEFAULT '[]',{_PLACE}
);
CREATE UNIQUE INDEX sections_in_order ON sections (plan, position);
CREATE INDEX sections_by_parent ON sections (parent);
CREATE TABLE plan_tables (
    key TEXT PRIMARY KEY,
    plan TEXT NOT NULL REFERENCES plans (key) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    section TEXT NOT NULL REFERENCES sections (key) ON DELETE CASCADE,
    caption TEXT NOT NULL,
    header_rows INTEGER NOT NULL,
    grid TEXT NOT NULL,
    text TEXT NOT NULL,
    row_lines TEXT NOT NULL DEFAULT '[]',
    at INTEGER NOT NULL,{_PLACE}
);
CREATE UNIQUE INDEX plan_tables_in_order ON plan_tables (plan, position);
CREATE INDEX plan_tables_by_section ON plan_tables (section);
CREATE TABLE indicators (
    key TEXT PRIMARY KEY,
    plan TEXT NOT NULL REFERENCES plans (key) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    section TEXT NOT NULL REFERENCES sections (key) ON DELETE CASCADE,
    no TEXT,
    name TEXT NOT NULL,
    sub TEXT,
    category TEXT,
    attribute TEXT,
    unit TEXT,
    definition TEXT,
    origin TEXT NOT NULL,
    confidence REAL NOT NULL,
    note TEXT,{_PLACE}
);
CREATE UNIQUE INDEX indicators_in_order ON indicators (plan, position);
CREATE INDEX indicators_by_section ON indicators (section);
CREATE TABLE indicator_values (
    indicator TEXT NOT NULL REFERENCES indicators (key) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    year INTEGER,
    role TEXT NOT NULL,
    text TEXT NOT NULL,
    op TEXT,
    number REAL,
    unit TEXT,
    PRIMARY KEY (indicator, position)
);
CREATE TABLE projects (
    key TEXT PRIMARY KEY,
    plan TEXT NOT NULL REFERENCES plans (key) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    section TEXT NOT NULL REFERENCES sections (key) ON DELETE CASCADE,
    no TEXT,
    name TEXT NOT NULL,
    kind TEXT NOT NULL,
    content TEXT NOT NULL,{_PLACE}
);
CREATE UNIQUE INDEX projects_in_order ON projects (plan, position);
CREATE INDEX projects_by_section ON projects (section);
CREATE TABLE cautions (
    plan TEXT NOT NULL REFERENCES plans (key) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    code TEXT NOT NULL,
    message TEXT NOT NULL,
    line INTEGER,
    PRIMARY KEY (plan, position)
);
"""

# What a person adds. Keys are kept as plain text, without a foreign key: a document that goes takes nobody's note with it.
_PERSON = """
CREATE TABLE bookmarks (
    key TEXT PRIMARY KEY,
    title TEXT NOT NULL,
    note TEXT NOT NULL,
    created_at TEXT NOT NULL
);
CREATE TABLE notes (
    id INTEGER PRIMARY KEY,
    key TEXT NOT NULL,
    text TEXT NOT NULL,
    created_at TEXT NOT NULL
);
CREATE INDEX notes_by_key ON notes (key);
CREATE TABLE matches (
    indicator TEXT NOT NULL,
    concept TEXT NOT NULL,
    decision TEXT NOT NULL CHECK (decision IN ('confirmed', 'split')),
    decided_at TEXT NOT NULL,
    PRIMARY KEY (indicator, concept)
);
"""

_SEARCHES = """
CREATE TABLE searches (
    name TEXT PRIMARY KEY,
    query TEXT NOT NULL,
    options TEXT NOT NULL,
    created_at TEXT NOT NULL
);
CREATE TABLE history (
    id INTEGER PRIMARY KEY,
    query TEXT NOT NULL,
    options TEXT NOT NULL,
    total INTEGER NOT NULL,
    asked_at TEXT NOT NULL
);
"""

# A heading in one line, set like ``reading.heading``.
_GLUE = "CASE WHEN {0}number = '' OR substr({0}number, -1) IN ('、', '.', '．', ')', '）') THEN '' ELSE ' ' END"
_HEADING = f"{{0}}number || {_GLUE} || {{0}}title"

_VIEWS = f"""
CREATE VIEW section_paths AS
WITH RECURSIVE tree (key, plan, position, path) AS (
    SELECT key, plan, position, {_HEADING.format("")} FROM sections WHERE parent IS NULL
    UNION ALL
    SELECT s.key, s.plan, s.position, tree.path || ' > ' || {_HEADING.format("s.")}
    FROM tree JOIN sections s ON s.parent = tree.key
)
SELECT key, plan, path FROM tree ORDER BY plan, position;
CREATE VIEW indicator_overview AS
SELECT
    i.key, p.region, p.period_name AS period, i.category, i.name, i.sub, i.unit, i.attribute,
    baseline.text AS baseline, target.text AS target, target.year AS target_year,
    p.title AS plan_title, i.origin, i.confidence, p.file, i.line
FROM indicators i JOIN plans p ON p.key = i.plan
LEFT JOIN indicator_values baseline ON baseline.indicator = i.key
    AND baseline.position = (SELECT min(position) FROM indicator_values WHERE indicator = i.key AND role = 'baseline')
LEFT JOIN indicator_values target ON target.indicator = i.key
    AND target.position = (SELECT max(position) FROM indicator_values WHERE indicator = i.key AND role = 'target')
ORDER BY p.region, p.period_start, p.key, i.position;
CREATE VIEW project_overview AS
SELECT
    j.key, p.region, p.period_name AS period, j.kind, j.no, j.name, j.content,
    s.title AS section_title, p.title AS plan_title, p.file, j.line
FROM projects j JOIN plans p ON p.key = j.plan JOIN sections s ON s.key = j.section
ORDER BY p.region, p.period_start, p.key, j.position;
CREATE VIEW plan_overview AS
SELECT
    p.key, p.region, p.region_level, p.period_name AS period, p.title, p.doc_type, p.issuer, p.issued_date, p.doc_number,
    (SELECT count(*) FROM sections WHERE plan = p.key) AS sections,
    (SELECT count(*) FROM plan_tables WHERE plan = p.key) AS tables,
    (SELECT count(*) FROM indicators WHERE plan = p.key) AS indicators,
    (SELECT count(*) FROM projects WHERE plan = p.key) AS projects,
    (SELECT count(*) FROM cautions WHERE plan = p.key) AS cautions,
    p.file
FROM plans p
ORDER BY p.region, p.period_start, p.key;
"""

# The target of a row is what is to be reached at a date; totals and yearly rates over the period have no year of their own.
_MEASURES = """
ALTER TABLE indicator_values ADD COLUMN measure TEXT;
DROP VIEW indicator_overview;
CREATE VIEW indicator_overview AS
SELECT
    i.key, p.region, p.period_name AS period, i.category, i.name, i.sub, i.unit, i.attribute,
    baseline.text AS baseline, target.text AS target, target.year AS target_year, target.measure,
    p.title AS plan_title, i.origin, i.confidence, p.file, i.line
FROM indicators i JOIN plans p ON p.key = i.plan
LEFT JOIN indicator_values baseline ON baseline.indicator = i.key
    AND baseline.position = (SELECT min(position) FROM indicator_values WHERE indicator = i.key AND role = 'baseline')
LEFT JOIN indicator_values target ON target.indicator = i.key
    AND target.position = (
        SELECT position FROM indicator_values WHERE indicator = i.key AND role = 'target'
        ORDER BY year IS NULL, position DESC LIMIT 1
    )
ORDER BY p.region, p.period_start, p.key, i.position;
"""

# Which documents are versions of one, see ``versions.py``; what a person decided about that is kept by key, like all of theirs.
_VERSIONS = """
CREATE TABLE plan_sketches (
    plan TEXT PRIMARY KEY REFERENCES plans (key) ON DELETE CASCADE,
    shingles INTEGER NOT NULL,
    sketch BLOB NOT NULL
);
CREATE TABLE version_pairs (
    plan TEXT NOT NULL REFERENCES plans (key) ON DELETE CASCADE,
    other TEXT NOT NULL REFERENCES plans (key) ON DELETE CASCADE,
    likeness REAL NOT NULL,
    PRIMARY KEY (plan, other)
);
CREATE INDEX version_pairs_by_other ON version_pairs (other);
CREATE TABLE version_choices (
    decision TEXT NOT NULL CHECK (decision IN ('preferred', 'apart')),
    plan TEXT NOT NULL,
    other TEXT NOT NULL,
    decided_at TEXT NOT NULL,
    PRIMARY KEY (decision, plan, other)
);
ALTER TABLE plans ADD COLUMN superseded_by TEXT;
ALTER TABLE plans ADD COLUMN version TEXT;
CREATE INDEX plans_by_superseded ON plans (superseded_by);
INSERT INTO meta VALUES ('choices', '0');
"""

# What a person collected for a dossier, in their order.
_BASKET = """
CREATE TABLE basket (
    id INTEGER PRIMARY KEY,
    position INTEGER NOT NULL,
    key TEXT NOT NULL,
    title TEXT NOT NULL,
    quote TEXT NOT NULL,
    note TEXT NOT NULL,
    added_at TEXT NOT NULL
);
CREATE UNIQUE INDEX basket_once ON basket (key, quote);
"""


def _run(db: Database, script: str, version: int) -> None:
    """Run a script inside the migration's transaction (``executescript`` would commit it) and write down the version reached."""
    for statement in script.split(";\n"):
        if statement.strip():
            db.execute(statement)
    db.execute(f"PRAGMA user_version = {version}")


@migrations(name="001_documents")
def _documents(db: Database) -> None:
    _run(db, _DOCUMENTS, 1)
    db.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    db.execute("INSERT INTO meta VALUES ('library_id', lower(hex(randomblob(8)))), ('generation', '0')")


@migrations(name="002_what_a_person_adds")
def _person(db: Database) -> None:
    _run(db, _PERSON, 2)


@migrations(name="003_views")
def _views(db: Database) -> None:
    _run(db, _VIEWS, 3)


@migrations(name="004_searches")
def _searches(db: Database) -> None:
    _run(db, _SEARCHES, 4)


@migrations(name="005_measures")
def _measures(db: Database) -> None:
    _run(db, _MEASURES, 5)


@migrations(name="006_versions")
def _versions(db: Database) -> None:
    _run(db, _VERSIONS, 6)


@migrations(name="007_basket")
def _basket(db: Database) -> None:
    _run(db, _BASKET, 7)
