"""Where a heading's title ends: at its line's end, at its first 。, or — where the text runs on without any mark — at a seam.

Titles of one sequence are built alike, so they are judged together: what most of them do, the doubtful ones do too.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median


@dataclass(frozen=True, slots=True)
class Ending:
    """``length`` is the title's, in characters; 0 where the paragraph is no heading but an item of a list. ``seam``: no mark ends it."""

    length: int
    seam: bool = False


LONGEST = 64
"""No title is longer, in characters."""
_BARE_LONGEST = 80
_TOPIC_SHARE = 0.6
_SEAM_LEAST = 2.5
_SEAM_AMONG_BARE = 1.5
"""Evidence that a seam needs; less where other titles of the sequence stand on lines of their own, for then this one has to end too."""
_STOP = re.compile(r"[。！？!?；;：:\n]")
_FIGURE = re.compile(r"\d+(?:\.\d+)?\s*[%％‰万亿个家张元公平年月日名户人项所处次]|\d{3,}")
_OPENINGS = (
    (
        3.0,
        r"“?十[一二三四五六]五”?(?:时期|期间|以来|规划)|(?:未来|今后|过去|这)[一二三四五六七八九十几]年|近年来|近几年|当前|目前|截至|截止|[到至]“?(?:20|十)"
        r"|20\d\d|[一二三四五两]年内|随着|面对|按照|根据|依据|围绕|坚持以|高举|(?:深入|全面|认真|积极|坚决)?(?:学习)?贯彻|以习近平|习近平|党的[十二]"
        r"|本规划|对照|对标|立足|一是|首先|《|各(?:地|级|部|街|乡|镇|县|区|市|有|相)|我[市区县省国]|全[市区县省国]|必须|要[^求素]|“",
    ),
    (
        2.0,
        r"积极|进一步|充分|深入|大力|加快|切实|着力|持续|不断|严格|加大|扎实|牢固|稳步|有序|广泛|统筹|紧紧|逐步|坚决|自觉|有效|全面|全力|精心"
        r"|以[^上下来及外内后前人民]|为(?![民人老主本先基核了中])|通过|依托|结合|针对|主动|坚定|健全完善|建立健全|在[^线地]|适应|每|由|将|把",
    ),
    (
        1.0,
        r"加强|推进|推动|完善|健全|建立|构建|建设|实施|开展|强化|优化|提升|提高|落实|发挥|支持|鼓励|引导|培育|推行|推广|探索|聚焦|打造|制定|制订|规范|促进"
        r"|创新|拓展|深化|坚持|巩固|增强|明确|组织|做好|做实|整合|实现|形成|保障|注重|突出|实行|抓好|抓住|对|扩大|加速|合理|科学|从|搭建|畅通|拓宽|丰富|严守|广",
    ),
)
_ENDINGS = (
    (
        2.0,
        "体系 回顾 思想 原则 目标 指标 措施 格局 水平 任务 机遇 挑战 要求 安排 形势 环境 基础 保障 机制 背景 成效 成就 问题 思路 方针 定位 布局 不足 短板 经验 路径 "
        "领导 队伍 能力 高地 品质 合力 成果 趋势 意义 战略",
    ),
    (
        1.0,
        "建设 发展 服务 管理 工程 行动 事业 质量 力度 工作 制度 作用 监管 治理 创新 改革 融合 供给 效能 支撑 引领 监督 评估 实施 方式 模式 底线 网络 需求 活力 "
        "空间 文化 共享 政策 资金 宣传 平台 结构 资源 权益 安全 优势 责任 教育 结合 协同 合作 衔接 对接 参与 产业 效应 机构 设施 范围 救助 资源 地位 信息化 一体化 "
        "应用 意识 投入 考核 特色 品牌 增长 改善 健康 高效 规范 完善 提升 推进 开展 加强 提高",
    ),
)
_OPENING = tuple((weight, re.compile(pattern)) for weight, pattern in _OPENINGS)
_ENDING = tuple((weight, tuple(words.split())) for weight, words in _ENDINGS)
_NEVER_LAST = "的和与及或、,，“《(（〔为在以对从把将不更加各全我大进一"
_NEVER_FIRST = "的地得和与及或、,，”》)）〕等化性者们型"
_PAIRS = tuple(zip("“《(（‘", "”》)）’", strict=True))


def endings(texts: Sequence[str], known: Sequence[str] = (), *, enumerable: bool = False) -> list[Ending]:
    """Where the titles of one sequence end.

    ``texts`` is what stands behind each number, to the end of its paragraph or to the next number. ``known`` gives for each
    the title that the document prints elsewhere (its contents list), or nothing. An ``enumerable`` sequence (1. (1) ①) may be a mere list.
    """
    if enumerable and _is_list(texts):
        return [Ending(0)] * len(texts)
    plain = [len(text) if _bare(text) else None for text in texts]
    usual = [length for length in plain if length]
    limit = max(usual) * 1.5 + 6 if usual else None
    firsts = [_first(text) for text in texts]
    topical = [length > 0 and (limit is None or length <= limit) and _topic(text[:length]) for text, length in zip(texts, firsts, strict=True)]
    open_texts = [t for t, length in zip(texts, plain, strict=True) if length is None]
    by_topic = not open_texts or sum(t for t, length in zip(topical, plain, strict=True) if length is None) >= _TOPIC_SHARE * len(open_texts)
    seams = _seams(texts, [not (length or (by_topic and topic)) for length, topic in zip(plain, topical, strict=True)], usual)
    out = []
    titles = known or [""] * len(texts)
    for text, title, length, first, topic, seam in zip(texts, titles, plain, firsts, topical, seams, strict=True):
        if title and len(title) != first:
            out.append(Ending(len(title), seam=True))
        elif length:
            out.append(Ending(length))
        elif topic and (by_topic or not seam):
            out.append(Ending(first))
        elif seam:
            out.append(Ending(seam, seam=True))
        else:
            out.append(Ending(0) if enumerable and not by_topic else _clause(text, first))
    return out


def _bare(text: str) -> bool:
    return 0 < len(text) <= _BARE_LONGEST and not _STOP.search(text)


def _first(text: str) -> int:
    """Length of the first sentence, without its 。; 0 where it does not end, or in another way."""
    stop = _STOP.search(text)
    return stop.start() if stop and stop[0] in "。！!" else 0


def _topic(sentence: str) -> bool:
    return len(sentence) <= LONGEST and not _FIGURE.search(sentence)


def _clause(text: str, first: int) -> Ending:
    """The first clause: the last resort for a heading that nothing else delimits."""
    if 0 < first <= LONGEST:
        return Ending(first)
    clause = re.match(r"[^，,。；;：:！!？?]{2,40}(?=[，,。；;：:！!？?])", text)
    return Ending(clause.end(), seam=True) if clause else Ending(0)


def _is_list(texts: Sequence[str]) -> bool:
    closed = sum(text.rstrip().endswith((";", "；")) for text in texts)
    return len(texts) > 1 and closed >= max(1, (len(texts) - 1) / 2)


def _seams(texts: Sequence[str], wanted: Sequence[bool], usual: Sequence[int]) -> list[int]:
    """The best seam of each text that wants one; titles of one sequence tend to one length. 0 for none."""
    scores = [_scores(text) if want else {} for text, want in zip(texts, wanted, strict=True)]
    best = [max(row, key=lambda at: row[at], default=0) for row in scores]
    lengths = [*usual, *(at for at, row in zip(best, scores, strict=True) if at and row[at] >= _SEAM_LEAST + 1)]
    least = _SEAM_AMONG_BARE if usual else _SEAM_LEAST
    if not lengths:
        return [at if at and row[at] >= least else 0 for at, row in zip(best, scores, strict=True)]
    common, times = Counter(lengths).most_common(1)[0]
    centre = common if times > 1 or len(lengths) == 1 else median(lengths)
    out = []
    for row in scores:
        fitted = {at: score + max(0.0, 2.0 - abs(at - centre)) * (1 if times > 1 or len(usual) == 1 else 0.5) for at, score in row.items()}
        at = max(fitted, key=lambda place: fitted[place], default=0)
        out.append(at if at and fitted[at] >= least else 0)
    return out


def _scores(text: str) -> dict[int, float]:
    """How much each place of a text looks like the seam between a title and its body."""
    stop = _STOP.search(text)
    reach = min(stop.start() if stop else len(text), LONGEST)
    out: dict[int, float] = {}
    for at in range(2, reach):
        left = text[:at]
        if left[-1] in _NEVER_LAST or text[at] in _NEVER_FIRST or any(left.count(a) != left.count(b) for a, b in _PAIRS):
            continue
        opening = next((weight for weight, pattern in _OPENING if pattern.match(text, at)), 0.0)
        ending = next((weight for weight, words in _ENDING if left.endswith(words)), 0.0)
        if not opening and not ending:
            continue
        again = 3.0 if at >= 6 and text.startswith(left, at) else 0.0
        out[at] = opening + ending + again - _length_cost(at)
    return out


def _length_cost(length: int) -> float:
    if length < 4:
        return 2.0
    return 0.0 if length <= 24 else (length - 24) / 10
