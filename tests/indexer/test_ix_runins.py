"""Run-in headings."""

from __future__ import annotations

from tests.indexer.ix_outlines import read, titles

REST = "由县水务局按季度组织检查,费用按亩分担,结果向群众公布,连续两年不合格的重新安排。"


def test_paragraphs_that_open_alike_are_run_ins() -> None:
    text = (
        f"一、渠系\n渠系是灌区的骨架,现有干渠120公里。\n改造老旧干渠。{REST}\n清淤田间支渠。{REST}\n"
        "余下工程随后安排,2027年完成。\n二、水库\n除险。"
    )
    assert titles(text) == ["一、渠系", "<run_in>改造老旧干渠", "<run_in>清淤田间支渠", "二、水库"]
    first, second = read(text)[1:3]
    assert first.text == REST
    assert second.text == f"{REST}\n余下工程随后安排,2027年完成。"
    assert (first.level, first.parent) == (2, "plan-2021-0000.1")


def test_a_short_first_sentence_alone_is_none() -> None:
    assert titles(f"一、渠系\n渠水甘甜。{REST}\n去年新增灌溉面积3万亩,群众满意。\n今年再增2万亩,覆盖全乡。") == ["一、渠系"]


def test_sister_sections_speak_for_each_other() -> None:
    text = f"一、渠系\n(一)干渠\n改造老旧干渠。{REST}\n(二)支渠\n清淤田间支渠。{REST}\n(三)泵站\n更换老旧机组,确保安全。{REST}"
    assert [t for t in titles(text) if "run_in" in t] == [
        "<run_in>改造老旧干渠",
        "<run_in>清淤田间支渠",
        "<run_in>更换老旧机组,确保安全",
    ]


def test_a_few_short_sentences_among_many_sisters_are_none() -> None:
    plain = f"全乡现有渠系三百公里,{REST}"
    text = f"一、渠系\n改造老旧干渠。{REST}\n二、水库\n{plain}\n三、泵站\n更换老旧机组。{REST}\n四、机井\n{plain}"
    assert titles(text) == ["一、渠系", "二、水库", "三、泵站", "四、机井"]


def test_sentences_with_figures_or_of_the_front_are_none() -> None:
    paragraphs = "\n".join(f"新增灌溉面积{n}万亩。{REST}" for n in range(1, 5))
    assert titles(f"一、渠系\n{paragraphs}") == ["一、渠系"]
    front = f"改造老旧干渠。{REST}\n清淤田间支渠。{REST}\n更换老旧机组。{REST}"
    assert titles(f"{front}\n一、渠系\n{REST}") == ["一、渠系"]


def test_the_text_behind_a_numbered_title_opens_no_paragraph() -> None:
    text = f"一、渠系\n1.改造干渠。加固渠堤。{REST}\n2.清淤支渠。清除淤泥。{REST}\n3.更新泵站。更换机组。{REST}"
    assert titles(text) == ["一、渠系", "1.改造干渠", "2.清淤支渠", "3.更新泵站"]
