"""Texts that no honest document holds, and documents damaged in every simple way; all from seeds, the same in every run."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator

HEAD = "示例市云溪区养老服务发展“十四五”规划（2021—2025年）\n一、总体要求\n坚持以人民为中心，完善各项制度。\n"
COLUMNS = "序号\t指标名称\t单位\t2020年\t2025年\t属性\n"

_REPEATED = {
    "digits": "7",
    "groups of digits": "123,456,",
    "years": "2021",
    "full stops": ".",
    "leaders": "…",
    "dashes": "—",
    "blanks": " ",
    "commas": "，",
    "brackets": "（",
    "quotes": "“",
    "titles": "《规划",
    "question marks": "?",
    "shifted bytes": "大?！袄嘶ā?，",
    "letters": "a",
    "no marks": "建设服务发展推进完善体系",
    "verbs": "大力积极持续",
    "quantities": "达到3张",
    "projects": "养老服务工程",
    "alike headings": "\n（一）加强能力建设\n推进服务体系建设，完善制度。",
    "restarts": "\n1.加强",
    "short lines": "\n建设",
    "rows without a head": "\n甲方  乙方  丙方",
    "cities": "市",
    "links": "[建设](",
    "comments": "<!--",
}
TEXTS: dict[str, Callable[[int], str]] = {
    name: lambda length, piece=piece: HEAD + "建" + (piece * (length // len(piece) + 1))[:length] + "设\n"
    for name, piece in _REPEATED.items()
} | {
    "one bracket of letters": lambda length: HEAD + "建(" + "a" * length + "设\n",
    "annexes": lambda length: HEAD + "".join(f"附件{n}\n加强建设\n" for n in range(1, length // 9)),
    "numbered lines": lambda length: HEAD + "".join(f"{n}、加强第{n}项建设\n" for n in range(1, length // 12)),
    "rows of a table": lambda length: (
        HEAD + COLUMNS + "".join(f"{n}\t床位{n}\t张\t{n}\t{n + 9}\t预期性\n" for n in range(length // 22))
    ),
    "a long cell": lambda length: HEAD + COLUMNS + f"1\t床位\t张\t{'7' * length}\t8\t预期性\n2\t床位\t张\t7\t8\t预期性\n",
    "many projects": lambda length: HEAD + "".join(f"实施第{n}街道养老服务工程。" for n in range(length // 16)),
}
"""Name -> a text of about so many characters that repeats one thing."""


def damaged(data: bytes, seed: int) -> Iterator[bytes]:
    """Five ways to damage a file: bytes flipped, cut off, a part doubled, a part zeroed, a part lost."""
    chance = random.Random(seed)
    size = len(data)
    flipped = bytearray(data)
    for _ in range(max(1, size // 2000)):
        flipped[chance.randrange(size)] ^= 1 << chance.randrange(8)
    yield bytes(flipped)
    yield data[: chance.randrange(size)]
    start = chance.randrange(size)
    end = min(size, start + chance.randrange(1, 4096))
    yield data[:end] + data[start:]
    yield data[:start] + bytes(end - start) + data[end:]
    yield data[:start] + data[end:]
