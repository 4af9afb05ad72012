"""Whether a section or a sentence of a plan tells of the past and the present, or of what is to be done."""

from __future__ import annotations

import re
from collections.abc import Sequence

from library.model import Period
from library.quantity import period_years

_PAST_TITLE = re.compile(
    r"发展基础|工作基础|建设基础|现实基础|基础条件|回顾|成效|成就|成绩|现状|形势|环境|背景|问题|挑战|机遇|短板|不足|概况|情况分析|基本情况|完成情况|实施情况|"
    r"治理成效|取得|困难|评估|前言|序言|^基础与|总结"
)
_PAST_SENTENCE = re.compile(
    r"已(?!有条件)|截至|截止|目前|现有|现已|共有|全区共|全市共|荣获|获得(?!感)|曾|近年来|以来|过去|同比|比上年|先后|"
    r"(?:完成|建成|成立|设立|开展|举办|培育|发展|发放|实现|形成|提升|提高|增加|建立|启动|推出|新增)了|连续\d+年|居(?:全国|全省|全市)|位列|位居|首创|率先在"
)


def tells_of_the_past(titles: Sequence[str], period: Period | None) -> bool:
    """Whether a section under these titles, from the top down to its own, is about what was done or what is."""
    for title in titles:
        if _PAST_TITLE.search(title):
            return True
        named = period_years(title)
        if named is not None and period is not None and named[1] < period.start:
            return True
    return False


def past_sentence(sentence: str, period: Period | None) -> bool:
    """Whether a sentence reports: 已建成…, 截至2020年底…, “十三五”期间…."""
    named = period_years(sentence)
    if named is not None and period is not None and named[1] < period.start:
        return True
    years = [int(year) for year in re.findall(r"(?<!\d)((?:19|20)\d\d)年", sentence)]
    if years and period is not None and max(years) < period.start:
        return True
    if _PAST_SENTENCE.search(sentence) is None:
        return False
    return not (years and (period is None or max(years) > period.start)) or re.search(r"截至|目前|同比|以来", sentence) is not None
