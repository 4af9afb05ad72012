"""A piece of which some characters were lost where a file is damaged: found by those that are left beside the damage.

Where text went through a wrong encoding and could not be repaired, it is kept as it came, full of question marks. A piece may
stand there only when its intact beginning or end, of two characters and more, stands right beside such a run, as many characters
are missing as the run may have held, what follows on its other side agrees, and the library knows no other way to go on.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator

_RUN = re.compile("[?\ufffd](?:[^\n。,;?\ufffd]{0,4}[?\ufffd])+|\ufffd")
_LONGEST = 12  # characters of a piece that is looked for
_LEAST, _MOST = 0.5, 1.5  # lost characters to one of a run: of the three bytes of a Chinese one a run shows two, one or none

Texts = Iterable[tuple[int, str]]


def is_damaged(text: str) -> bool:
    """Whether a folded text holds a damaged run."""
    return ("?" in text or "\ufffd" in text) and _RUN.search(text) is not None


def beside_damage(piece: str, damaged: Texts, holding: Callable[[str], Texts]) -> tuple[str, set[int]] | None:
    """The intact part of a folded piece and the documents where its other part may be lost; None where it can be none.

    ``damaged`` are the damaged documents of the library, ``holding`` gives all documents that hold a piece, with their texts.
    """
    if not 4 <= len(piece) <= _LONGEST or not piece.isalnum():
        return None
    texts = list(damaged)
    for left in range(len(piece) - 1, (len(piece) - 2) // 2, -1):  # one character more may be lost than is left
        for intact, lost, step in ((piece[:left], piece[left:], 1), (piece[-left:], piece[:-left], -1)):
            found = {number for number, text in texts if _gap(text[::step], intact[::step], lost[::step])}
            if found and all(_only(text[::step], intact[::step], lost[::step]) for _, text in holding(intact)):
                return intact, found
    return None


def _gap(text: str, intact: str, lost: str) -> bool:
    """Whether the lost part may have stood in a run right after the intact one."""
    return intact in text and any(_fits(text, end, lost) for end in _ends(text, intact))


def _only(text: str, intact: str, lost: str) -> bool:
    """Whether nothing else stands after the intact part than the lost one itself or such a run."""
    return all(text.startswith(lost, end) or _fits(text, end, lost) for end in _ends(text, intact))


def _ends(text: str, intact: str) -> Iterator[int]:
    return (match.end() for match in re.finditer(re.escape(intact), text))


def _fits(text: str, start: int, lost: str) -> bool:
    run = _RUN.match(text, start)
    if run is None:
        return False
    held = run.end() - start
    inside = any(
        _LEAST * held <= missing <= _MOST * held and text.startswith(lost[missing:], run.end()) for missing in range(1, len(lost))
    )
    return inside or len(lost) <= _MOST * held
