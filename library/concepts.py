"""Which indicators of different plans measure the same thing, and why two do not.

Same are those whose signatures (``library.naming``) are equal: by their names and units, or by their own definitions, where one
plan prints what the other has in the name. What is merely alike is related: shown apart, never ranked. A person's word wins.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from library import naming, vocabulary
from library.keys import plan_of
from library.model import Indicator
from library.naming import Signature
from library.synonyms import synonyms
from library.userdata import Match


@dataclass(frozen=True, slots=True)
class Groups:
    """Indicators by what they measure. A concept is named by its key, which is the `Signature.key` it was found by."""

    members: Mapping[str, Sequence[Indicator]]
    """Those at home in a concept, by its key, in the order in which they came."""
    signatures: Mapping[str, Signature]
    """What a concept measures, by its key."""
    named: Mapping[str, Signature]
    """What the name of an indicator says, by its key."""
    meant: Mapping[str, Signature]
    """What it says together with its definition, by its key."""
    home: Mapping[str, str]
    """The concept of an indicator, by its key."""
    guests: Mapping[str, Sequence[Indicator]]
    """Those at home elsewhere whose own definition says that they measure a concept, by its key."""
    aliases: Mapping[str, str]
    """Where the indicators of a concept went that has no home of its own."""
    decided: Mapping[str, Sequence[Match]]
    """What people decided, by the indicator's key."""

    def concept(self, key: str) -> str | None:
        """The concept that a key names today; None where nothing measures it."""
        key = self.aliases.get(key, key)
        return key if key in self.members else None

    def decision(self, indicator: str, concept: str) -> Match | None:
        """What a person said about this indicator and this concept, also under a name that the concept had before."""
        found = [m for m in self.decided.get(indicator, ()) if self.aliases.get(m.concept, m.concept) == concept]
        return max(found, key=lambda match: match.decided_at, default=None)


def grouped(indicators: Iterable[Indicator], matches: Iterable[Match] = ()) -> Groups:
    """Bring indicators of all plans together; ``matches`` is what people decided."""
    everything = list(indicators)
    named = {i.key: naming.signature(i) for i in everything}
    meant = _meant(everything, named)
    buckets: dict[str, list[Indicator]] = defaultdict(list)
    for indicator in everything:
        buckets[named[indicator.key].key].append(indicator)
    home: dict[str, str] = {}
    aliases: dict[str, str] = {}
    for bucket, members in buckets.items():
        defined = {meant[i.key].key for i in members if meant[i.key] != named[i.key]}
        agreed = len(defined) == 1 and all(meant[i.key] != named[i.key] for i in members)
        for i in members:
            # One definition does not speak for plans that print none; two different ones part their plans.
            home[i.key] = meant[i.key].key if agreed or len(defined) > 1 else bucket
        if agreed:
            aliases[bucket] = next(iter(defined))
    signatures = {s.key: s for s in (*named.values(), *meant.values())}
    decided: dict[str, list[Match]] = defaultdict(list)
    for match in sorted(matches, key=lambda m: m.decided_at):
        decided[match.indicator].append(match)
    _decide(home, named, signatures, aliases, decided)
    members_of: dict[str, list[Indicator]] = defaultdict(list)
    guests: dict[str, list[Indicator]] = defaultdict(list)
    for indicator in everything:
        members_of[home[indicator.key]].append(indicator)
        if (concept := meant[indicator.key].key) != home[indicator.key]:
            guests[concept].append(indicator)
    return Groups(dict(members_of), signatures, named, meant, home, dict(guests), aliases, dict(decided))


def _meant(indicators: Sequence[Indicator], named: Mapping[str, Signature]) -> dict[str, Signature]:
    """What names and definitions say together; a denominator that the same plan defines in a row of its own is taken from there."""
    out = {i.key: naming.meant(i, named[i.key]) for i in indicators}
    wholes = {
        (plan_of(key), named[key].subject): found.subject for key, found in out.items() if found.subject != named[key].subject
    }
    for key, found in out.items():
        if found.shape == "占比" and found.whole:
            whole: str | None = wholes.get((plan_of(key), found.whole), found.whole)
            out[key] = replace(found, whole=None if whole in vocabulary.WHOLE_OF_THE_FIELD else whole)
    return out


def _decide(
    home: dict[str, str],
    named: Mapping[str, Signature],
    signatures: dict[str, Signature],
    aliases: Mapping[str, str],
    decided: Mapping[str, Sequence[Match]],
) -> None:
    """A person's word: a confirmed indicator is at home in the concept, one that was split from it is at home by itself."""
    for indicator, matches in decided.items():
        for match in matches if indicator in home else ():
            concept = aliases.get(match.concept, match.concept)
            if match.decision == "confirmed" and concept in signatures:
                if not part_of_a_share(named[indicator], signatures[concept]):
                    home[indicator] = concept
            elif home[indicator] == concept:
                alone = f"{concept}·{indicator}"
                home[indicator] = alone
                signatures[alone] = signatures[concept]


def part_of_a_share(one: Signature, concept: Signature) -> bool:
    """Whether ``one`` is a count and the concept a share: it may be what the share is computed from, never the share itself."""
    return one.shape == "数量" and concept.shape == "占比"


def display_name(indicators: Iterable[Indicator]) -> str:
    """The name most plans print; of equals the shortest."""
    names = Counter(printed(i) for i in indicators)
    return min(names, key=lambda name: (-names[name], len(name), name))


def printed(indicator: Indicator) -> str:
    """An indicator's name with its sub-row: 特困人员照料护理标准（全自理）."""
    return indicator.name + (f"（{indicator.sub}）" if indicator.sub else "")


@lru_cache(maxsize=65536)
def alike(one: Signature, other: Signature) -> str | None:
    """Why two measures that are not the same are related, as a Chinese sentence; None where they are not."""
    if one == other:
        return "名称规范后相同，但口径说明或人工判断不同，请核对"
    (of_one, _, part), (of_other, _, other_part) = one.subject.partition("（"), other.subject.partition("（")
    if of_one == of_other and part != other_part:
        parts = (f"“{text.removesuffix('）')}”" if text else "未分项" for text in (part, other_part))
        return "；".join((f"分项不同（{'与'.join(parts)}），不可直接比较", *_differences(one, other)))
    a, b = loose(one.subject), loose(other.subject)
    reasons: list[str] = []
    if a == b:
        if one.subject != other.subject:
            reasons.append(f"“{one.subject}”与“{other.subject}”是相近而不同的说法，请核对")
    else:
        short, long = sorted((_bare(_kin(one.subject)), _bare(_kin(other.subject))), key=len)
        if short == long:
            reasons.append("名称不全相同，请核对口径")
        elif len(short) >= 4 and short in long and one.dimension == other.dimension:
            reasons.append(f"名称相差“{long.replace(short, '', 1)}”，口径或分母可能不同，请核对")
        else:
            return None
    return "；".join((*reasons, *_differences(one, other)))


def _differences(one: Signature, other: Signature) -> list[str]:
    """What keeps two measures of one subject apart, besides the name."""
    out = []
    if one.whole != other.whole and one.shape == other.shape:
        what = {"占比": "分母", "覆盖率": "覆盖对象", "每": "人口口径"}.get(one.shape, "口径")
        a, b = (f"“{s.whole}”" if s.whole else "未注明" for s in (one, other))
        out.append(f"{what}不同或一方未注明（{a}与{b}），口径或分母可能不同，请核对")
    if one.dimension != other.dimension:
        if one.dimension and other.dimension:
            out.append(f"单位不同（{_what(one)}与{_what(other)}），不可直接比较")
        else:
            out.append("有一方未注明单位，不可直接比较")
    elif one.kind != other.kind:
        out.append(f"一为{one.kind}，一为{other.kind}，不可直接比较")
    return out


def _what(one: Signature) -> str:
    return one.shape if one.kind in ("存量", "比例") else one.kind


def _bare(subject: str) -> str:
    return subject.removesuffix("率")


@lru_cache(maxsize=8192)
def loose(subject: str) -> str:
    """A subject with things of one kind in one writing: what is then equal is related, never the same."""
    return _one_writing(subject, (*vocabulary.LOOSE, *_search_synonyms()))


@lru_cache(maxsize=8192)
def _kin(subject: str) -> str:
    return _one_writing(subject, vocabulary.LOOSE)


def _one_writing(subject: str, groups: Iterable[Sequence[str]]) -> str:
    for group in groups:
        word = max((word for word in group if word in subject), key=len, default=None)
        if word is not None:
            subject = subject.replace(word, group[0])
    return subject


@lru_cache(maxsize=1)
def _search_synonyms() -> tuple[tuple[str, ...], ...]:
    """The groups of the synonyms of search, the shortest name first."""
    return tuple({tuple(sorted({word, *others}, key=lambda w: (len(w), w))) for word, others in synonyms().items()})
