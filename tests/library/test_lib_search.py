from __future__ import annotations

import random
import threading
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.synthetic import plans as invented
from library import fulltext
from library.analysis import PART
from library.chinese import folded
from library.errors import UsageError
from library.model import Plan
from library.reading import Reader
from library.search import Cancelled, search
from tests.library.lib_index import ask, build, keys, rich_plan, text_plan

ALL = 100_000


@pytest.fixture(scope="module")
def crowd(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Reader, dict[str, str]]:
    """A library of invented plans, and the folded text of everything in it, by key, its parts apart."""
    folder = tmp_path_factory.mktemp("crowd")
    plans = list(invented(240))
    reader = build(folder, plans)
    return folder, reader, {key: text for plan in plans for key, text in oracle(plan)}


def oracle(plan: Plan) -> list[tuple[str, str]]:
    """Everything of a plan that a reader can see, written down independently of the index."""
    out: list[tuple[str, list[str]]] = []
    for section in plan.sections:
        parts = [section.number + section.title, section.text]
        for table in plan.tables:
            if table.section == section.key:
                parts += [table.caption, *(cell for row in table.grid for cell in row)]
        out.append((section.key, parts))
    for i in plan.indicators:
        words = (i.name, i.sub, i.category, i.unit, i.definition)
        out.append((i.key, [*(word or "" for word in words), *(value.text for value in i.values)]))
    out += [(project.key, [project.name, project.content]) for project in plan.projects]
    return [(key, PART.join(map(folded, parts))) for key, parts in out]


def dressed(piece: str, dice: random.Random) -> str:
    """The same piece as somebody else might type it: full width, traditional, blanks and quotation marks inside."""
    wide = {ord(char): chr(ord(char) + 0xFEE0) for char in "0123456789%()"}
    old = str.maketrans("养务设会区师动标宁龙区", "養務設會區師動標寧龍區")
    changes = [lambda text: text, lambda text: text.translate(wide), lambda text: text.translate(old)]
    piece = dice.choice(changes)(piece)
    at = dice.randrange(len(piece) + 1)
    return "“" + piece[:at] + dice.choice(["", " ", "\u3000", "‘"]) + piece[at:] + "”"


def test_any_piece_is_found_wherever_it_stands_and_nowhere_else(crowd: tuple[Path, Reader, dict[str, str]]) -> None:
    folder, reader, texts = crowd
    dice = random.Random(7)
    documents = list(texts.values())
    for _ in range(300):
        text = dice.choice(dice.choice(documents).split(PART))
        size = dice.randint(1, 12)
        start = dice.randrange(max(1, len(text) - size + 1))
        piece = text[start : start + size]
        if not piece:
            continue
        results = ask(folder, reader, dressed(piece, dice), limit=ALL)
        assert keys(results) == {key for key, held in texts.items() if piece in held}, piece
        assert results.total == len(results.hits)


def test_what_does_not_stand_is_not_found(crowd: tuple[Path, Reader, dict[str, str]]) -> None:
    folder, reader, texts = crowd
    dice = random.Random(8)
    everything = PART.join(texts.values())
    characters = sorted(set(everything) - {PART})
    missing = ("".join(dice.choices(characters, k=dice.randint(2, 6))) for _ in range(300))
    asked = [piece for piece in missing if piece not in everything]
    assert len(asked) > 200
    for piece in asked:
        assert ask(folder, reader, f"“{piece}”").total == 0, piece


def test_words_apart_must_all_stand(crowd: tuple[Path, Reader, dict[str, str]]) -> None:
    folder, reader, texts = crowd
    results = ask(folder, reader, "养老 评估 -残联", limit=ALL)
    wanted = {key for key, text in texts.items() if "养老" in text and "评估" in text and "残联" not in text}
    assert keys(results) == wanted != set()
    either = ask(folder, reader, "残联 或 救助管理站 床位", limit=ALL)
    wanted = {key for key, text in texts.items() if ("残联" in text or "救助管理站" in text) and "床位" in text}
    assert keys(either) == wanted != set()


def test_every_match_of_a_snippet_is_a_match(crowd: tuple[Path, Reader, dict[str, str]]) -> None:
    folder, reader, _ = crowd
    for query in ("养", "护理型床位", "达到5", "覆盖率 评估"):
        for hit in ask(folder, reader, query, limit=60).hits:
            assert hit.matches
            assert "\n" not in hit.snippet
            assert {folded(hit.snippet[start:end]) for start, end in hit.matches} <= set(map(folded, query.split()))
            if hit.position is not None:
                held = folded(reader.section(hit.key).text[hit.position :])
                assert any(held.startswith(folded(word)) for word in query.split())


@pytest.fixture(scope="module")
def rich(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Reader]:
    folder = tmp_path_factory.mktemp("rich")
    sections = [("养老服务", "建设养老服务设施。" * 9), ("社会救助", "护理补贴按月发放。")]
    other = text_plan("linhe-2016-0b0b", sections, "样例市临河县", "十三五")
    return folder, build(folder, [rich_plan(), other])


def test_a_cell_a_value_a_project_are_found_with_their_section(rich: tuple[Path, Reader]) -> None:
    first, second = ask(*rich, "护理型床位占比").hits
    assert (first.kind, first.title, first.section) == ("indicator", "护理型床位占比", "songling-2021-0a0a.1.2")
    assert (second.kind, second.key, second.position) == ("section", "songling-2021-0a0a.1.2", None)
    assert first.path == second.path == ("一、重点任务", "专栏1 主要指标")
    assert "护理型床位占比" in second.snippet
    assert "≥60%" in second.snippet
    assert keys(ask(*rich, "送餐上门")) == {"songling-2021-0a0a.p1"}
    assert keys(ask(*rich, "松岭指标表")) == {"songling-2021-0a0a.1.2"}
    assert keys(ask(*rich, "个社工站")) == set(), "no match runs from one cell into another"


def test_titles_stand_above_text(rich: tuple[Path, Reader]) -> None:
    hits = ask(*rich, "养老服务").hits
    assert [hit.title for hit in hits] == ["养老服务", "(一)养老服务"]
    assert ask(*rich, "标题:养老").total == 2
    assert keys(ask(*rich, "项目:食堂")) == {"songling-2021-0a0a.p1"}
    assert keys(ask(*rich, "指标：床位")) == {"songling-2021-0a0a.i1"}


def test_filters_and_order(rich: tuple[Path, Reader]) -> None:
    assert {hit.plan for hit in ask(*rich, "养老", region="临河").hits} == {"linhe-2016-0b0b"}
    assert ask(*rich, "养老 地区:松岭区").total == ask(*rich, "养老", plan="songling-2021-0a0a").total == 2
    assert {hit.plan for hit in ask(*rich, "养老", period="十三五").hits} == {"linhe-2016-0b0b"}
    assert ask(*rich, "养老 时期:2021-2025").total == 2
    assert {hit.kind for hit in ask(*rich, "床位", kind="indicators").hits} == {"indicator"}
    none = ask(*rich, "养老", region="别处")
    assert (none.total, none.hits) == (0, ())
    assert none.note
    inside = ask(*rich, "的 或 护理 或 养老", sort="plan").hits
    assert [hit.key for hit in inside] == [
        *("linhe-2016-0b0b.1", "linhe-2016-0b0b.2"),
        *("songling-2021-0a0a.1.1", "songling-2021-0a0a.1.2", "songling-2021-0a0a.i1"),
    ]
    assert len(ask(*rich, "养老", limit=1).hits) == 1 < ask(*rich, "养老", limit=1).total


def test_a_phrase_is_read_as_its_words_only_where_they_stand_together(tmp_path: Path) -> None:
    near = ("甲", "2023年底前验收，到2025年全区建成智慧的居家养老信息平台。")
    far = ("乙", "发展智慧农业。" + "另有安排，详见附件。" * 12 + "养老机构验收。" + "另有安排，详见附件。" * 12 + "融资平台转型。")
    reader = build(tmp_path, [text_plan("p-2021-0c0c", [near, far])])
    found = ask(tmp_path, reader, "智慧养老平台")
    assert keys(found) == {"p-2021-0c0c.1"}
    assert found.terms == ("智慧", "养老", "平台")
    assert "智慧 养老 平台" in (found.note or "")
    assert [found.hits[0].snippet[a:b] for a, b in found.hits[0].matches] == ["智慧", "养老", "平台"]
    assert ask(tmp_path, reader, "“智慧养老平台”").total == 0
    assert ask(tmp_path, reader, "智慧养老乐园").total == ask(tmp_path, reader, "2025年底验收").total == 0
    verbatim = ask(tmp_path, reader, "融资平台转型")
    assert keys(verbatim) == {"p-2021-0c0c.2"}
    assert verbatim.note is None


@pytest.mark.parametrize(
    "query",
    [
        "",
        "  ",
        "“”",
        "-",
        "- -",
        "或",
        "OR OR",
        "标题:",
        "标题:“",
        '"',
        '"abc',
        "(((",
        "*",
        "[a-z]+",
        "\x00",
        "\ud800",
        "a" * 5000,
        "🀄",
        "-词",
    ],
)
def test_no_input_is_an_error(rich: tuple[Path, Reader], query: str) -> None:
    results = ask(*rich, query)
    assert results.query == query
    assert results.total == 0


def test_an_empty_query_says_what_to_do(rich: tuple[Path, Reader]) -> None:
    assert ask(*rich, " ").note == "请输入要找的词。"


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=30))
def test_hostile_text_is_answered(rich: tuple[Path, Reader], query: str) -> None:
    assert ask(*rich, query).query == query


def test_an_overtaken_search_stops(rich: tuple[Path, Reader]) -> None:
    with pytest.raises(Cancelled):
        ask(*rich, "养老", cancelled=lambda: True)
    with pytest.raises(UsageError):
        ask(*rich, "养老", kind="tables")
    with pytest.raises(UsageError):
        ask(*rich, "养老", sort="colour")


def test_each_thread_has_its_own_index(crowd: tuple[Path, Reader, dict[str, str]]) -> None:
    folder, reader, _ = crowd
    queries = ["养老", "残联", "覆盖率达到5", "宁溪", "护理型床位 评估"] * 6
    wanted = [ask(folder, reader, query).total for query in queries]
    mine = fulltext.ensure(folder, reader)
    seen: list[tuple[fulltext.Index, list[int]]] = []

    def run() -> None:
        index = fulltext.ensure(folder, reader)
        seen.append((index, [search(index, reader, query).total for query in queries]))

    threads = [threading.Thread(target=run) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [totals for _, totals in seen] == [wanted] * 3
    assert len({id(index) for index, _ in seen} | {id(mine)}) == 4


def test_the_best_of_many_are_the_best_of_all(crowd: tuple[Path, Reader, dict[str, str]], monkeypatch: pytest.MonkeyPatch) -> None:
    folder, reader, _ = crowd
    monkeypatch.setattr("library.ranking._FEW", 0)
    for query in ("养老", "区", "养老 床位", "推进 或 社区", "标题:服务", "养老 -机构", "床位 推进 社区", "覆盖率达到"):
        everything = ask(folder, reader, query, limit=ALL).hits
        assert [hit.score for hit in everything] == sorted((hit.score for hit in everything), reverse=True)
        assert [hit.key for hit in ask(folder, reader, query, limit=7).hits] == [hit.key for hit in everything[:7]], query


def test_plain_words_find_what_a_scan_finds(crowd: tuple[Path, Reader, dict[str, str]]) -> None:
    folder, reader, texts = crowd
    dice = random.Random(9)
    bodies = [part for text in texts.values() for part in text.split(PART) if len(part) > 40]
    for _ in range(150):
        pieces = []
        for _ in range(2):
            text = dice.choice(bodies)
            at = dice.randrange(len(text) - 4)
            pieces.append("".join(char for char in text[at : at + dice.randint(2, 4)] if char.isalnum()) or "养老")
        results = ask(folder, reader, " ".join(pieces), limit=ALL)
        expected = {key for key, held in texts.items() if all(piece in held for piece in pieces)}
        assert results.note or keys(results) == expected, pieces
        assert expected <= keys(results)
