"""How plans word the same measure, by the strength of their commitment: 探索 → 试点 → 鼓励 → 推进 → 建立 → 实现.

The verb that counts stands in the clause of the measure; where that has none, in the nearest clause before it in the sentence.
Of several, the one that limits the others counts: who explores how to establish something (探索建立) explores.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from library.chinese import match_spans
from library.model import Hit, Wording
from library.reading import Reader

STRENGTHS = ("提及", "现状", "探索", "试点", "鼓励", "推进", "建立", "实现")
"""From the weakest to the strongest. 提及: no verb of commitment stands with the measure; 现状: the plan tells what is already."""
_REVIEW = re.compile(r"回顾|成效|成就|成绩|基础$|现状|进展|背景|形势|存在问题|不足|短板")
_VERBS: tuple[tuple[str, re.Pattern[str]], ...] = (
    # In the order in which they limit each other.
    ("探索", re.compile(r"探索|研究(?!院|所|中心|会|机构|生)|谋划|尝试")),
    ("试点", re.compile(r"试点|试行|先行先试|先试|示范(?!区|县|城|市)")),
    ("实现", re.compile(r"全覆盖|实现|确保|达到?(?=\d|[≥百]|到)|不[低少]于|不低过|全面建成|全部|100[%％]")),
    ("建立", re.compile(r"建立|健全|构建|建成|建设|设立|设置|形成|制定|出台|新建|新增|打造")),
    ("鼓励", re.compile(r"鼓励|支持|引导|倡导|提倡")),
    (
        "推进",
        re.compile(
            r"推进|推动|推行|推广|加快|加强|加大|开展|实施|落实|普及|发展|提升|提高|扩大|强化|优化|完善|深化|促进|改造|培育"
        ),
    ),
)
_SENTENCE = re.compile(r"[^。；;！？!?\n]+[。；;！？!?]?[”’）)》」]*")
_CLAUSE = re.compile(r"[^，,：:、]+[，,：:、]?")


def wordings(reader: Reader, hits: Sequence[Hit], terms: Sequence[str]) -> tuple[Wording, ...]:
    """The sentences of the sections found in which one of ``terms`` stands, the strongest commitment first.

    Of plans alone, each in the version that counts: what a newspaper says commits nobody.
    """
    found: list[Wording] = []
    seen: set[tuple[str, str]] = set()
    with reader.one_state():
        plans = {plan.key for plan in reader.plans() if plan.doc_type == "规划" and not plan.superseded_by}
        for hit in hits:
            if hit.plan not in plans:
                continue
            for one in _of_section(reader, hit, terms):
                if (one.plan, one.sentence) not in seen:
                    seen.add((one.plan, one.sentence))
                    found.append(one)
    return tuple(sorted(found, key=lambda one: -STRENGTHS.index(one.strength)))


def _of_section(reader: Reader, hit: Hit, terms: Sequence[str]) -> Iterator[Wording]:
    text = reader.section(hit.section).text
    for match in _SENTENCE.finditer(text):
        sentence = match.group().strip()
        spans = sorted({span for term in terms for span in match_spans(sentence, term)})
        if spans:
            review = any(_REVIEW.search(title) for title in hit.path)
            strength, verb = ("现状", None) if review else commitment(sentence, spans[0][0])
            at = match.start() + match.group().index(sentence)
            yield Wording(hit.plan, hit.plan_title, hit.region, hit.section, hit.path, sentence, at, tuple(spans), strength, verb)


def commitment(sentence: str, at: int) -> tuple[str, tuple[int, int] | None]:
    """The strength of what a sentence says of the words at character ``at``, and where the verb stands that says so."""
    clauses = [match.span() for match in _CLAUSE.finditer(sentence)]
    here = max((number for number, (start, _) in enumerate(clauses) if start <= at), default=0)
    for start, end in reversed(clauses[: here + 1]):
        for strength, verbs in _VERBS:
            if verb := verbs.search(sentence, start, end):
                return strength, verb.span()
    for start, end in clauses[here + 1 :]:
        for strength, verbs in _VERBS:
            if verb := verbs.search(sentence, start, end):
                return strength, verb.span()
    return STRENGTHS[0], None
