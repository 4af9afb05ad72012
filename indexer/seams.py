"""Seams: where a title ends and its body begins although nothing stands between them.

Two kinds of evidence. The genre's: how titles end (体系, 目标) and how bodies begin (“十三五”期间, 未来五年, 积极…). And the
document's own habits: which pairs of characters begin its sentences and end its clauses, and which it never writes side by side.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from functools import cached_property
from math import log2

_SHORTEST, LONGEST = 2, 64
"""No title is shorter or longer, in characters."""

_OPENINGS = (
    (
        3.0,
        r"“?十[一二三四五六]五”?(?:时期|期间|以来|规划)|(?:未来|今后|过去|这)[一二三四五六七八九十几]年|近年来|近几年|当前|目前|截至|截止"
        r"|[到至]“?(?:20|十)|20\d\d|[一二三四五两]年内|随着|面对|按照|根据|依据|围绕|坚持以|高举|(?:深入|全面|认真|积极|坚决)?(?:学习)?贯彻"
        r"|以习近平|本规划|对照|对标|一是|首先|序号|编号|类别|(?:指标|项目)名称|各(?:地|级|部|街|乡|镇|县|区|市|有|相)|我[市区县省国]|必须",
    ),
    (
        2.0,
        r"积极|进一步|充分|深入|大力|加快|切实|着力|持续|不断|严格|加大|扎实|牢固|稳步|有序|广泛|统筹|紧紧|逐步|坚决|自觉|有效|全面|全力|精心"
        r"|以[^上下来及外内后前]|为[^民人老主本先基核了中]|通过|依托|结合|针对|主动|坚定|健全完善|建立健全|在[^线地]|每|由|将|把|全[市区县省国]|习近平|党的[十二]",
    ),
    (
        1.0,
        r"加强|推进|推动|完善|健全|建立|构建|建设|实施|开展|强化|优化|提升|提高|落实|发挥|支持|鼓励|引导|培育|推行|推广|探索|聚焦|打造|制定|制订|规范"
        r"|促进|创新|拓展|深化|坚持|巩固|增强|明确|组织|做好|做实|整合|实现|形成|保障|注重|突出|实行|抓好|抓住|扩大|加速|合理|科学|搭建|畅通|拓宽|丰富|适应|立足",
    ),
)
_ENDINGS = (
    (
        2.0,
        "体系 回顾 思想 原则 目标 指标 措施 格局 水平 任务 机遇 挑战 要求 安排 形势 环境 基础 保障 机制 背景 成效 成就 问题 思路"
        " 方针 定位 布局 不足 短板 经验 路径 领导 队伍 能力 高地 品质 合力 成果 趋势 意义 战略",
    ),
    (
        1.0,
        "建设 发展 服务 管理 工程 行动 事业 质量 力度 工作 制度 作用 监管 治理 创新 改革 融合 供给 效能 支撑 引领 监督 评估 实施"
        " 方式 模式 底线 网络 需求 活力 空间 文化 共享 政策 资金 宣传 平台 结构 资源 权益 安全 优势 责任 教育 结合 协同 合作"
        " 衔接 对接 参与 产业 效应 机构 设施 范围 救助 地位 应用 意识 投入 考核 特色 品牌 增长 改善 健康 高效 规范 完善 提升"
        " 推进 开展 加强 提高",
    ),
)
_OPENING = tuple((weight, re.compile(pattern)) for weight, pattern in _OPENINGS)
_ENDING = tuple((weight, tuple(words.split())) for weight, words in _ENDINGS)
NEVER_LAST = frozenset("的和及或、,，“《(（〔在各我")
NEVER_FIRST = frozenset("的和与及或、,，”》)）〕")
"""Characters that no title ends with, and none that a body begins with."""
_HARDLY_LAST = re.compile(
    r"(?<!参)与$|(?<!作)为$|[以对从把将不更一]$|(?<![推促增改先])进$|(?<![扩加壮重])大$|(?<![增])加$|(?<![安健完])全$"
)
_HARDLY_FIRST = re.compile(r"[地得等性者们型]|化(?!解)")
_PREDICATE = re.compile(
    r"(?:不断|持续|更加|日益|逐步|稳步|有序|全面|全力|积极|有效|进一步|显著|明显|切实|大幅|得到|取得|初步|基本|更趋|愈加)[^，,。；;：:！!？?]{0,5}[，,。；;]"
    r"|[^，,。；;：:！!？?]{1,4}。"
)
"""The verb of the sentence that the title is (体系不断完善。), no body."""
_OPEN, _CLOSE = frozenset("“《(（‘"), frozenset("”》)）’")
_STOP = re.compile(r"[。！？!?；;：:\n]")
_CLAUSES = re.compile(r"([。！？!?；;：:\n])|[，,、]")


class Habits:
    """How a document begins its sentences and ends its clauses, as counts of pairs of characters. Read when first asked for."""

    def __init__(self, texts: Iterable[str]) -> None:
        self._texts = texts

    @cached_property
    def _counts(self) -> tuple[Counter[str], Counter[str], Counter[str]]:
        pairs: Counter[str] = Counter()
        begins: Counter[str] = Counter()
        ends: Counter[str] = Counter()
        for text in self._texts:
            pairs.update(map(str.__add__, text, text[1:]))
            at, sentence = 0, True
            for match in _CLAUSES.finditer(text + "\n"):
                if sentence:
                    begins[text[at : at + 2]] += 1
                ends[text[max(at, match.start() - 2) : match.start()]] += 1
                at, sentence = match.end(), match[1] is not None
        return pairs, begins, ends

    def seams(self, text: str) -> dict[int, float]:
        """How much each place of a text looks like the seam between a title and its body; places that cannot be are left out."""
        stop = _STOP.search(text)
        reach = min(stop.start() if stop else len(text), LONGEST)
        out: dict[int, float] = {}
        depth, broken = 0, False
        for at in range(1, reach):
            depth += (text[at - 1] in _OPEN) - (text[at - 1] in _CLOSE)
            if depth or at < _SHORTEST or text[at - 1] in NEVER_LAST or text[at] in NEVER_FIRST or _PREDICATE.match(text, at):
                continue
            if text[at] == " " and not text[at - 1].isascii():  # a line break that was copied as a space
                out[at] = (_LATER_BREAK if broken else _BREAK) - _length_cost(at)
                broken = True
                continue
            again = 3.0 if at >= 6 and text.startswith(text[:at], at) else 0.0
            odd = 2.0 * (_HARDLY_LAST.search(text, at - 2, at) is not None) + 2.0 * (_HARDLY_FIRST.match(text, at) is not None)
            out[at] = self._genre(text, at) + self._habit(text, at) + again - odd - _length_cost(at)
        return out

    def around(self, left: str, right: str) -> tuple[int, int, int]:
        """How often the document writes the characters at a seam side by side, ends a clause so, begins a sentence so."""
        pairs, begins, ends = self._counts
        return pairs[left[-1:] + right[:1]], ends[left[-2:]], begins[right[:2]]

    @staticmethod
    def ends_title(text: str) -> bool:
        """A text ends with a word that ends titles: 体系, 目标 …"""
        return any(text.endswith(words) for _, words in _ENDING)

    def _genre(self, text: str, at: int) -> float:
        opening = next((weight for weight, pattern in _OPENING if pattern.match(text, at)), 0.0)
        ending = next((weight for weight, words in _ENDING if text.endswith(words, 0, at)), 0.0)
        return opening + ending

    def _habit(self, text: str, at: int) -> float:
        pairs, begins, ends = self._counts
        left, right, across = text[at - 2 : at], text[at : at + 2], text[at - 1 : at + 1]
        begin = begins[right] / (pairs[right] + 1)
        end = ends[left] / (pairs[left] + 1)
        return _BEGIN * begin + _END * end - _ACROSS * log2(max(1, pairs[across]))


_BEGIN, _END, _ACROSS = 3.0, 1.5, 0.7
"""Weights of the three habits; found on sequences of headings whose bodies were run on behind them."""


_BREAK, _LATER_BREAK = 7.0, 2.0
"""Weights of the first space within a text that has lost its line breaks, and of those behind it."""


def _length_cost(length: int) -> float:
    if length < 4:
        return 2.0
    return 0.0 if length <= 24 else (length - 24) / 10
