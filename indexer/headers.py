"""What the columns of a plan's table are called, and what kind of thing such a column holds.

The words are those of the genre (发展规划指标表, 重点项目表, 任务分工表); a column whose title is not known holds free text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from library.units import fold

Kind = Literal["no", "category", "name", "sub", "unit", "attribute", "value", "text", "org", "money", "time", "remark"]

_YEAR = r"(?:19|20)\d\d年?(?:底|末)?"
_PERIOD = r"[“\"]?十[一二三四五六七八九]?五[”\"]?(?:时期|期间|期末|末)?"
_STATE = (
    r"(?:目标|规划|预期|预计|实际|现状|基准|基期|基础|基数|完成|年度|规划目标|预期目标|"
    r"现有|初步|预测)(?:值|数|数据|水平|情况|基数)?"
)
_STEP = r"(?:规划|预期)?(?:中期|中间|阶段性?|分阶段|年度|期中|期末|终期)(?:目标)?(?:值|数|目标|水平)"
_VALUE_NOTE = r"(?:[(（〔\[][^()（）〔〕\[\]]{1,14}[)）〕\]])?"

VALUE = (
    rf"(?:{_YEAR}|{_PERIOD})(?:{_STATE}|值)?{_VALUE_NOTE}|"
    rf"(?:基准|基期|现状|目标|规划|预期)(?:值|数|年|目标)?{_VALUE_NOTE}|规划目标值?{_VALUE_NOTE}|预期目标值?{_VALUE_NOTE}|"
    rf"(?:{_YEAR})?{_STEP}{_VALUE_NOTE}|中期{_VALUE_NOTE}|"
    rf"(?:{_YEAR}(?:[-—~至]{_YEAR})?|{_PERIOD}|规划期内?|五年)?(?:年均(?:增长|增速|变化)?[/、或]累计|累计[/、或]年均|年均|年均增长|年均增速|年均增幅|累计|五年累计|累计变化|累计增长|年均变化|增幅|"
    rf"增量|变化量?|[〔\[]累计[〕\]])"
    r"(?:率|速度|值)?(?:[(（〔\[][^()（）]{1,10}[)）〕\]])?"
)
"""Titles of columns of values: years, periods and what stands for them, totals and yearly rates over the period."""

_WORDS: dict[Kind, str] = {
    "no": r"序号|编号|项目序号|指标序号|No\.?",
    "category": r"类别|分类|领域|方面|维度|板块|大类|指标类别|指标分类|项目类别|项目类型|任务类别|一级指标|所属领域|类型",
    "name": (
        r"指标名称|主要指标|具体指标|指标内容|规划指标|发展指标|二级指标|三级指标|指标|项目名称|工程名称|名称|项目|"
        r"任务名称|重点项目|重大项目|事项"
    ),
    "unit": r"单位|计量单位|指标单位|数量单位",
    "attribute": r"指标属性|属性|指标类型|指标性质|性质|目标属性",
    "value": VALUE,
    "org": (
        r"责任单位|牵头单位|牵头部门|责任部门|责任主体|配合单位|配合部门|主管部门|主管单位|实施单位|实施主体|建设单位|"
        r"建设主体|承办单位|项目单位|项目业主|业主单位|"
        r"责任分工|牵头责任单位|主要责任单位|参与单位|参加单位|协办单位"
    ),
    "money": (
        r"总?投资(?:额|估算|规模|概算)?(?:[(（](?:万元|亿元)[)）])?|估算投资(?:[(（](?:万元|亿元)[)）])?|概算|预算|资金|"
        r"资金来源|经费"
    ),
    "time": (
        r"完成时限|完成时间|建设年限|建设周期|起止年限|起止时间|时间安排|实施时间|建设时间|实施期限|时间|时限|进度|"
        r"进度安排|开工时间|竣工时间|建设起止年限|阶段"
    ),
    "text": (
        r"建设内容|主要内容|项目内容|建设规模|内容|建设内容及规模|主要建设内容|建设规模及内容|建设规模和内容|具体内容|"
        r"工作内容|工作目标|任务内容|主要任务|重点任务|工作任务|"
        r"任务|具体举措|工作举措|建设地点|地点|地址|建设性质|所在地|位置|电话|联系方式|负责人|联系人|床位数|建筑面积|规模"
    ),
    "remark": r"备注|说明|指标解释|指标定义|指标说明|计算方法|计算公式|数据来源|指标含义|来源",
}
_EXACT: tuple[tuple[Kind, re.Pattern[str]], ...] = tuple((kind, re.compile(words)) for kind, words in _WORDS.items())

_IN_A_RUN = (
    "指标名称|主要指标|具体指标|项目名称|工程名称|指标属性|指标类型|指标性质|指标类别|指标单位|指标定义|指标解释|"
    "建设内容|建设规模|建设地点|建设年限|建设周期|完成时限|完成时间|"
    "责任单位|牵头单位|责任部门|牵头部门|配合单位|实施单位|工作任务|重点任务|主要任务|主要内容|一级指标|二级指标|"
    "三级指标|计量单位|序号|编号|类别|分类|领域|类型|指标|名称|项目|"
    "内容|单位|属性|性质|备注|总投资|投资额|时限|地点"
)
HEADER_RUN = re.compile(rf"(?:(?:{VALUE}|{_IN_A_RUN})\s*){{4,}}")
"""Four or more column titles in a row with nothing between them: the head of a table that lost its cells' borders."""
HEADER_WORD = re.compile(rf"(?:{VALUE}|{_IN_A_RUN})")

ATTRIBUTES = {"约束性": "约束性", "约束": "约束性", "约束型": "约束性", "预期性": "预期性", "预期": "预期性", "预期型": "预期性"}
"""Printed attribute -> the word the records use. 导向性, 指导性 and others exist; they stay in the grid."""
ATTRIBUTE_WORDS = (*ATTRIBUTES, "约束性指标", "预期性指标", "导向性", "指导性", "引导性", "监测性")


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: its title (header rows joined) and what kind of cells it holds."""

    title: str
    kind: Kind


def squeeze(text: str) -> str:
    """Width-folded and without white space, for comparing titles."""
    return re.sub(r"\s+", "", fold(text))


@lru_cache(maxsize=4096)
def kind_of(title: str) -> Kind | None:
    """The kind of column a title announces, or None where the words are not known.

    A unit in brackets does not matter: 指标(单位) is a name, 总投资(万元) money.
    """
    plain = squeeze(title)
    for candidate in (plain, re.sub(r"[(〔\[][^()〔〕\[\]]*[)〕\]]", "", plain)):
        for kind, words in _EXACT:
            if candidate and words.fullmatch(candidate):
                return kind
    return None


def column(title: str) -> Column:
    """The column a title announces; free text where it is not known."""
    return Column(title, kind_of(title) or _loose_kind(squeeze(title)))


def _loose_kind(plain: str) -> Kind:
    """By the last words of a title that is not in the vocabulary as a whole."""
    for pattern, kind in _LOOSE:
        if pattern.search(plain):
            return kind
    return "text"


_LOOSE: tuple[tuple[re.Pattern[str], Kind], ...] = (
    (re.compile(r"(?:单位|部门|主体)$"), "org"),
    (re.compile(r"投资|资金|金额"), "money"),
    (re.compile(r"时间|时限|年限|期限"), "time"),
    (re.compile(rf"^{_YEAR}|目标值?$|现状值?$|(?:值|目标|水平|期|阶段)[(〔\[]{_YEAR}[)〕\]]$"), "value"),
    (re.compile(r"属性$"), "attribute"),
    (re.compile(r"(?:指标|项目|工程)(?:名称)?$"), "name"),
)
