"""``guilan --plain``: linear reading for screen readers and braille: one line in, plain lines out.

No panes, no box drawing, no control sequence. What can be opened is listed by number; a paragraph is one line, however long, for
the reader's own device to break; a row of a table is one line that says its columns. It works in a pipe just the same.
"""

from __future__ import annotations

import sys
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from typing import TextIO

from library.cleaning import clean_line
from library.errors import GuilanError
from library.library import Library
from library.model import Cell, ComparisonRow, Hit, PlanInfo
from library.reading import heading
from tui.doubts import doubt
from tui.strings import text
from tui.text.document import Block, Paragraph, TableBlock, section_blocks
from tui.view import plan_of, where

LETTERS = {
    "plans": "l", "outline": "o", "next": "n", "previous": "p", "again": "r", "search": "s", "more": "m", "compare": "c",
    "collect": "a", "basket": "b", "help": "h", "quit": "q",
}  # fmt: skip
"""What can be said, each with its letter; ``plain.say.NAME`` are its words in the language of the screen."""
TAKES_WORDS = ("search", "compare")
STEP = 20
"""Entries of a list that are read at one go."""
MOST = 200
"""Hits that a search asks for."""
REPLACEMENT = "\ufffd"
Choice = tuple[str, Callable[[], None]]
"""An entry of a list and what its number does."""


class Plain:
    """A conversation: what was listed last, which section is open."""

    def __init__(self, library: Library, out: TextIO) -> None:
        self.library = library
        self._out = out
        self._choices: list[Choice] = []
        self._told = 0
        self._plan: str | None = None
        self._section: str | None = None

    def run(self, lines: TextIO) -> None:
        """Answer line by line until the person leaves or the input ends. A prompt is shown to a person only, not to a pipe."""
        prompt = text("plain.prompt") if lines.isatty() else ""
        self.say(text("plain.welcome"))
        self.do_plans()
        while True:
            self._out.write(prompt)
            self._out.flush()
            line = lines.readline()
            if not line:
                return
            name, words = understood(clean_line(line))
            if name == "quit":
                self.say(text("plain.bye"))
                return
            try:
                self._answer(name, words)
            except GuilanError as error:
                self.say(error.message)

    def say(self, *lines: str) -> None:
        """Lines, each through the gate."""
        for line in lines:
            self._out.write(clean_line(line) + "\n")

    def _answer(self, name: str, words: str) -> None:
        if name == "number":
            self._choose(int(words))
        elif name in TAKES_WORDS:
            {"search": self.do_search, "compare": self.do_compare}[name](words)
        elif name:
            getattr(self, f"do_{name}")()

    # Lists

    def _list(self, head: str, choices: Sequence[Choice]) -> None:
        self._choices, self._told = list(choices), 0
        self.say(head)
        self.do_more()

    def do_more(self) -> None:
        """The next entries of the list."""
        first, self._told = self._told, min(self._told + STEP, len(self._choices))
        if first == self._told:
            self.say(text("plain.no_more"))
        for number in range(first, self._told):
            self.say(text("plain.entry", n=number + 1, words=self._choices[number][0]))
        if self._told < len(self._choices):
            self.say(text("plain.more", n=len(self._choices) - self._told))

    def _choose(self, number: int) -> None:
        if 1 <= number <= len(self._choices):
            self._choices[number - 1][1]()
        else:
            self.say(text("plain.no_number", n=number, most=len(self._choices)))

    # Reading

    def do_plans(self) -> None:
        """List the plans."""
        plans = self.library.plans()
        if not plans:
            self.say(text("plain.empty"))
        else:
            self._list(text("plain.plans", n=len(plans)), [(_plan_words(plan), self._opener(plan.key)) for plan in plans])

    def _opener(self, key: str) -> Callable[[], None]:
        return (lambda: self._open_plan(key)) if key == plan_of(key) else (lambda: self._open(key))

    def _open_plan(self, key: str) -> None:
        from tui.text.overview import overview

        self._plan, self._section = key, None
        for block in overview(self.library.plan_info(key), self.library.warnings(key)).blocks:
            self.say(*_block_lines(block))
        self.do_outline()

    def do_outline(self) -> None:
        """List the sections of the plan that is open."""
        if self._plan is None:
            self.say(text("plain.no_plan"))
            return
        choices = [
            (
                text("plain.level", level=node.level, title=heading(node.number, node.title) or text("tree.front")),
                self._opener(node.key),
            )
            for node in self.library.outline(self._plan)
        ]
        self._list(text("plain.outline", n=len(choices)), choices)

    def _open(self, key: str) -> None:
        """Read a section: where it stands, its text and tables, what is uncertain, its source."""
        library = self.library
        section = library.section(key)
        self._plan, self._section = plan_of(key), key
        info = library.plan_info(self._plan)
        self.say(text("plain.path", path=text("plain.comma").join((info.title, *library.path_of(key)[:-1]))))
        for block in section_blocks(section, library.tables(key)):
            self.say(*_block_lines(block))
        for one in library.indicators(section=key):
            if why := doubt(one):
                self.say(text("plain.doubt", name=one.name, why=why))
        self.say(where(info, section.source.line, section.source.page))

    def do_again(self) -> None:
        """Read the open section, or the plan's first page, once more."""
        if key := self._section or self._plan:
            self._opener(key)()
        else:
            self.say(text("plain.no_section"))

    def do_next(self) -> None:
        """Read the section that follows; after a plan's first page its first one."""
        if self._section is None and self._plan is not None and (outline := self.library.outline(self._plan)):
            self._open(outline[0].key)
        else:
            self._turn(self.library.next_section, "section.last")

    def do_previous(self) -> None:
        """Read the section before."""
        self._turn(self.library.previous_section, "section.first")

    def _turn(self, step: Callable[[str], str | None], end: str) -> None:
        if self._section is None:
            self.say(text("plain.no_section"))
        elif (key := step(self._section)) is None:
            self.say(text(end))
        else:
            self._open(key)

    # Asking

    def do_search(self, words: str) -> None:
        """Search; the hits are a list."""
        if not words:
            self.say(text("plain.search_what"))
            return
        found = self.library.search(words, limit=MOST, progress=self._preparing())
        if found.note:
            self.say(found.note)
        if found.hits:
            self._list(
                text("plain.found", n=found.total), [(_hit_words(hit), self._opener(hit.section or hit.plan)) for hit in found.hits]
            )
        else:
            self.say(text("results.nothing", query=words), *(way.text for way in found.help))

    def _preparing(self) -> Callable[[int, int], None]:
        said: list[str] = []

        def progress(_done: int, _total: int) -> None:
            if not said:
                said.append(text("plain.preparing"))
                self.say(*said)

        return progress

    def do_compare(self, words: str) -> None:
        """Compare an indicator across plans; without words, one of the section that is open, else one of all."""
        if words:
            self._compare(words)
            return
        own = self.library.indicators(section=self._section) if self._section else []
        named = [(one.name, one.key) for one in own] or [(one.concept, one.key or one.concept) for one in self.library.concepts()]
        if named:
            self._list(text("plain.which", n=len(named)), [(name, self._comparer(key)) for name, key in named])
        else:
            self.say(text("compare.nothing"))

    def _comparer(self, key: str) -> Callable[[], None]:
        return lambda: self._compare(key)

    def _compare(self, asked: str) -> None:
        found = self.library.compare(asked)
        if found is None:
            self.say(text("compare.not_found", name=asked))
            return
        self._list(
            text("plain.compared", concept=text("plain.comma").join(filter(None, (found.concept, found.unit))), n=len(found.rows)),
            [(_row_words(one), self._opener(one.section or one.plan)) for one in found.rows],
        )
        self.say(*found.notes)

    # Collecting

    def do_collect(self) -> None:
        """Collect the section that is open."""
        if self._section is None:
            self.say(text("plain.no_section"))
            return
        title = self.library.title_of(self._section)
        added = self.library.user.collect(self._section, title)
        held = len(self.library.user.basket())
        self.say(text("basket.added" if added else "basket.already", title=title, n=held))

    def do_basket(self) -> None:
        """List what is collected."""
        held = self.library.user.basket()
        if held:
            self._list(
                text("plain.basket", n=len(held), command="guilan basket -o"), [(one.title, self._held(one.key)) for one in held]
            )
        else:
            self.say(text("plain.basket_empty"))

    def _held(self, key: str) -> Callable[[], None]:
        match self.library.resolve(key):
            case "indicator":
                return self._opener(self.library.indicator(key).section)
            case "project":
                return self._opener(self.library.project(key).section)
            case None:
                return lambda: self.say(text("bookmarks.gone"))
            case _:
                return self._opener(key)

    def do_help(self) -> None:
        """What can be said."""
        self.say(text("plain.help"))
        for name, letter in LETTERS.items():
            self.say(text("plain.help_line", words=text(f"plain.say.{name}"), letter=letter, help=text(f"plain.help.{name}")))


def understood(line: str) -> tuple[str, str]:
    """What a line asks for: the name of a command (``number`` for a number, nothing for an empty line), and its words.

    What is no command is searched for.
    """
    line = line.strip(" \u3000")
    plain = unicodedata.normalize("NFKC", line).lower()
    if not plain:
        return "", ""
    if plain.isdecimal():
        return "number", plain[:9]
    if plain in ("?", "帮助"):
        return "help", ""
    for name, letter in LETTERS.items():
        said = text(f"plain.say.{name}")
        if plain in (name, letter, said):
            return name, ""
        for head in (f"{name} ", f"{letter} ", said) if name in TAKES_WORDS else ():
            if plain.startswith(head):
                return name, line[len(head) :].strip(" \u3000:：")
    return "search", line.lstrip("/／、").strip()


def _plan_words(plan: PlanInfo) -> str:
    period = plan.period.name if plan.period else ""
    return text("plain.comma").join(
        filter(None, (plan.marked_title, plan.region, period, text("tree.plan", sections=plan.sections)))
    )


def _hit_words(hit: Hit) -> str:
    """Where a hit stands, and its snippet with the match between 【】."""
    place = text("plain.comma").join((hit.plan_title, *hit.path, *((hit.title,) if hit.kind != "section" else ())))
    words, done = "", 0
    for start, end in hit.matches:
        words += f"{hit.snippet[done:start]}【{hit.snippet[start:end]}】"
        done = end
    return f"{place}{text('plain.colon')}{words}{hit.snippet[done:]}"


def _row_words(one: ComparisonRow) -> str:
    """A row of a comparison as one line; of one that has nothing, why."""
    who = one.region or one.plan_title
    if one.missing is not None:
        return text("plain.missing", who=who, why=one.missing)
    cells = ((f"compare.{name}", getattr(one, name)) for name in ("baseline", "interim", "target"))
    facts = [
        one.period or "",
        one.name,
        *(f"{text(name)} {_cell_words(cell, one)}" for name, cell in cells if cell is not None),
        f"{text('compare.change')} {one.change}{one.change_unit or one.unit or ''}" if one.change else "",
        one.attribute or "",
        text(f"compare.{one.comparable}") if one.comparable else "",
        one.reason,
    ]
    return f"{who}{text('plain.colon')}{text('plain.comma').join(filter(None, facts))}"


def _cell_words(cell: Cell, row: ComparisonRow) -> str:
    """A value as printed, with its year; a computed one as its number, what it was computed from behind it."""
    printed = cell.text
    if row.comparable == "derived" and cell.number is not None:
        printed = text("plain.derived", number=f"{cell.number:g}{row.unit or ''}", text=cell.text)
    elif row.unit and printed and printed[-1].isdigit():
        printed += row.unit
    return text("plain.in_year", year=cell.year, value=printed) if cell.year else printed


def _block_lines(block: Block) -> Iterable[str]:
    """A heading or a paragraph as one line, with what was repaired or is lost in it; a table as one line a row."""
    if isinstance(block, TableBlock):
        yield text("plain.table", caption=block.caption or text("plain.no_caption"), n=len(block.grid) - block.header_rows)
        yield from _table_lines(block)
        return
    yield block.text
    if isinstance(block, Paragraph) and block.repaired:
        pairs = dict.fromkeys(text("plain.pair", was=was, read=block.text[start:end]) for start, end, was in block.repaired)
        yield text("plain.repaired", pairs=text("plain.comma").join(pairs))
    if REPLACEMENT in block.text:
        yield text("plain.damaged")


def _table_lines(table: TableBlock) -> Iterable[str]:
    heads = [
        " ".join(dict.fromkeys(filter(None, (row[column].strip() for row in table.grid[: table.header_rows]))))
        for column in range(len(table.grid[0]) if table.grid else 0)
    ]
    for number, cells in enumerate(table.grid[table.header_rows :], 1):
        said = [
            f"{head}{text('plain.colon')}{cell}" if head else cell for head, cell in zip(heads, cells, strict=True) if cell.strip()
        ]
        yield text("plain.row", n=number, cells=text("plain.semicolon").join(" ".join(one.split()) for one in dict.fromkeys(said)))


def read_aloud(library: Library) -> int:
    """The whole conversation on standard input and output."""
    piped = not sys.stdin.isatty()
    if hasattr(sys.stdin, "reconfigure"):
        sys.stdin.reconfigure(errors="replace", **({"encoding": "utf-8"} if piped else {}))
    Plain(library, sys.stdout).run(sys.stdin)
    return 0
