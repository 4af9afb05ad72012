"""Tables without vertical lines (三线表): level rules above, below and between; what stands below each other makes the columns."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import groupby, pairwise

from indexer.readers.aligned_rows import Piece, body_cells, head_cells
from indexer.readers.columns import gutter
from indexer.readers.layout import Glyph, Rule, line, lines, rows, runs
from indexer.readers.left import missing
from indexer.readers.printed import Cell, shown_texts
from indexer.readers.ruled import Grid

_ENDS = 6.0
"""Points that the ends of the rules of one table may be off."""
_NARROWEST = 100.0
_GAP = 0.5
"""Sizes: what stands farther apart may stand in two columns."""
_CROSSING = 0.15
"""Share of the lines that may run across the room between two columns: merged cells do."""
_PARTED = 0.4
"""Share of a table's characters that stand in lines with others beside them: cells of many lines have some for themselves."""
_HALF = 0.9
"""Sizes: lines of one column stand farther apart."""
_INTO = 0.8
"""Sizes by which a merged cell reaches into its neighbour's column."""


@dataclass(frozen=True, slots=True)
class Found:
    """The tables of a page, the characters outside of them, other rules, and whether the last one is open."""

    grids: list[Grid]
    rest: list[Glyph]
    rules: list[Rule]
    open: bool = False


def aligned_tables(glyphs: Sequence[Glyph], rules: Sequence[Rule]) -> Found:
    """The tables between level rules that cross no upright ones: at least three of one width below each other."""
    found = Found([], list(glyphs), list(rules))
    for group in _groups(rules):
        if len(group) >= 3:
            found = _between_rules(found, group)
    return found


def open_tables(glyphs: Sequence[Glyph], rules: Sequence[Rule], before: Grid | None) -> Found:
    """The tables of which a page's end leaves one without its last rule, or the page's beginning another without its first ones.

    ``glyphs`` are those of the running text, without head and foot of the page; ``before`` is the table that the page before left
    open.
    """
    found = Found([], list(glyphs), list(rules))
    if before and glyphs:
        found = _continued(found, before)
    if not found.rest or found.open:
        return found
    bottom = max(glyph.y for glyph in found.rest) + 1
    for group in _groups(found.rules):
        below = Rule(group[-1].x0, bottom, group[-1].x1, bottom)
        made = _between_rules(found, [*group, below], foot=bottom) if len(group) >= 2 else found
        if len(made.grids) > len(found.grids):
            return replace(made, open=made.grids[-1].bottom == bottom)
    return found


def lone_head(glyphs: Sequence[Glyph], rules: Sequence[Rule]) -> tuple[list[Glyph], list[Rule]] | None:
    """The head of a table, with the rules above and below it, that stands alone at the foot of a page."""
    for group in _groups(rules):
        band = _between(glyphs, *group[-2:]) if len(group) > 1 else []
        if _is_tabular(band) and not any(glyph.y > group[-1].y0 for glyph in glyphs):
            return band, group[-2:]
    return None


def name_bands(glyphs: Sequence[Glyph], rules: Sequence[Rule]) -> list[tuple[float, float]]:
    """Where the heads of tables stand between two rules: upper and lower edge."""
    pairs = [pair for group in _groups(rules) for pair in pairwise(group)]
    return [(above.y0, below.y0) for above, below in pairs if _is_tabular(_between(glyphs, above, below))]


def _between_rules(found: Found, group: Sequence[Rule], foot: float | None = None) -> Found:
    """With the tables that stand between rules of one width; ``foot``: where the page ends."""
    bands = [_between(found.rest, above, below) for above, below in pairwise(group)]
    start = 0
    while start < len(bands):
        end = start
        while end < len(bands) and _is_tabular(bands[end]):
            end += 1
        if end - start >= 2:
            edges = group[start : end + 1]
            xs = columns_of(bands[start:end], edges[0].x0, edges[0].x1)
            found = with_grid(found, bands[start:end], edges, xs, heads=1, open_below=edges[-1].y0 == foot)
        start = max(end, start + 1)
    return found


def _continued(found: Found, before: Grid) -> Found:
    """With the rest of the table that the page before left open: to its last rule, or as far as the page reaches."""
    top, bottom = min(glyph.y - glyph.size for glyph in found.rest), max(glyph.y for glyph in found.rest) + 1
    left, right = before.xs[0], before.xs[-1]
    same = [rule for rule in found.rules if abs(rule.x0 - left) <= _ENDS and abs(rule.x1 - right) <= _ENDS]
    # A head that is printed again has its own rule above it.
    if same and not _between(found.rest, Rule(left, top, right, top), same[0]):
        return found
    edges = [Rule(left, top, right, top), *(same or [Rule(left, bottom, right, bottom)])]
    bands = [_between(found.rest, above, below) for above, below in pairwise(edges)]
    tabular = next((at for at, band in enumerate(bands) if not _is_tabular(band)), len(bands))
    if not tabular:
        return found
    found = with_grid(found, bands[:tabular], edges[: tabular + 1], list(before.xs), heads=0, open_below=not same)
    return replace(found, open=not same)


def with_grid(
    found: Found, bands: Sequence[Sequence[Glyph]], edges: Sequence[Rule], xs: list[float], *, heads: int, open_below: bool = False
) -> Found:
    """With the table of bands between edges, unless a character of it would be lost; ``open_below``: it may go on overleaf."""
    grid = _grid(bands, edges, xs, found.rules, heads, open_below=open_below)
    if grid is None or missing((glyph.text for band in bands for glyph in band), shown_texts(grid.cells)):
        return found
    inside = {id(glyph) for band in bands for glyph in band}
    rules = [rule for rule in found.rules if not grid.top <= rule.y0 <= grid.bottom]
    return Found([*found.grids, grid], [glyph for glyph in found.rest if id(glyph) not in inside], rules)


def _groups(rules: Sequence[Rule]) -> list[list[Rule]]:
    """Rules of the same width below each other, from the top down."""
    out: list[list[Rule]] = []
    for rule in sorted(rules, key=lambda rule: rule.y0):
        if rule.x1 - rule.x0 < _NARROWEST:
            continue
        same = (group for group in out if abs(group[0].x0 - rule.x0) <= _ENDS and abs(group[0].x1 - rule.x1) <= _ENDS)
        group = next(same, None)
        if group is None:
            out.append([rule])
        else:
            group.append(rule)
    return out


def _between(glyphs: Sequence[Glyph], above: Rule, below: Rule) -> list[Glyph]:
    left, right = above.x0 - _ENDS, above.x1 + _ENDS
    return [glyph for glyph in glyphs if above.y0 < (at := glyph.middle)[1] < below.y0 and left <= at[0] <= right]


def _is_tabular(glyphs: Sequence[Glyph]) -> bool:
    """Whether most of it stands in lines of several parts, and it is no running text in columns."""
    page = lines(glyphs)
    stands = [len(runs(one.glyphs, 2 * _GAP)) >= 2 for one in page]
    for number, (one, after) in enumerate(pairwise(page)):
        # Lines of neighbouring cells that are set in the middle of their rows stand half a line apart.
        if after.y - one.y < _HALF * one.size:
            stands[number] = stands[number + 1] = True
    parted = sum(len(one.glyphs) for one, beside in zip(page, stands, strict=True) if beside)
    return parted >= _PARTED * len(glyphs) > 0 and gutter(page) is None


def _grid(
    bands: Sequence[Sequence[Glyph]], edges: Sequence[Rule], xs: list[float], rules: Sequence[Rule], heads: int, *, open_below: bool
) -> Grid | None:
    """The table of bands between rules, the first of which is its head if ``heads``; else it goes on from the page before."""
    if len(xs) < 3:
        return None
    top, bottom = edges[0].y0, edges[-1].y0
    pieces = [_pieces(band, xs) for band in bands]
    head: list[Cell] = []
    if heads:
        width = edges[0].x1 - edges[0].x0 - _ENDS
        short = [rule for rule in rules if top < rule.y0 < edges[1].y0 and rule.x1 - rule.x0 < width]
        spans = [(_column(xs, rule.x0 + 1), _column(xs, rule.x1 - 1)) for rule in short]
        head = head_cells(pieces[0], len(xs) - 1, spans)
    depth = max((cell.row + cell.rows for cell in head), default=0)
    cells, height = body_cells(pieces[heads:], len(xs) - 1, depth, cut=(not heads, open_below))
    # Rows have no edges of their own here: what counts of them is their number and where the table begins and ends.
    step = (bottom - top) / max(1, height)
    ys = (*(top + step * at for at in range(height)), bottom)
    return Grid((*head, *cells), tuple(xs), ys, depth, aligned=True)


def columns_of(bands: Sequence[Sequence[Glyph]], left: float, right: float) -> list[float]:
    """The borders of the columns: where nearly nothing of the body is printed, and no name of a column in the head."""
    body = [_spans(row) for band in bands[1:] for row in rows(band)]
    head = [_spans(row) for row in rows(bands[0])]
    size = max((glyph.size for band in bands for glyph in band), default=10.0)
    most = max(1 if len(body) >= 4 else 0, int(_CROSSING * len(body)))
    names = [span for number, row in enumerate(head) for span in row if not _heads_others(span, head[number + 1 :])]
    # A name counts for more than any number of cells that run across.
    free = _free([span for row in body for span in row] + names * (most + 1), left, right, most)
    inner = [(start + end) / 2 for start, end in free if start > left and end < right and end - start >= _GAP * size]
    return [left, *inner, right]


def _spans(row: Sequence[Glyph]) -> list[tuple[float, float]]:
    return [(run[0].x0, max(glyph.x1 for glyph in run)) for run in runs(row, _GAP)]


def _heads_others(span: tuple[float, float], below: Sequence[Sequence[tuple[float, float]]]) -> bool:
    """Whether two names or more stand under a part of the head, which thus is the name of several columns."""
    margin = span[1] - span[0]
    return any(sum(span[0] - margin < (x0 + x1) / 2 < span[1] + margin for x0, x1 in row) >= 2 for row in below)


def _free(spans: Sequence[tuple[float, float]], left: float, right: float, most: int) -> list[tuple[float, float]]:
    """The stretches over which at most ``most`` spans run: of each the widest part over which the fewest run."""
    ends = sorted([(x0, 1) for x0, _ in spans] + [(x1, -1) for _, x1 in spans])
    parts: list[tuple[int, float, float]] = []
    count, start = 0, left
    for x, step in [*ends, (right, 0)]:
        if x > start:
            parts.append((count, start, x))
        count, start = count + step, x
    out = []
    for low, group in groupby(parts, lambda part: part[0] <= most):
        if low:
            _, _, start, end = min((count, a - b, a, b) for count, a, b in group)
            out.append((start, end))
    return out


def _pieces(glyphs: Sequence[Glyph], xs: Sequence[float]) -> list[Piece]:
    """What stands in each cell of each line."""
    out = []
    for row in rows(glyphs):
        for run in _cut(row, xs):
            made = line(run)
            if made:
                into = _INTO * made.size
                first, last = _column(xs, made.x0 + into), _column(xs, made.x1 - into)
                middle = _column(xs, (made.x0 + made.x1) / 2)
                out.append(Piece(made, min(first, middle), max(last, middle)))
    return out


def _cut(row: Sequence[Glyph], xs: Sequence[float]) -> list[list[Glyph]]:
    """A line cut where a border of columns runs through a gap."""
    out: list[list[Glyph]] = []
    for glyph in row:
        if out:
            right = out[-1][-1].x1
            gap = glyph.x0 - right
            between = _column(xs, right - 0.1) != _column(xs, glyph.x0 + 0.1)
            if not (gap > 0.25 * glyph.size and between) and gap < 3 * glyph.size:
                out[-1].append(glyph)
                continue
        out.append([glyph])
    return out


def _column(xs: Sequence[float], x: float) -> int:
    return min(max(bisect_right(xs, x) - 1, 0), len(xs) - 2)
