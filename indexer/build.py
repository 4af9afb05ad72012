"""Many files into one library: only what changed is extracted, in child processes, and written in whole steps.

A step is one transaction of the database together with its full-text index (see ``Store.replace_plans``). A short run is one step;
a long one writes what is finished every 64 files or 2 seconds, and less often where writing itself takes long, so that a run which
is killed loses no more than that, and every state in between is whole.
"""

from __future__ import annotations

import hashlib
import shutil
import sqlite3
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cache, partial
from pathlib import Path

from indexer.pool import characters, cores, extract_all
from indexer.report import Done, Failed, Refusal, Report, Skipped, Versions
from indexer.walk import Found, Lost, Passed, walk
from library import keys
from library.cleaning import clean_line
from library.database import make_folder
from library.errors import reason
from library.lock import FolderLock
from library.model import Plan
from library.store import Known, Origin, Store, defect_of

EXTRACTOR = "indexer.pipeline:extract"
SECONDS_PER_FILE = 25.0
"""What the extraction of one file may take: with the start of a child and the writing, half a minute."""

Progress = Callable[[int, int, str, int, int], None]
"""Told: files done, of how many, the name of the last one, how many were added or updated so far, how many failed."""

_STEP_FILES = 64
_STEP_SECONDS = 2.0
_STEP_CHARACTERS = 1_000_000  # so much text waits for no clock: what waits takes memory
_WRITING_SHARE = 4  # extract for at least so many times as long as the last step took to write
_LEFT_SECONDS = 3600.0  # after so long nobody is still building an index
_SMALL_RUN = 2  # so few files are not worth a second child


def build(
    library_dir: Path,
    paths: Sequence[Path],
    *,
    jobs: int | None = None,
    force: bool = False,
    prune: bool = False,
    progress: Progress | None = None,
    working: Callable[[str], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
    extractor: str = EXTRACTOR,
    seconds: float = SECONDS_PER_FILE,
) -> Report:
    """Index files and folders (``paths``) into the library in folder ``library_dir``, which is made where there is none.

    Unchanged files are skipped unless ``force``. A changed file replaces its plan, which keeps its key. With ``prune`` the plans of
    files that are gone from the folders given go too. ``working`` is told which file is in work; ``cancelled`` is asked between
    files: what is done by then stays.
    ``extractor`` names the function that the children call, ``seconds`` what each file may take. A failing file is in the report;
    what concerns the whole library raises `LibraryBusy`, `LibraryMissing`, `LibraryDamaged`, `LibraryNewer` or `DiskFull`.
    """
    begun = time.perf_counter()
    library_dir = Path(library_dir)
    make_folder(library_dir)
    with FolderLock(library_dir), Store.open(library_dir, create_missing=True) as store:
        found = list(walk([Path(path) for path in paths], library_dir))
        run = _Run(store, library_dir, [item.shown_as for item in found], progress, working, cancelled or (lambda: False))
        run.sort_out(found, force)
        if prune:
            run.prune([Path(path) for path in paths])
        children = jobs or (1 if len(run.todo) <= _SMALL_RUN else cores())
        results = extract_all(run.todo, children, extractor, seconds, run.cancelled, run.name)
        try:
            for file, result in results:
                run.take(file, result)
        except KeyboardInterrupt:
            run.write()
            raise
        finally:
            results.close()
        run.write()
        return run.reported(begun)


@cache
def extractor_version() -> str:
    """A mark of the code that reads documents: when it changes, files are extracted again. Hash over our own modules, in hex."""
    home = Path(__file__).resolve().parents[1]
    seal = hashlib.blake2b(digest_size=8)
    for path in sorted([*home.glob("indexer/**/*.py"), *home.glob("library/*.py")]):
        seal.update(path.relative_to(home).as_posix().encode() + b"\0" + path.read_bytes())
    return seal.hexdigest()


@dataclass(slots=True)
class _Run:
    """One indexing run: what the library knows, what is to be done, what is done but not yet written."""

    store: Store
    library: Path
    order: list[str]
    progress: Progress | None
    working: Callable[[str], None] | None
    cancelled: Callable[[], bool]
    report: Report = field(default_factory=Report)
    todo: list[Found] = field(default_factory=list)
    total: int = 0
    done: int = 0
    by_path: dict[str, Known] = field(default_factory=dict)
    by_hash: dict[str, list[Known]] = field(default_factory=dict)
    twins: dict[tuple[str, str], list[Found]] = field(default_factory=dict)
    """Files of this run with the same content and name as one that is being extracted, by hash and name."""
    hashes: dict[Path, str] = field(default_factory=dict)
    """Of the contents of the files found."""
    taken: set[str] = field(default_factory=set)
    ready: list[tuple[Plan, Origin]] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)
    written_at: float = field(default_factory=time.monotonic)
    writing_took: float = 0.0
    named: str = ""
    """The file that ``working`` was told last."""

    def sort_out(self, found: Sequence[Found | Lost | Passed], force: bool) -> None:
        """Decide for each file whether it is to be extracted."""
        for known in self.store.known():
            self.by_path[known.origin.path] = known
            self.by_hash.setdefault(known.sha256, []).append(known)
            self.taken.add(known.key)
        self.total = sum(not isinstance(item, Passed) for item in found)
        files = [item for item in found if isinstance(item, Found)]
        for item in found:
            if isinstance(item, Lost):
                self._failed(item.shown_as, item.code, item.message)
            elif isinstance(item, Passed):
                self.report.skipped.append(Skipped(clean_line(item.shown_as), item.message))
        for file in files:
            self.name(file)
            if self.cancelled():
                break
            try:
                self.hashes[file.path] = _hash_of(file.path)
            except OSError as error:
                self._failed(file.shown_as, "unreadable", f"无法读取 {file.shown_as}（{reason(error)}）；请检查文件和权限。")
        for file in files:
            if file.path in self.hashes:
                self._sort(file, self.hashes[file.path], force)

    def _sort(self, file: Found, sha256: str, force: bool) -> None:
        here, same = self.by_path.get(identity(file.path)), self.by_hash.get(sha256, [])
        message = None
        gone = next((known for known in same if not Path(known.origin.path).exists()), None)
        if gone and not here:
            here, message = self._moved(file, gone), f"文件由 {clean_line(gone.file)} 移到这里。"
        if here and here.sha256 == sha256:
            if not force and here.origin.extractor == extractor_version():
                self._unchanged(file, here.key, message)
                return
        elif copied := next((known for known in same if self._is_copied(known, file)), None):
            self._twin(file, copied.key, copied.file, here)
            return
        if (sha256, file.path.name) in self.twins:
            self.twins[sha256, file.path.name].append(file)
        else:
            self.twins[sha256, file.path.name] = []
            self.todo.append(file)

    def _is_copied(self, known: Known, file: Found) -> bool:
        """Whether a file is a mere copy of a known plan's: of the same name, and that one still holds what it held.

        (Two files may have changed places.) A copy under another name is taken in, as another version of the document.
        """
        path = Path(known.origin.path)
        if path.name != file.path.name:
            return False
        with suppress(OSError):
            return (self.hashes.get(path) or _hash_of(path)) == known.sha256
        return False

    def _twin(self, file: Found, key: str, first: str, here: Known | None = None) -> None:
        """The same content is in the library already, from another file."""
        if here is not None:
            self.removed.append(here.key)
            self.report.removed.append(Done(here.file, here.key, 0, f"文件内容已变得与 {clean_line(first)} 相同，原规划已移除。"))
        self._unchanged(file, key, f"内容与 {clean_line(first)} 相同，没有重复导入。")

    def _moved(self, file: Found, known: Known) -> Known:
        """A known file under a new name."""
        moved = Known(known.key, clean_line(file.shown_as), known.sha256, Origin(identity(file.path), known.origin.extractor))
        self.store.moved(moved.key, moved.file, moved.origin)
        del self.by_path[known.origin.path]
        self.by_path[moved.origin.path] = moved
        self.by_hash[moved.sha256] = [moved if other is known else other for other in self.by_hash[moved.sha256]]
        return moved

    def prune(self, paths: Sequence[Path]) -> None:
        """Take out the plans whose files are gone from the folders given, and those of files given that are gone."""
        roots = [path.resolve() for path in paths]
        found = {identity(path) for path in self.hashes}
        for known in self.by_path.values():
            path = Path(known.origin.path)
            meant = any(path == root or (root in path.parents and root.is_dir()) for root in roots)
            if meant and known.origin.path not in found and not path.exists():
                self.removed.append(known.key)
                self.report.removed.append(Done(known.file, known.key, 0))

    def take(self, file: Found, result: Plan | Refusal) -> None:
        """Note what became of a file, and write what is finished when it is time."""
        twins = self.twins.get((self.hashes[file.path], file.path.name), [])
        if isinstance(result, Plan) and (defect := defect_of(result)):
            result = Refusal("damaged", f"解析结果有误（{defect}）；请把此文件报告给开发者。")
        if isinstance(result, Refusal):
            for each in [file, *twins]:
                self._failed(each.shown_as, result.code, result.message)
            return
        here = self.by_path.get(identity(file.path))
        key = here.key if here else keys.unused(result.key, result.source.sha256, self.taken)
        self.taken.add(key)
        self.ready.append((keys.rekey(result, key), Origin(identity(file.path), extractor_version())))
        done = Done(clean_line(file.shown_as), key, len(result.warnings))
        (self.report.updated if here else self.report.added).append(done)
        self._tell(file.shown_as)
        for twin in twins:
            self._twin(twin, key, file.shown_as, self.by_path.get(identity(twin.path)))
        waited = time.monotonic() - self.written_at
        due = waited >= _WRITING_SHARE * self.writing_took and (len(self.ready) >= _STEP_FILES or waited >= _STEP_SECONDS)
        if due or sum(characters(plan) for plan, _ in self.ready) >= _STEP_CHARACTERS:
            self.write()

    def write(self) -> None:
        """One whole step: the plans that are ready in, the ones that are gone out, with their full-text index."""
        if not self.ready and not self.removed:
            return
        begun = time.monotonic()
        plans = [plan for plan, _ in self.ready]
        changed = {*self.removed, *(plan.key for plan in plans)}
        hook = partial(_write_index, self.library, changed)
        generation = self.store.replace_plans(plans, self.removed, hook, {plan.key: origin for plan, origin in self.ready})
        _sweep(self.library, generation)
        self.ready, self.removed = [], []
        self.written_at = time.monotonic()
        self.writing_took = self.written_at - begun

    def reported(self, begun: float) -> Report:
        """The report, every list in the order in which the files were found."""
        place = {clean_line(name): number for number, name in enumerate(self.order)}
        for entries in (self.report.added, self.report.updated, self.report.unchanged):
            entries.sort(key=lambda entry: place[entry.file])
        self.report.failed.sort(key=lambda entry: place[entry.file])
        touched = {entry.plan for entry in (*self.report.added, *self.report.updated)}
        groups = (group for group in self.store.versions() if touched.intersection(version.plan for version in group))
        self.report.versions = [Versions(group[0].plan, group) for group in groups]
        self.report.cancelled = self.done < self.total
        self.report.took_ms = round((time.perf_counter() - begun) * 1000)
        return self.report

    def _unchanged(self, file: Found, key: str, message: str | None) -> None:
        self.report.unchanged.append(Done(clean_line(file.shown_as), key, 0, message))
        self._tell(file.shown_as)

    def _failed(self, shown_as: str, code: str, message: str) -> None:
        self.report.failed.append(Failed(clean_line(shown_as), code, clean_line(message)))
        self._tell(shown_as)

    def name(self, file: Found) -> None:
        """Say which file is in work, where it is another one than before."""
        if self.working is not None and file.shown_as != self.named:
            self.named = file.shown_as
            self.working(clean_line(self.named))

    def _tell(self, name: str) -> None:
        self.done += 1
        if self.progress is not None:
            taken_in = len(self.report.added) + len(self.report.updated)
            self.progress(self.done, self.total, clean_line(name), taken_in, len(self.report.failed))


def _write_index(library: Path, changed: set[str], connection: sqlite3.Connection, generation: int) -> None:
    # Imported here: Whoosh is needed only when something has changed.
    from library import fulltext

    fulltext.write(connection, library, generation, changed)


def _hash_of(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _sweep(library: Path, generation: int) -> None:
    """Take away the full-text indexes of earlier states and what killed runs left, best effort: somebody may have them open."""
    with suppress(OSError):
        for folder in (library / "plans.index").iterdir():
            stale = folder.name.isdecimal() and int(folder.name) < generation
            if stale or (folder.name.startswith(".") and time.time() - folder.stat().st_mtime > _LEFT_SECONDS):
                shutil.rmtree(folder, ignore_errors=True)


def identity(path: Path) -> str:
    """A path as the database can hold it: bytes of a file name that are no UTF-8 become replacement characters."""
    return str(path).encode("utf-8", "surrogateescape").decode("utf-8", "replace")
