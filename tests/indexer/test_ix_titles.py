"""Where titles end: at a line's end, at a first sentence, at a seam — decided for all titles of a sequence together."""

from __future__ import annotations

from indexer.seams import Habits
from indexer.titles import Ending, endings

PROSE = [
    "完善渠系管护机制,落实管护经费。积极引导用水户参与管护。加快改造老旧泵站,提高灌溉保证率。",
    "健全用水计量体系。推进农业水价改革,建立节水奖励。加快建设水库,完善防汛体系。",
]


def cut(texts: list[str], *, known: list[str] | None = None, enumerable: bool = False) -> list[str]:
    found = endings(texts, Habits([*texts, *PROSE]), known or (), enumerable=enumerable)
    return [text[: ending.length] + ("|" if ending.seam else "") for text, ending in zip(texts, found, strict=True)]


def test_a_line_of_its_own_is_the_title() -> None:
    assert cut(["渠系配套", "水库除险"]) == ["渠系配套", "水库除险"]


def test_a_topic_sentence_is_the_title() -> None:
    assert cut(["渠系配套。改造干渠40公里。", "水库除险。完成12座小型水库除险。"], enumerable=True) == ["渠系配套", "水库除险"]


def test_a_title_without_any_mark_ends_at_a_seam() -> None:
    texts = ["工作目标到2026年,灌溉保证率达到80%,新增高效节水面积3万亩。", "主要任务", "进度安排"]
    assert cut(texts) == ["工作目标|", "主要任务", "进度安排"]


def test_the_contents_list_says_where_a_title_ends() -> None:
    assert cut(["蓄水蓄水于田,是旱作区的根本办法,须常抓不懈。"], known=["蓄水"]) == ["蓄水|"]


def test_titles_of_one_sequence_end_alike() -> None:
    texts = [
        "加强组织领导各乡镇要成立灌区管护小组,主要负责人每季度研究一次渠系管护工作。县水务局定期通报。",
        "强化资金保障统筹水利发展资金和社会资本,按亩安排管护经费,专款专用。资金使用情况每年公布。",
        "严格监督考核把灌溉保证率列入乡镇考核,考核结果与下一年度经费挂钩。连续两年不合格的约谈。",
    ]
    assert cut(texts) == ["加强组织领导|", "强化资金保障|", "严格监督考核|"]


def test_a_predicate_is_part_of_the_title() -> None:
    texts = ["供水保障体系不断完善。建成水厂三座。", "农田灌溉能力稳步提升。改造泵站九座。", "防汛指挥机制更加健全。设立值守点。"]
    assert cut(texts, enumerable=True) == ["供水保障体系不断完善", "农田灌溉能力稳步提升", "防汛指挥机制更加健全"]


def test_items_that_end_with_semicolons_are_a_list() -> None:
    found = endings(["改造干渠;", "新建泵站;", "清淤支渠。"], Habits(PROSE), enumerable=True)
    assert found == [Ending(0)] * 3


def test_sentences_with_figures_are_no_titles() -> None:
    texts = ["到2026年新增灌溉面积3.2万亩,改造泵站18座。", "到2027年新增灌溉面积2.6万亩,改造泵站11座。"]
    assert [ending.length for ending in endings(texts, Habits([]), enumerable=True)] == [0, 0]
