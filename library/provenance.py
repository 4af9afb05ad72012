"""What an export says of where it comes from: library, generation, date, plans with the hash of their files.

It stands in Markdown as a comment, in JSON as an object, in CSV as columns, in XLSX as footnotes, so that ``library.verify`` can
look again a year later.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from library.cleaning import clean_line
from library.keys import plan_of
from library.model import PlanInfo

if TYPE_CHECKING:
    from library.reading import Reader

_ENDING = {"<": "\\u003c", ">": "\\u003e", "--": "-\\u002d"}
"""What might end a comment before its time, and how JSON writes it otherwise."""
_COMMENT = re.compile(r"<!-- guilan (\{.*?\}) -->", re.S)


@dataclass(frozen=True, slots=True)
class Provenance:
    """Where the words of an export come from. ``date`` is the day of the export (ISO), ``plans`` by key."""

    library: str
    generation: int
    date: str
    plans: dict[str, PlanInfo] = field(default_factory=dict)

    def as_dict(self) -> dict[str, Any]:
        """The same for JSON: ``{"library", "generation", "date", "sources": [{"plan", "title", "file", "sha256"}]}``."""
        return {
            "library": self.library,
            "generation": self.generation,
            "date": self.date,
            "sources": [
                {"plan": key, "title": plan.title, "file": file_name(plan), "sha256": plan.source.sha256}
                for key, plan in self.plans.items()
            ],
        }

    @property
    def line(self) -> str:
        """The state of the library in words."""
        return f"导出于 {self.date}，资料库 {self.library} 第 {self.generation} 版"


def provenance(reader: Reader, keys: Iterable[str], today: str | None = None) -> Provenance:
    """The provenance of an export of what ``keys`` name; ``today`` is an ISO date, by default that of this machine."""
    date = today or datetime.now(UTC).astimezone().date().isoformat()
    plans = {plan: reader.plan_info(plan) for plan in dict.fromkeys(map(plan_of, keys))}
    return Provenance(reader.library_id, reader.generation, date, plans)


def source_line(plan: PlanInfo) -> str:
    """A plan as a footnote: title, issuer, number, date, file, key, hash."""
    issued = "，".join(filter(None, (plan.issuer, plan.doc_number, plan.issued_date)))
    about = f"《{plan.title}》" + (f"（{issued}）" if issued else "（发文机关、文号、日期未载明）")
    draft = "" if plan.doc_type == "规划" else f"，本件是{plan.doc_type}，不是规划文本"
    return clean_line(f"{about}{draft}，原文 {file_name(plan)}，编号 {plan.key}，SHA-256：{plan.source.sha256}")


def file_name(plan: PlanInfo) -> str:
    """The name of a plan's file without its folders, which are nobody's business."""
    return Path(plan.source.file).name


def comment(given: Provenance, **more: Any) -> str:
    """The provenance as a comment of Markdown, which no reader shows; ``more`` goes with it."""
    data = json.dumps({**given.as_dict(), **more}, ensure_ascii=False)
    for sign, escape in _ENDING.items():
        data = data.replace(sign, escape)
    return f"<!-- guilan {data} -->\n"


def read_comment(text: str) -> dict[str, Any]:
    """What `comment` wrote; empty where there is none, or it was damaged."""
    found = _COMMENT.findall(text)
    try:
        data = json.loads(found[-1]) if found else {}
    except ValueError:
        return {}
    return data if isinstance(data, dict) else {}
