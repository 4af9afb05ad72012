"""The workflows of a policy officer as key scripts: what is pressed, what must be seen, what must be written.

A script has a line for each step: keys as they are printed on the keyboard, words to type in 「」, and after ``=>`` what must stand
on the screen then. All keys reach the application with an input method on, so the same scripts serve every mode.
``docs/workflows.md`` is made from them: ``python -m tests.journeys.workflows``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from tui.actions import BY_ID, printed

PAGE = Path(__file__).resolve().parents[2] / "docs" / "workflows.md"
RESTART = "重新打开"
"""Stands in a script for a program that was killed (kill -9) and is started again; no key."""
MOST = 15
"""Keys that a workflow may take, words typed apart."""
_TOKEN = re.compile(r"「([^」]*)」|(\S+)")


@dataclass(frozen=True, slots=True)
class Step:
    """Keys and words in the order in which they are pressed and typed, then what must be seen."""

    pressed: tuple[tuple[str, str], ...]
    """(kind, value): kind is ``key``, ``words`` or ``restart``."""
    seen: str


@dataclass(frozen=True, slots=True)
class Workflow:
    """One errand. ``script`` is as the module says; {folder} stands for the folder that files are written to."""

    name: str
    title: str
    said: str
    """For the guide: what it is good for, in a sentence or two."""
    script: str
    file: str = ""
    """What must have been written, by name in the folder."""
    holds: tuple[str, ...] = ()
    """Words that must stand in that file, or, where there is none, in what the terminal was asked to copy."""

    @property
    def steps(self) -> tuple[Step, ...]:
        """The script, read."""
        return tuple(_step(line) for line in self.script.strip().splitlines())

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys pressed, words apart."""
        return tuple(value for step in self.steps for kind, value in step.pressed if kind == "key")


def _step(line: str) -> Step:
    done, _, seen = line.strip().partition("=>")
    pressed = []
    for words, key in _TOKEN.findall(done):
        kind = "words" if words else "restart" if key == RESTART else "key"
        pressed.append((kind, words or key))
    return Step(tuple(pressed), seen.strip())


NAMES = {printed(key): key for action in BY_ID.values() for key in action.all_keys}
"""Textual's name of a key by its print."""

WORKFLOWS = (
    Workflow(
        "peers",
        "同一指标各地对比，导出成表",
        "搜到指标，看各地的基期、目标、属性和口径，连同出处导出为 Excel 表。",
        """
        Ctrl+F 「护理型床位占比」 => 【护理型床位占比】
        ↓ F4 => 可比
        Ctrl+E => 预览
        Ctrl+U 「{folder}/对比.xlsx」 Enter => 已保存
        """,
        "对比.xlsx",
    ),
    Workflow(
        "upper",
        "对照上级规划",
        "上级规划从依据中找出；逐项看已承接、更高、持平、更低、未承接。",
        """
        F2 => 快速打开
        「青石区」 => 青石区民政事业
        Enter => 文种
        Shift+F7 => 依据
        Enter => 未承接
        """,
    ),
    Workflow(
        "time",
        "一个地方的历次规划",
        "同一个地方、同一项指标，从“十三五”到“十五五”怎么变，相接之处对不对得上。",
        """
        Ctrl+F 「护理型床位占比 云溪市」 => 第1/共1处
        ↓ Shift+F8 => 选择要看历次变化的指标
        「护理型」 Enter => 个年份有数
        """,
    ),
    Workflow(
        "wording",
        "一项工作的各地说法，收成摘编",
        "各部规划怎么说，按承诺强弱排列；收下三句，写成带参考文献的 Word 材料。",
        """
        Ctrl+F 「助餐点」 => 【助餐点】
        Shift+F2 => 部规划说到
        Shift+F5 => 已收入
        ↓ Shift+F5 => 共2条
        ↓ Shift+F5 => 共3条
        Shift+F6 => 摘编
        Ctrl+E => 预览
        Ctrl+U 「{folder}/摘编.docx」 Enter => 已保存
        """,
        "摘编.docx",
    ),
    Workflow(
        "phrase",
        "一字不差的原话，连同出处",
        "引号里的话一字不差地找，复制时带上规划名称、文号和章节。",
        """
        Ctrl+F 「“实施护理化改造”」 => 【实施护理化改造】
        ↓ Enter => 吸纳周边村老人
        Ctrl+Y => 复制成什么样
        Enter => 有的终端不接受
        """,
        holds=("实施护理化改造", "出处：《", "编号："),
    ),
    Workflow(
        "projects",
        "一类项目的地点和规模",
        "各部规划里的殡葬项目：建设地点、投资、面积、床位、年份，一张表。",
        """
        Shift+F11 => 哪一类项目
        「殡葬」 Enter => 占地
        Ctrl+E => 预览
        Ctrl+U 「{folder}/项目.csv」 Enter => 已保存
        """,
        "项目.csv",
        ("殡仪馆迁建", "江北片区", "3.2亿元"),
    ),
    Workflow(
        "matrix",
        "指标覆盖矩阵",
        "哪些规划有哪项指标：有、推算、相关、未提出、没有指标表、图表丢失。",
        """
        F8 => 有指标表而未提出
        """,
    ),
    Workflow(
        "check",
        "一部规划的前后矛盾",
        "表与正文、合计与分项、增幅与两端，对不上的两处并列，再按一键打开原文。",
        """
        F2 => 快速打开
        「长河市」 => 长河市
        Enter => 文种
        Shift+F9 => 请对照原文核对
        """,
    ),
    Workflow(
        "losses",
        "转载丢了什么",
        "规划的首页列出文件的毛病：缺的图表和专栏、被截断的地方、改过的文字。",
        """
        F2 => 快速打开
        「临川新区」 => 临川新区
        Enter => 需留意的地方
        """,
    ),
    Workflow(
        "sections",
        "两节逐句对照",
        "打开一节，找别的规划里讲同一件事的章节，逐句对照，不同处标出。",
        """
        F2 => 快速打开
        「青石 三(二)」 => 优化养老服务
        Enter => 养老服务
        Ctrl+N => 相近
        Shift+F4 => 只有
        """,
    ),
    Workflow(
        "number",
        "按序号跳到三（二）3",
        "写规划名称里的几个字和序号，直接打开那一节。",
        """
        F2 => 快速打开
        「青石 三(二)3」 => 三、任务举措
        Enter => 3.
        """,
    ),
    Workflow(
        "pinyin",
        "按拼音首字母找",
        "不必打汉字：yhylfw 就是“优化养老服务”六个字的首字母。",
        """
        F2 => 快速打开
        「yhylfw」 => 优化养老服务
        Enter => 养老服务
        """,
    ),
    Workflow(
        "verify",
        "核对导出过的文件",
        "以前导出的文件，每句引文、每个数在今天的资料库里未变、挪了位置、有改动，还是查不到。",
        """
        Shift+F12 => 哪个文件
        Ctrl+U 「{folder}/核对.md」 Enter => 全部仍在资料库里
        """,
    ),
    Workflow(
        "import",
        "导入文件夹，看报告",
        "先看会读入什么，再开始；报告说明新增、跳过和没有导入的原因。",
        """
        F7 => 导入文件或文件夹
        「{folder}/来件」 Enter => 空.txt
        Enter => 导入完成
        Esc => 导入完成
        """,
    ),
    Workflow(
        "crash",
        "意外退出之后接着读",
        "断电或程序被强行结束，重新打开就在原来的地方。",
        """
        F2 => 快速打开
        「北塬 三(二)」 => 建设品质养老
        Enter → => 塬上
        重新打开 => 塬上
        """,
    ),
)


def page() -> str:
    """The page of the guide: a paragraph for each workflow with its keys, and how many they are."""
    parts = [HEAD]
    for number, workflow in enumerate(WORKFLOWS, 1):
        pressed = [_shown(kind, value) for step in workflow.steps for kind, value in step.pressed]
        count = f"{len(workflow.keys)} 键"
        parts += [f"## {number}. {workflow.title}", "", f"{workflow.said}", "", f"{' '.join(pressed)}（{count}）", ""]
    return "\n".join(parts).rstrip() + "\n"


def _shown(kind: str, value: str) -> str:
    if kind == "key":
        return f"`{value}`"
    return f"（{value}）" if kind == "restart" else f"「{value.format(folder='文件夹')}」"


HEAD = """# 十五件常做的事

每件事写明依次按哪些键；「」里是要打的字，不算键数。这些键在输入法开着时都能用，随时可按，不必先回到哪里。例子都取自自带的示例规划。

<!-- made from tests/journeys/workflows.py: python -m tests.journeys.workflows -->
"""

if __name__ == "__main__":
    PAGE.write_text(page(), "utf-8")
