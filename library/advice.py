"""Ways out where a search found nothing: what was tried, which filter to lift, how the library spells or calls it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, Literal

from library.fulltext import Index
from library.matching import Matcher
from library.model import Help
from library.query import PLAN_FILTERS, Query, Term
from library.spelling import nearest

if TYPE_CHECKING:
    from library.search import Asked

_LONGEST = 20  # characters of a term whose parts are looked up
_OPTIONS = {"kind": "类别", "region": "地区", "period": "时期", "plan": "规划", "attribute": "属性"}


def ways_out(index: Index, this: Asked) -> tuple[Help, ...]:
    """In the order in which a person would try them. ``this`` found nothing."""
    everywhere = this.other(lift=_OPTIONS)
    everywhere.chosen = list(this.plans)
    matcher = everywhere.matcher()
    strange = [term for term in this.query.terms if not matcher.standing(term.text, title=term.title).documents]
    return (
        Help("tried", _tried(this, index)),
        *_filters(this),
        *_words(this),
        *(way for term in strange for way in _other_writings(index, this, matcher, term)),
    )


def _tried(this: Asked, index: Index) -> str:
    """What was looked for, and where."""
    looked = []
    for term in this.query.terms:
        names = () if term.exact else index.synonyms.get(term.text, ())
        looked.append(f"“{term.raw}”" + (f"（和它的别名{'、'.join(names)}）" if names else ""))
    what = "、".join(looked) or this.query.typed
    return f"在{len(this.chosen)}份规划的章节、表格、指标和项目里找过{what}，没有同时符合的内容。"


def _filters(this: Asked) -> Iterator[Help]:
    """Filters that can be lifted: each alone, or where that does not help all of them."""
    used = [name for name in _OPTIONS if this.narrowed.get(name) not in (None, "", "all", ())]
    typed = [group for group in this.query.groups if any(term.filter for term in group)]
    ways: list[tuple[str, Query, tuple[str, ...]]] = [(f"{_OPTIONS[name]}的限制", this.query, (name,)) for name in used]
    ways += [(f"“{group[0].typed}”", this.query.without(group), ()) for group in typed]
    if this.query.excluded:
        ways.append(("排除的词", replace(this.query, excluded=()), ()))
    if len(ways) > 1:
        plain = Query(tuple(group for group in this.query.groups if group not in typed))
        ways.append(("所有限制", plain, tuple(used)))
    found = False
    for name, query, lift in ways:
        if not query.groups or (found and name == "所有限制"):
            continue
        count = this.other(query, lift).find().total
        if count:
            found = True
            yield Help("filter", f"去掉{name}，有{count}条结果。", query.typed, lift, count)


def _words(this: Asked) -> Iterator[Help]:
    """Words that can be left out."""
    texts = [group for group in this.query.groups if not all(term.filter in PLAN_FILTERS for term in group)]
    for group in texts if len(texts) > 1 else ():
        if all(term.filter for term in group):
            continue
        query = this.query.without(group)
        count = this.other(query).find().total
        if count:
            yield Help("word", f"不要求“{group[0].raw}”，有{count}条结果。", query.typed, (), count)


def _other_writings(index: Index, this: Asked, matcher: Matcher, term: Term) -> Iterator[Help]:
    """For a term that stands nowhere in the library: other names, other spellings, the parts of it that do stand."""
    known = [word for word in index.synonyms if word in term.text]
    names = [(word, other) for word in sorted(known, key=len, reverse=True) for other in index.synonyms[word]]
    named = {term.text.replace(word, other) for word, other in names} - {term.text}
    yield from _offers(this, matcher, term, "name", "资料库里的说法是", sorted(named, key=len)[:4])
    yield from _offers(this, matcher, term, "spelling", "资料库里有相近的写法", nearest(index, matcher, term.text))
    parts = list(_standing_parts(index, matcher, term.text[:_LONGEST]))[:3]
    yield from _offers(this, matcher, term, "part", "资料库里有其中的", parts)


def _offers(
    this: Asked, matcher: Matcher, term: Term, kind: Literal["name", "spelling", "part"], lead: str, words: list[str]
) -> Iterator[Help]:
    for word in words:
        count = matcher.standing(word, title=term.title).number
        if count:
            other = replace(term, text=word, raw=word)
            groups = tuple(tuple(other if one == term else one for one in group) for group in this.query.groups)
            query = Query(groups, this.query.excluded).typed
            yield Help(kind, f"{lead}“{word}”（{count}处）。", query, (), count)


def _standing_parts(index: Index, matcher: Matcher, text: str) -> Iterator[str]:
    """The longest pieces of a text, from the left, of two characters and more, that stand somewhere."""
    at = 0
    while at < len(text) - 1:
        end = len(text) if at else len(text) - 1
        while end - at > 1:
            piece = text[at:end]
            if index.frequency(piece) and matcher.standing(piece).documents:
                yield piece
                break
            end -= 1
        at = max(end, at + 1)
