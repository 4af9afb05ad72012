"""Which part of a web page is the document: by the names that government sites give its container, else by where text stands.

The names are those of the publishing systems in use (TRS, UCAP, 大汉, WebBuilder …) and of their templates; no site is named.
Around the document only such lines are kept as tell about it: date, source, number, who runs the site (`indexer.site`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import accumulate, product

from indexer.notice import DATE_LINE, OPERATIVE, ORGAN, bare, is_address, is_plan_title, is_title
from indexer.numbering import leading
from indexer.readers.html_lines import Line, elements
from indexer.readers.html_tree import Element, Page
from indexer.site import edge_line

_CONTAINER = re.compile(
    r"(?<![\w-])(?:zoom\w{0,4}|ucap-content|trs_(?:editor|ueditor|preserver|autoadd)\w*|pages_content|pages-content|con_text|article_con\w*"
    r"|articlecon\w*|article-con(?:tent)?|article_content|article_text|article-text|articletext|article_body|article-body|content_text"
    r"|contenttext|contentbox_text|news_content|newscontent|news-content|newstext|news_text|news_con\w*|detail_con\w*|detail-con\w*|detailcontent"
    r"|info_content|infocontent|text_content|textcontent|view_con\w*|viewcontent|view|xxgk_con\w*|wzcon\w*|wznr|zwnr|zhengwen|wenzhang\w*"
    r"|vsb_content\w*|v_news_content|easysite-news-text|j-fontcontent|fontzoom|printcontent|print_content|printarea|bt-content|mainbody"
    r"|maintext|main_text|articlebox|rich_media_content|js_content|editor-content|nr_text|neirong|cont_txt|con_txt|p_content)(?![\w-])"
)
_WIDER = re.compile(
    r"(?<![\w-])(?:article|content|contents|main|maincontent|main-content|detail|details|show|zw|info|con|left_con|conbox|text|news|page_con"
    r"|container|wrapper_content|xxgk)(?![\w-])"
)
_BESIDE = re.compile(
    r"(?<![a-z])(?:nav|navi|navigation|navbar|menu|crumbs?|breadcrumbs?|position|location|weizhi|wz_?dh|dqwz|share|bdshare|bdsharebuttonbox|jiathis"
    r"|social|print|dayin|tools?|toolbar|gongju|related?|relation|xgxx|xglj|xgwj|xgzc|links?|yqlj|foot|footer|bottom|copyright|copy|header|top"
    r"|topbar|head|sidebar|aside|side|search|sousuo|login|pager|pagination|pn|prev|next|sxp|qrcode|ewm|erweima|hot|rank|comments?|pinglun|recommend"
    r"|tuijian|banner|ads?|advert|float|gotop|totop|backtop|fontsize|fontset|zitidaxiao|wza|tips?|fj|attach|attachments?|accessory|tags?|scroll)(?![a-z])"
)
_BESIDE_TAGS = frozenset({"nav", "footer", "aside", "form", "header"})
_PASSAGE = frozenset({"body", "div", "td", "article", "section", "main", "center", "html", "blockquote", "form", "font", "span"})
"""Elements that may hold a whole document."""
_KEPT = frozenset({"facts", "breadcrumb", "credit", "imprint", "statement", "footer", "attachment", "spam"})
"""Why a line around the document is kept: it tells where the document comes from."""
_SENTENCE = re.compile(r".{12}.*[。；;：:]|.*[。；].{4}")
_NUMBER = re.compile(r"[\u4e00-\u9fff]{1,14}[〔\[(（【]\s*20\d\d\s*[〕\])）】]\s*(?:第\s*)?\d{1,4}\s*号")
_NUMBERED = re.compile(r"\s*[（(][^（()）]*号\s*[)）]$")
"""The number that some pages print behind the title: （云政发〔2026〕3号）"""
_OPENING = 12
"""A document begins with its title within so many lines."""
_FILE = re.compile(r"\.(?:docx?|pdf|xlsx?|wps|et|ofd|zip|rar)\b", re.I)
_MOST_LINKED = 0.7
"""A line with a larger share of links is an entry of a menu."""
_HALF = 0.5
_MOST = 0.9
_UNTIDY = 0.4
"""Where more lines than this share are marked as headings, the marks are there for their looks."""


def document_lines(page: Page, lines: Sequence[Line]) -> list[Line]:
    """The lines of the document, with those before and behind it that tell about it, in the order of the page."""
    beside = _beside(page.root, lines)
    weights = list(_weights(lines, beside))
    sums = [0, *accumulate(weights)]
    found = _main(page.root, sums)
    begin, end = found.first, found.last
    sure = _known(found)
    own = [at for at in range(begin, end) if sure or not (at in beside or _of_menu(lines[at]))]
    title = _title(page, lines, begin, own)
    out = [lines[at] for at in range(begin) if _tells(lines[at]) or at == title]
    if title is None and (name := _page_title(page)) and not _has_title(lines, own, name):
        out.append(Line(name))
    stated = _stated(page, lines)
    out[:0] = stated
    return out + _joined_title(page, lines, own) + [lines[at] for at in range(end, len(lines)) if _tells(lines[at])]


def _joined_title(page: Page, lines: Sequence[Line], own: Sequence[int]) -> list[Line]:
    """The lines of the document, its title on one: pages break it where it looks well."""
    stated = (line.text.partition("：")[2] for line in lines if line.text.startswith("标题："))
    names = {bare(name) for name in (*_names(page), *stated)}
    out = [lines[at] for at in own]
    for start, count in product(range(min(len(out), _OPENING)), range(2, 5)):
        pieces = out[start : start + count]
        if all(piece.grid is None for piece in pieces) and bare("".join(piece.text for piece in pieces)) in names:
            out[start : start + count] = [Line("".join(piece.text for piece in pieces), pieces[0].heading)]
            break
    return out


def headings_count(lines: Sequence[Line]) -> bool:
    """Whether the marks of headings are to be believed: some lines have them, not most, and none that are sentences."""
    marked = [line for line in lines if line.heading and line.grid is None]
    prose = sum(line.text.endswith(("。", "；")) for line in marked)
    return bool(marked) and len(marked) <= _UNTIDY * len(lines) + 1 and prose * 5 <= len(marked)


def _beside(root: Element, lines: Sequence[Line]) -> set[int]:
    """Lines in elements that by tag or name stand beside the document, unless most of the page does."""
    sums = [0, *accumulate(_weights(lines, set()))]
    out: set[int] = set()
    for element in elements(root):
        if element.first < element.last and (element.tag in _BESIDE_TAGS or _BESIDE.search(element.names)):
            most = (sums[element.last] - sums[element.first]) > _HALF * sums[-1]
            if not most and not _CONTAINER.search(element.names):
                out.update(range(element.first, element.last))
    return out


def _weights(lines: Sequence[Line], beside: set[int]) -> Iterator[int]:
    """What each line says for being the document's: its length where only documents print such, else 0."""
    prose = False
    for at, line in enumerate(lines):
        text = line.text
        if at in beside or _of_menu(line) or edge_line(text):
            yield 0
        elif line.grid is not None or _SENTENCE.match(text) or OPERATIVE.search(text) or is_address(text):
            prose = True
            yield len(text)
        else:
            signed = prose and (ORGAN.fullmatch(text) or DATE_LINE.fullmatch(text))
            yield len(text) if signed or leading(text) is not None else 0


def _main(root: Element, sums: Sequence[int]) -> Element:
    """The element that holds the document."""

    def weight(element: Element) -> int:
        return sums[element.last] - sums[element.first]

    known = [element for element in elements(root) if _CONTAINER.search(element.names) and weight(element) > 0]
    outer: list[Element] = []
    for element in known:
        if not outer or element.first >= outer[-1].last:
            outer.append(element)
    if len(outer) == 1 and weight(outer[0]) >= _HALF * weight(root):
        inner = [element for element in known if weight(element) == weight(outer[0])]
        return inner[-1] if inner[-1].last - inner[-1].first > 1 else outer[0]
    node = root
    for element in elements(root):
        if _WIDER.search(element.names) and element.tag in _PASSAGE and weight(element) >= _MOST * weight(root) > 0:
            node = element
    while inside := next((child for child in node.elements() if _holds_all(child, node, weight(child), weight(node))), None):
        node = inside
    return node


def _holds_all(child: Element, node: Element, own: int, whole: int) -> bool:
    return (
        whole > 0
        and own == whole
        and child.tag in _PASSAGE | {"table", "tbody", "tr"}
        and child.last - child.first > 1
        and child is not node
    )


def _known(element: Element) -> bool:
    return bool(_CONTAINER.search(element.names))


def _of_menu(line: Line) -> bool:
    """Whether a line is nothing but links to other pages, and not to files of the document."""
    many = line.grid is None and line.linked > _MOST_LINKED * len(line.text)
    return many and not _SENTENCE.match(line.text) and not _FILE.search(line.text)


def _tells(line: Line) -> bool:
    return line.grid is None and (edge_line(line.text) in _KEPT or _NUMBER.fullmatch(line.text) is not None)


def _title(page: Page, lines: Sequence[Line], begin: int, own: Sequence[int]) -> int | None:
    """The line above the document that holds its title: as the page names it, else what looks like one."""
    names = [bare(name) for name in _names(page)]
    above = range(begin)
    named = next((at for at in above if len(lines[at].text) > 5 and any(name == bare(lines[at].text) for name in names)), None)
    if named is not None or _has_title(lines, own, _page_title(page)):
        return named
    looks = [at for at in above if is_plan_title(lines[at].text) or is_title(lines[at].text)]
    headings = [at for at in above if lines[at].heading == 1 and not _of_menu(lines[at])]
    return next(reversed([at for at in looks if not _of_menu(lines[at])] or headings), None)


def _has_title(lines: Sequence[Line], own: Sequence[int], name: str) -> bool:
    """Whether the document itself begins with its title, perhaps on more lines than one."""
    opening = bare("".join(lines[at].text for at in own[:8]))
    return (name != "" and bare(name) in opening) or any(is_plan_title(lines[at].text) for at in own[:6])


def _names(page: Page) -> Iterator[str]:
    """What the page calls its document: in its <meta>, and as a piece of its <title>; without a number behind it."""
    given = [page.meta.get(key, "") for key in ("articletitle", "og:title", "title")]
    pieces = re.split(r"\s*[_|｜]\s*|\s+-+\s*|\s*-+\s+|--+", page.title)
    yield from (_NUMBERED.sub("", name.strip()) for name in (*given, page.title, *pieces) if name.strip())


def _page_title(page: Page) -> str:
    names = list(_names(page))
    return next((name for name in names if is_plan_title(name) or is_title(name)), page.meta.get("articletitle", ""))


def _stated(page: Page, lines: Sequence[Line]) -> Iterator[Line]:
    """What the page's <meta> say about its document and the page prints nowhere."""
    printed = "\n".join(line.text for line in lines if len(line.text) < 400)
    date = re.match(r"20\d\d[-/.]\d{1,2}[-/.]\d{1,2}", page.meta.get("pubdate", ""))
    if date and not re.search(r"(?:发布|发文|公开|成文|印发)?(?:日期|时间)\s*[:：]", printed):
        yield Line(f"发布日期：{date[0]}")
    source = page.meta.get("contentsource", "")
    if 1 < len(source) <= 30 and not re.search(r"来源\s*[:：]", printed):
        yield Line(f"来源：{source}")
