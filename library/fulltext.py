"""The full-text index beside the database: build, check, open. ``plans.index/<generation>/`` belongs to one state of ``plans.db``.

It holds Whoosh's files (which documents hold a pair of characters), the folded texts (library.corpus) and ``stamp.json``, written
last: a keyed hash over all of them. Only an index that this user wrote whole is opened (Whoosh's files hold pickles); any other
is built again from the database. All files are read at once and closed: an old generation can be removed while it is in use.
"""

from __future__ import annotations

import contextlib
import json
import os
import sqlite3
import threading
from array import array
from collections.abc import Callable, Iterable
from contextlib import closing
from functools import cached_property
from hashlib import blake2b
from hmac import compare_digest
from itertools import accumulate
from pathlib import Path
from typing import TYPE_CHECKING, Any

import platformdirs

from library import frequent
from library.analysis import Bucket
from library.corpus import Block, Corpus, documents, pack, read_blocks, texts_of, whole_texts, write_blocks
from library.database import connect_to_read
from library.frequent import Frequent
from library.model import PlanInfo
from library.reading import Reader

if TYPE_CHECKING:
    from whoosh.reading import IndexReader

Progress = Callable[[int, int], None]
"""Told how many plans are done, and of how many."""

_FORMAT = 4  # of everything in the folder and of the folding: a change makes older indexes stale
_STAMP, _HEAD, _TEXTS = "stamp.json", "texts.json", "texts.bin"
_ROWS, _COUNTS, _SIZE = "frequent.json", "frequent.bin", "buckets.json"
_NARROWED = 3  # of the rarest terms of a piece that are put together
_BUCKETS = (1 << 10, 1 << 16)  # at least and at most: four to a document
_SEGMENTS = 16  # parts of an index before it is built afresh
_SMALL_SHARE = 4  # changed plans hold less than one of so many documents: worth adding to the index at hand


class Index:
    """An open index: for one process and one thread."""

    def __init__(self, generation: int, files: dict[str, bytes]) -> None:
        self.generation = generation
        self.library: Path | None = None
        """The folder whose list of synonyms counts."""
        self._files = files
        self.corpus = Corpus(read_blocks(files[_HEAD], files[_TEXTS]))
        self.frequent = Frequent(files[_ROWS], files[_COUNTS])
        self._bucket = Bucket(json.loads(files[_SIZE]))
        self._paths: dict[str, tuple[str, ...]] = {}
        self._plans: dict[str, PlanInfo] = {}
        self._state: tuple[str, str] | None = None
        self.kept: dict[str, Any] = {}
        """What others work out once for each state of the library, by their own names."""

    @property
    def synonyms(self) -> dict[str, tuple[str, ...]]:
        """Other names of folded words. Most searches never ask for them."""
        from library.synonyms import synonyms

        return synonyms(self.library)

    def warm_up(self) -> None:
        """Load Whoosh, so that nobody has to wait for it."""
        _ = self._reader

    @cached_property
    def _reader(self) -> IndexReader:
        from library.postings import schema

        from whoosh.filedb.filestore import RamStorage  # isort: skip  - after ``library.postings``, which loads Whoosh lightly
        from whoosh.index import FileIndex  # isort: skip

        storage = RamStorage()
        storage.files = self._files
        return FileIndex(storage, schema=schema()).reader()

    @cached_property
    def _places(self) -> array[int] | None:
        """Number in the corpus of each document of Whoosh's; None where they are the same, because nothing was taken out."""
        if not self._reader.has_deletions():
            return None
        places, number = array("l"), 0
        for at in range(self._reader.doc_count_all()):
            places.append(number)
            number += not self._reader.is_deleted(at)
        return places

    def plans(self, reader: Reader) -> dict[str, PlanInfo]:
        """All plans by key, ordered as ``Reader.plans``. Remembered, like all that follows; until somebody chooses a version."""
        if not self._plans or self._state != reader.state:
            self._state = reader.state
            self._plans = {info.key: info for info in reader.plans()}
        return self._plans

    def path_of(self, section: str, reader: Reader) -> tuple[str, ...]:
        """``Reader.path_of``."""
        if section not in self._paths:
            self._paths[section] = reader.path_of(section)
        return self._paths[section]

    def counts(self, piece: str) -> bytes | None:
        """How often a frequent piece stands in each text, up to ``MOST``; None where it is not frequent."""
        return self.frequent.row(piece)

    def candidates(self, piece: str) -> Iterable[int] | None:
        """Numbers of the documents that may hold a folded piece, rising, by its rare pairs; None for "any" where it has none."""
        terms = {self._bucket[pair] for pair in self.frequent.rare(piece)}
        if not terms:
            return None
        fewest = sorted((self._reader.doc_frequency("pairs", term), term) for term in terms)[:_NARROWED]
        if not fewest[0][0]:
            return ()
        lists = [list(self._reader.postings("pairs", term).all_ids()) for _, term in fewest]
        found = lists[0] if len(lists) == 1 else sorted(set(lists[0]).intersection(*lists[1:]))
        return found if self._places is None else map(self._places.__getitem__, found)

    def frequency(self, piece: str) -> int:
        """In how many texts a folded piece stands at most, without looking at one."""
        known = [self.frequent.documents(part) or 0 for part in self.frequent.within(piece)]
        rare = (int(self._reader.doc_frequency("pairs", self._bucket[pair])) for pair in self.frequent.rare(piece))
        return min([len(self.corpus), *known, *rare])


def write(
    connection: sqlite3.Connection,
    library: Path,
    generation: int,
    changed: set[str] | None = None,
    progress: Progress | None = None,
) -> None:
    """Write the index of ``generation`` from the rows that ``connection`` sees.

    ``changed`` holds the keys of the plans that were added, replaced or removed since the generation before, None for "build it
    all". An index of this generation that is there already is replaced. OSError where the medium refuses.
    """
    import shutil  # only who writes needs these two
    import tempfile

    root = library / "plans.index"
    root.mkdir(parents=True, exist_ok=True)
    building = Path(tempfile.mkdtemp(prefix=".building-", dir=root))
    try:
        _build(connection, library, building, generation, changed, progress or _silent)
        _stamp(connection, building, generation)
        target = root / str(generation)
        if target.exists():
            shutil.rmtree(target)
        building.rename(target)
    finally:
        shutil.rmtree(building, ignore_errors=True)


def _silent(_done: int, _total: int) -> None:
    """Where nobody asks how far it is."""


def check(library: Path, generation: int) -> str | None:
    """Why the index of ``generation`` cannot be used, as a Chinese phrase; None where it can. Raises as ``Reader`` does."""
    with closing(connect_to_read(library)) as connection:
        library_id, _ = _identity(connection)
    try:
        _read(library, library_id, generation)
    except _UnusableError as error:
        return str(error)
    return None


def ensure(library: Path, reader: Reader, progress: Progress | None = None) -> Index:
    """The index of the library's present generation, built first where it is missing, stale, damaged or somebody else's.

    One for each library and thread. Where its folder cannot be written (a library on a read-only medium) it is built in a temporary
    place for this process. Raises as ``reader`` does.
    """
    generation = reader.generation
    kept: dict[Path, Index] = _open.__dict__.setdefault("kept", {})
    place = library.resolve()
    index = kept.get(place)
    if index is None or index.generation != generation:
        try:
            files = _read(library, reader.library_id, generation)
        except _UnusableError:
            generation, files = _rebuilt(library, progress)
        kept[place] = index = Index(generation, files)
    index.library = library
    return index


_open = threading.local()
_own_secret = os.urandom(32)


class _UnusableError(Exception):
    """The index at hand is not the one that is wanted."""


def _identity(connection: sqlite3.Connection) -> tuple[str, int]:
    """The library's name for itself and its generation."""
    meta = dict(connection.execute("SELECT name, value FROM meta WHERE name IN ('library_id', 'generation')").fetchall())
    return meta["library_id"], int(meta["generation"])


def _rebuilt(library: Path, progress: Progress | None) -> tuple[int, dict[str, bytes]]:
    """Build the index of what the database holds at this moment."""
    import tempfile

    with closing(connect_to_read(library)) as connection:
        connection.execute("BEGIN")
        library_id, generation = _identity(connection)
        try:
            write(connection, library, generation, None, progress)
            return generation, _read(library, library_id, generation)
        except (OSError, _UnusableError):
            with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as place:
                write(connection, Path(place), generation, None, progress)
                return generation, _read(Path(place), library_id, generation)


def _read(library: Path, library_id: str, generation: int) -> dict[str, bytes]:
    """All files of an index, checked against its stamp."""
    folder = library / "plans.index" / str(generation)
    try:
        files = {path.name: path.read_bytes() for path in sorted(folder.iterdir())}
        stamp = json.loads(files.pop(_STAMP))
    except FileNotFoundError:
        raise _UnusableError("缺少全文索引") from None
    except (OSError, KeyError, ValueError):
        raise _UnusableError("全文索引不完整") from None
    if not isinstance(stamp, dict) or stamp.get("format") != _FORMAT:
        raise _UnusableError("全文索引由其他版本写成")
    if not compare_digest(str(stamp.get("mark")).encode(), _mark(library_id, generation, files).encode()):
        raise _UnusableError("全文索引已损坏，或不是本用户为本资料库写成的")
    return files


def _stamp(connection: sqlite3.Connection, building: Path, generation: int) -> None:
    files = {path.name: path.read_bytes() for path in building.iterdir()}
    mark = _mark(_identity(connection)[0], generation, files)
    (building / _STAMP).write_text(json.dumps({"format": _FORMAT, "mark": mark}), encoding="utf-8")


def _mark(library_id: str, generation: int, files: dict[str, bytes]) -> str:
    """The keyed hash over an index, in hex."""
    seal = blake2b(f"{_FORMAT} {library_id} {generation}".encode(), key=_secret(), digest_size=32)
    for name in sorted(files):
        seal.update(f"\0{name}\0{len(files[name])}\0".encode())
        seal.update(files[name])
    return seal.hexdigest()


def _secret() -> bytes:
    """The key of this user's stamps: made once, readable by nobody else; where it cannot be kept, one for this process."""
    path = Path(platformdirs.user_data_dir("guilan", appauthor=False)) / "index.key"
    with contextlib.suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        with contextlib.suppress(FileExistsError):
            handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)
            with os.fdopen(handle, "wb") as file:
                file.write(os.urandom(32))
        secret = path.read_bytes()
        if len(secret) == 32:
            return secret
    return _own_secret


def _build(
    connection: sqlite3.Connection, library: Path, building: Path, generation: int, changed: set[str] | None, progress: Progress
) -> None:
    """Write all files but the stamp into the empty folder ``building``."""
    plans = [key for (key,) in connection.execute("SELECT key FROM plans ORDER BY key")]
    old = _base(connection, library, generation - 1, changed)
    before = read_blocks(old[_HEAD], old[_TEXTS]) if old else []
    ends = list(accumulate((sum(block.counts) for block in before), initial=0))
    runs = [range(*ends[at : at + 2]) for at, block in enumerate(before) if block.plan not in (changed or ())]
    kept = [block for block in before if block.plan not in (changed or ())]
    todo = sorted(set(plans) - {block.plan for block in kept})
    fresh = []
    for done, plan in enumerate(todo):
        progress(done, len(todo))
        fresh.append(pack(plan, documents(connection, plan)))
    rows = Frequent(old[_ROWS], old[_COUNTS]) if old else None
    pieces = rows.pieces if rows else _frequent(fresh)
    counted = [frequent.count(texts_of(block), pieces) for block in fresh]
    for name, data in old.items():
        (building / name).write_bytes(data)
    head, texts = write_blocks(kept + fresh)
    kinds, counts = frequent.write(pieces, rows, runs, counted, [sum(block.counts) for block in fresh])
    buckets = old.get(_SIZE) or _buckets(sum(sum(block.counts) for block in fresh))
    for name, data in ((_HEAD, head), (_TEXTS, texts), (_ROWS, kinds), (_COUNTS, counts), (_SIZE, buckets)):
        (building / name).write_bytes(data)
    _index(building, fresh, frozenset(pieces), Bucket(json.loads(buckets)), gone=changed or set() if old else None)
    progress(len(todo), len(todo))


def _base(connection: sqlite3.Connection, library: Path, generation: int, changed: set[str] | None) -> dict[str, bytes]:
    """The files of the generation before where it pays to add to them, else none."""
    if changed is None:
        return {}
    try:
        files = _read(library, _identity(connection)[0], generation)
    except _UnusableError:
        return {}
    sizes = {block.plan: sum(block.counts) for block in read_blocks(files[_HEAD], files[_TEXTS])}
    (documents_now,) = connection.execute(
        "SELECT (SELECT count(*) FROM sections) + (SELECT count(*) FROM indicators) + (SELECT count(*) FROM projects)"
    ).fetchone()
    unchanged = sum(size for plan, size in sizes.items() if plan not in changed)
    most = max(documents_now, sum(sizes.values()))
    small = (most - unchanged) * _SMALL_SHARE < most
    segments = sum(name.endswith(".seg") for name in files)
    return files if small and segments < _SEGMENTS else {}


def _frequent(blocks: list[Block]) -> list[str]:
    """The frequent pieces of a library."""
    sizes = [sum(block.counts) for block in blocks]
    return frequent.choose([body for at in frequent.sample(sizes) for body in texts_of(blocks[at])], sum(sizes))


def _buckets(size: int) -> bytes:
    """In how many buckets to put the pairs of so many documents."""
    least, most = _BUCKETS
    return str(min(most, max(least, 1 << max(1, 4 * size).bit_length() - 1))).encode()


def _index(folder: Path, fresh: list[Block], known: frozenset[str], bucket: Bucket, gone: set[str] | None) -> None:
    """Write Whoosh's files: a new index, or where ``gone`` is given the one at hand without those plans and with the fresh ones."""
    from library.postings import schema

    from whoosh.codec.whoosh3 import W3Codec  # isort: skip  - see above
    from whoosh.filedb.filestore import FileStorage
    from whoosh.index import FileIndex

    storage = FileStorage(folder)
    index = FileIndex.create(storage, schema()) if gone is None else FileIndex(storage, schema=schema())
    writer = index.writer(codec=W3Codec())
    for plan in sorted(gone or ()):
        writer.delete_by_term("plan", plan)
    for block in fresh:
        for text in whole_texts(block):
            writer.add_document(plan=block.plan, pairs={bucket[pair] for pair in frequent.marks(text) - known})
    writer.commit(merge=False)
    for lock in folder.glob("*LOCK"):
        lock.unlink()
