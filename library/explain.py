"""Why something is a hit, and why it stands where it stands: in words, from the very figures that the search ranks by."""

from __future__ import annotations

from library.facets import KIND_LABELS
from library.fulltext import Index
from library.matching import Atom, Found, members, parts
from library.ranking import scores
from library.reading import Reader
from library.search import Asked, Choice, asked


def explain(index: Index, reader: Reader, query: str, key: str, **narrowed: Choice) -> tuple[str, ...]:
    """Chinese sentences on why ``key`` is a hit of ``query`` (narrowed like `search`) and what puts it at its place by relevance.

    Where it is none, which of the words or filters it does not meet.
    """
    with reader.one_state():
        this = asked(index, reader, query, narrowed)
        number = index.corpus.number_of.get(key)
        if number is None:
            return (f"资料库里没有“{key}”。",)
        found = this.find()
        if not found.documents >> 8 * number & 1:
            return _no_hit(this, number)
        return (*found.notes, *_reasons(found, number), *_place(index, this, found, number))


def _no_hit(this: Asked, number: int) -> tuple[str, ...]:
    corpus, matcher = this.index.corpus, this.matcher()
    if corpus.plans[number] not in this.chosen:
        return ("它所在的规划不在所选的地区、时期或范围里。",)
    out = []
    for group in this.query.groups:
        if not matcher.find(this.query.only(group)).documents >> 8 * number & 1:
            what = "或".join(f"“{term.typed}”" for term in group)
            out.append(f"它不符合{what}。" if any(term.filter for term in group) else f"它的标题和正文里都没有{what}。")
    text = corpus.titles[number] + corpus.body(number)
    out += [f"它含有要排除的“{term.raw}”。" for term in this.query.excluded if term.filter is None and term.text in text]
    return tuple(out) or ("它不在所选的类别或属性里。",)


def _reasons(found: Found, number: int) -> list[str]:
    """One sentence for each thing that was asked for."""
    out = []
    for group in found.groups:
        atom = _best(found, group, number)
        if atom.term.filter is not None:
            out.append(f"符合“{atom.term.typed}”。")
        elif atom.damaged:
            out.append(
                f"原文有一处损坏，“{atom.term.raw}”在那里只剩“{atom.reading[0]}”，损坏的字数也相符；不计分，排在确有原词的后面。"
            )
        elif atom.standing is None:
            words = "、".join(f"“{word}”" for word in atom.reading)
            out.append(f"{words}在它里面离得很近，合起来{found.part(atom, number):.2f}分；离得越近分越高。")
        else:
            out.append(_reason(found, atom, number))
    return out


def _best(found: Found, group: tuple[Atom, ...], number: int) -> Atom:
    return max(group, key=lambda atom: (atom.documents >> 8 * number & 1, found.part(atom, number)))


def _reason(found: Found, atom: Atom, number: int) -> str:
    corpus, standing = found.corpus, atom.standing
    assert standing is not None
    in_text, in_title = parts(corpus, standing, number)
    said = []
    if in_title:
        share = round(100 * len(standing.piece) / len(corpus.titles[number]))
        said.append(f"在标题里，占标题的{share}%（{in_title:.2f}分）")
    if in_text:
        said.append(f"在正文里有{standing.counts[number]}处，正文{corpus.lengths[number]}字（{in_text:.2f}分）")
    name = "（另一个说法）" if atom.renamed else ""
    rare = f"全库{len(corpus)}条里有{standing.number}条含有它，每处的分量是{standing.weight:.2f}"
    return f"“{standing.piece}”{name}{'，'.join(said)}；{rare}，越少见越重。"


def _place(index: Index, this: Asked, found: Found, number: int) -> list[str]:
    """Its rank; what the first has more of, or what it has more of than the second."""
    numbers = list(members(found.documents, len(found.corpus)))
    rated = sorted(zip((-score for score in scores(found, numbers)), numbers, strict=True))
    rank = next(at for at, (_, n) in enumerate(rated) if n == number)
    out = [f"得{-rated[rank][0]:.2f}分，按相关度在{len(rated)}条里排第{rank + 1}。"]
    if len(rated) > 1:
        other = rated[0 if rank else 1]
        corpus = index.corpus
        plan = this.plans[corpus.plans[other[1]]].title
        who = f"{'第一' if rank else '第二'}的是《{plan}》的{KIND_LABELS[corpus.kind(other[1])]}“{corpus.titles[other[1]]}”"
        first, second = (other[1], number) if rank else (number, other[1])
        out.append(f"{who}，得{-other[0]:.2f}分；{_difference(found, first, second)}")
    return out


def _difference(found: Found, first: int, second: int) -> str:
    """What the first has more of: the largest difference of all parts of the two scores."""
    ways: list[tuple[float, str]] = []
    for group in found.groups:
        one, two = _best(found, group, first), _best(found, group, second)
        if one.standing is None or two.standing is None:
            ways.append((found.part(one, first) - found.part(two, second), f"前者的“{one.term.raw}”离得更近或更多"))
            continue
        (text_1, title_1), (text_2, title_2) = parts(found.corpus, one.standing, first), parts(found.corpus, two.standing, second)
        piece = one.standing.piece
        ways.append((title_1 - title_2, f"前者的标题{'里有' if not title_2 else '更贴近'}“{piece}”"))
        more = one.standing.counts[first] > two.standing.counts[second]
        ways.append((text_1 - text_2, f"前者的正文里“{piece}”{'更多' if more else '占的比重更大（正文更短）'}"))
    most, way = max(ways, default=(0.0, ""))
    return f"{way}（多{most:.2f}分）。" if most > 0 else "两者得分相同，按资料库里的次序排列。"
