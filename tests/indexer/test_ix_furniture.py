"""Furniture and metadata on invented pages: what a site prints around a document goes, the document stays, its facts are read."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from indexer.blocks import Block, lines
from indexer.contents import contents
from indexer.furniture import Sorted, split_furniture
from indexer.metadata import Metadata, metadata
from indexer.trace import Traced

PROSE = "云溪区水网密布，过去五年新建社区助餐点四十一处，老人步行一刻钟可达率明显提高。"
PARTS = ["一、发展基础", PROSE, "（一）主要成效", PROSE, "（二）存在问题", PROSE, "二、总体要求", PROSE, "三、主要任务", PROSE]
BODY = "\n".join(PARTS)
NOTICE = """云溪区人民政府办公室关于印发云溪区养老服务“十五五”规划的通知
云政办发〔2026〕22号
各街道办事处，区政府各部门：
《云溪区养老服务“十五五”规划》已经区政府同意，现印发给你们，请认真组织实施。
云溪区人民政府办公室
2026年3月18日
云溪区养老服务“十五五”规划
"""


def sort(text: str) -> Sorted:
    return split_furniture(lines(Traced.of(text)))


def read(text: str, name: str = "文件.txt") -> Metadata:
    return metadata(sort(text), name)


def texts(blocks: tuple[Block, ...]) -> list[str]:
    return [block.text.text for block in blocks]


def reasons(parts: Sorted) -> dict[str, str]:
    return {left.block.text.text: left.reason for left in parts.furniture}


PAGE = f"""网站首页
政务公开
互动交流
当前位置：首页 > 政务公开 > 规划信息
索引号：990100/2026-00087 主题分类：民政
成文日期：2026年03月18日 发布日期：2026年03月25日
{NOTICE}（此件公开发布）
{BODY}
附件：
1.云溪区养老服务重点项目表.docx
【打印本页】 【关闭窗口】
相关解读
《云溪区养老服务“十五五”规划》政策解读
主办：云溪区人民政府 承办：云溪区数据局
示ICP备20260001号 网站标识码：9901000018"""


def test_a_government_page_leaves_notice_and_plan() -> None:
    parts = sort(PAGE)
    assert texts(parts.front) == NOTICE.strip().split("\n")
    assert texts(parts.body) == PARTS
    why = reasons(parts)
    assert why["政务公开"] == "navigation"
    assert why["当前位置：首页 > 政务公开 > 规划信息"] == "breadcrumb"
    assert why["（此件公开发布）"] == "imprint"
    assert why["附件："] == "attachment"
    assert why["【打印本页】 【关闭窗口】"] == "tools"


def test_a_government_page_says_whose_plan_it_is() -> None:
    found = read(PAGE)
    assert found.title == "云溪区养老服务“十五五”规划"
    assert (found.region, found.region_level) == ("云溪区", "区县")
    assert found.issuer == "云溪区人民政府办公室"
    assert (found.issued_date, found.doc_number) == ("2026-03-18", "云政办发〔2026〕22号")
    assert found.doc_type == "规划"
    assert found.period is not None
    assert (found.period.name, found.period.start, found.period.end) == ("十五五", 2026, 2030)
    assert not found.cautions


def test_a_notice_on_one_line_is_taken_apart() -> None:
    page = f"""示例园区服务网
厂房出租
注册公司
松原区人民政府关于印发《松原区民政事业发展“十四五”规划》的通知
政策
发布部门:示例市松原区人民政府
发布时间:2021年10月20日
有效性:以原发文机关解释为准
各镇人民政府、街道办事处:现将《松原区民政事业发展“十四五”规划》印发给你们,请认真执行。特此通知2021年10月18日松原区民政事业发展“十四五”规划{PROSE}
一、发展基础
{PROSE}公开属性:主动公开抄送:区委各部门。松原区人民政府办公室2021年10月18日印发
松原区优惠政策
更多政策
松原区关于支持小店经营的若干措施
2024-06-11
松原区关于促进农业发展的实施意见
2023-08-02
土地信息
-
注册咨询
-"""
    parts = sort(page)
    assert texts(parts.front) == [
        "松原区人民政府关于印发《松原区民政事业发展“十四五”规划》的通知",
        "各镇人民政府、街道办事处:",
        "现将《松原区民政事业发展“十四五”规划》印发给你们,请认真执行。",
        "特此通知",
        "2021年10月18日",
        "松原区民政事业发展“十四五”规划",
    ]
    assert texts(parts.body) == [PROSE, "一、发展基础", PROSE]
    found = metadata(parts, "x.txt")
    assert (found.region, found.issued_date, found.issuer) == ("示例市松原区", "2021-10-18", "松原区人民政府")


CONTENTS = "目  录\n一、发展基础......1\n（一）主要成效 2\n（二）存在问题\n二、总体要求 5\n三、主要任务 8\n"


def test_the_contents_list_is_kept_aside() -> None:
    parts = sort(f"云溪区养老服务“十五五”规划\n（2026-2030年）\n{CONTENTS}{BODY}")
    assert texts(parts.front) == ["云溪区养老服务“十五五”规划", "（2026-2030年）"]
    assert texts(parts.contents) == CONTENTS.strip().split("\n")
    assert texts(parts.body) == PARTS


def test_a_contents_list_needs_no_title_but_headings_that_come_again() -> None:
    listed = "一、发展基础\n（一）主要成效\n（二）存在问题\n二、总体要求\n三、主要任务\n四、保障措施\n"
    blocks = lines(Traced.of(f"{listed}{BODY}\n四、保障措施\n{PROSE}"))
    assert contents(blocks) == range(6)
    assert contents(lines(Traced.of(listed))) == range(0)


def test_a_list_called_contents_that_repeats_nothing_is_a_list() -> None:
    assert contents(lines(Traced.of(f"目录\n北渡路\n清平街\n柳湾巷\n{BODY}"))) == range(0)


def test_a_plan_on_its_own_loses_nothing() -> None:
    table = "指标\n单位\n2030年\n助餐点数\n个\n65\n相关政策知晓率\n%\n—\n预期性"
    parts = sort(f"云溪区社区服务“十五五”规划\n云溪区民政局\n2026年5月\n{BODY}\n表1 主要指标\n{table}")
    assert not parts.furniture
    assert texts(parts.front) == ["云溪区社区服务“十五五”规划", "云溪区民政局", "2026年5月"]
    assert texts(parts.body)[-10:] == table.split("\n")


def test_a_page_without_title_keeps_its_table() -> None:
    parts = sort("表1 主要指标\n序号 | 指标 | 单位 |\n1 | 助餐点数 | 个 |")
    assert len(parts.body) == 3


def test_the_title_that_the_page_repeats_is_kept_once() -> None:
    parts = sort(
        f"首页>规划>专项规划\n示例市老龄事业“十五五”规划\n日期：2026-01-05 字体：大 中 小\n示例市老龄事业“十五五”规划\n{BODY}"
    )
    assert texts(parts.front) == ["示例市老龄事业“十五五”规划"]
    found = metadata(parts, "x.txt")
    assert found.issued_date == "2026-01-05"
    assert [caution.code for caution in found.cautions] == ["site-date"]


NEWS = f"""免费看片在线观看|国产精品自拍|某某传媒网站|午夜福利
当前位置：首页 > 新闻中心 > 正文
一张床一顿饭里的养老账
时间：2026-05-18  浏览量：306次  来源：云溪晚报
【字体：大 中 小】 打印
{PROSE}
床位跟着人走
{PROSE}
(来源：云溪晚报2026.5.18)
扫一扫在手机打开当前页"""


def test_a_news_report_keeps_headline_and_text() -> None:
    parts = sort(NEWS)
    assert texts(parts.front) == ["一张床一顿饭里的养老账"]
    assert texts(parts.body) == [PROSE, "床位跟着人走", PROSE]
    assert [left.reason for left in parts.furniture] == ["spam", "breadcrumb", "facts", "tools", "facts", "tools"]


def test_a_news_report_is_no_plan() -> None:
    found = metadata(sort(NEWS), "x.txt")
    assert (found.doc_type, found.issued_date, found.period) == ("新闻报道", "2026-05-18", None)
    assert [caution.code for caution in found.cautions] == ["not-a-plan"]
    event = read(f"云溪区出台养老服务“十五五”规划\n2026-04-02 09:12 来源：云溪日报\n近日，云溪区印发规划。{PROSE}")
    assert event.doc_type == "新闻报道"


def test_notices_and_explanations_are_told_apart() -> None:
    notice = read(
        f"云溪区民政局关于做好助餐服务的通知\n各街道：\n现将有关事项通知如下，请认真落实。\n{PROSE}\n云溪区民政局\n2026年1月20日"
    )
    assert (notice.doc_type, notice.issuer, notice.issued_date) == ("通知", "云溪区民政局", "2026-01-20")
    assert read(f"《云溪区养老服务规划》政策解读\n{BODY}").doc_type == "解读"
    assert read(f"{NOTICE}（规划另发）").doc_type == "通知"
    assert read(f"云溪区老龄工作要点\n{BODY}").doc_type == "其他"


def test_a_title_on_two_lines_is_one() -> None:
    found = read(f"示例市云溪区\n民政事业发展“十五五”规划\n云溪区民政局  2026年3月\n{BODY}")
    assert found.title == "示例市云溪区民政事业发展“十五五”规划"
    assert found.issuer == "云溪区民政局"


def test_years_that_are_printed_win() -> None:
    found = read(f"云溪区设施布局规划\n（2021—2035年）\n{BODY}")
    assert found.period is not None
    assert (found.period.start, found.period.end) == (2021, 2035)
    preface = read(f"云溪区养老规划\n本规划依据条例编制，规划期限为2026年至2030年，由区民政局组织实施，涉及各街道办事处。\n{BODY}")
    assert preface.period is not None
    assert preface.period.name == "十五五"


def test_the_country_is_a_region() -> None:
    found = read(
        f"国务院关于印发“十五五”应急规划的通知\n各省人民政府：\n现将规划印发给你们，请执行。\n国务院\n2026年12月30日\n{BODY}"
    )
    assert (found.region, found.region_level, found.issuer) == ("全国", "国家", "国务院")


def test_a_file_without_a_title_is_called_by_its_name() -> None:
    assert read("表1 主要指标\n序号 | 指标 |", "云溪.txt").title == "云溪"


PIECES = st.lists(
    st.sampled_from(
        [*PAGE.split("\n"), *NEWS.split("\n"), *CONTENTS.strip().split("\n"), "-", "2026-01-05", "序号", "目录", "附件"]
    ),
    max_size=30,
)


@given(PIECES)
def test_every_line_is_in_one_place(pieces: list[str]) -> None:
    blocks = lines(Traced.of("\n".join(pieces)))
    parts = split_furniture(blocks)
    placed = [*parts.front, *parts.body, *parts.contents, *(left.block for left in parts.furniture)]
    before = "".join(block.text.text for block in blocks)
    after = "".join(block.text.text for block in sorted(placed, key=lambda block: block.text.start))
    assert after.replace(" ", "") == before.replace(" ", "")
    assert metadata(parts, "x.txt").title
