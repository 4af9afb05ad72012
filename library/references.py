"""References to the documents of a library as official papers print them, after GB/T 7714-2015."""

from __future__ import annotations

from library.cleaning import clean_line
from library.model import PlanInfo

_TYPES = {"新闻报道": "N"}
"""Letters of GB/T 7714 for kinds of documents; plans and the papers around them are Z, 其他."""


def reference(plan: PlanInfo) -> str:
    """责任者. 题名: 文号[Z]. 日期. What the document does not name is said in brackets, as the standard has it (佚名, 日期不详)."""
    title = plan.title + (f": {plan.doc_number}" if plan.doc_number else "")
    said = f"{plan.issuer or '[责任者不详]'}. {title}[{_TYPES.get(plan.doc_type, 'Z')}]. {plan.issued_date or '[日期不详]'}."
    return clean_line(said)
