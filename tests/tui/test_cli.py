"""The command line: what goes to stdout and stderr, and the exit status, on a library made of the samples."""

from __future__ import annotations

import csv
import errno
import io
import json
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from indexer.build import build
from tui.cli import COMMANDS, main

ROOT = Path(__file__).resolve().parents[2]


class Said(NamedTuple):
    """What a command printed, and its exit status."""

    status: int
    out: str
    err: str

    def json(self) -> Any:
        return json.loads(self.out)


Run = Callable[..., Said]


@pytest.fixture(scope="session")
def samples(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A library of all samples."""
    folder = tmp_path_factory.mktemp("cli") / "library"
    report = build(folder, [ROOT / "samples"])
    assert report.failed == []
    return folder


@pytest.fixture
def run(samples: Path, capfd: pytest.CaptureFixture[str]) -> Run:
    def call(*arguments: str, library: Path | None = samples) -> Said:
        capfd.readouterr()
        place = ["--library", str(library)] if library else []
        status = main([*place, *arguments])
        return Said(status, *capfd.readouterr())

    return call


def key_of(run: Run, title: str) -> str:
    return next(str(p["key"]) for p in run("plans", "--json").json()["plans"] if p["title"] == title)


def test_plans_lists_every_sample_with_its_facts(run: Run) -> None:
    plans = {p["file"]: p for p in run("plans", "--json").json()["plans"]}
    assert len(plans) == len(list((ROOT / "samples").iterdir()))
    kinds = {p["doc_type"] for p in plans.values()}
    assert kinds == {"规划", "新闻报道", "解读"}
    city = next(p for p in plans.values() if p["title"] == "云溪市民政事业发展“十四五”规划")
    assert (city["region"], city["doc_number"], city["issued_date"]) == ("云溪市", "云府办发〔2021〕36号", "2021-09-17")
    assert city["period"] == {"name": "十四五", "start": 2021, "end": 2025}
    assert "云溪市" in run("plans").out


def test_search_json_is_what_the_contract_says(run: Run) -> None:
    said = run("search", "护理型床位占比", "--limit", "5", "--json")
    answer = said.json()
    assert (said.status, answer["query"], len(answer["hits"])) == (0, "护理型床位占比", 5)
    assert answer["total"] > 5
    for hit in answer["hits"]:
        assert {"kind", "key", "plan", "plan_title", "region", "path", "title", "score", "snippet", "matches"} <= set(hit)
        assert all(0 <= start < end <= len(hit["snippet"]) for start, end in hit["matches"])


def test_search_narrows_and_marks_without_colour(run: Run) -> None:
    said = run("search", "护理型床位", "--region", "青石", "--in", "indicators")
    assert "【护理型床位】" in said.out
    assert "青石区" in said.out
    assert "柳湾区" not in said.out


def test_nothing_found_is_status_one_and_a_sentence(run: Run) -> None:
    said = run("search", "碳捕集封存")
    assert (said.status, said.out) == (1, "")
    assert "碳捕集封存" in said.err
    assert "没有" in said.err


@pytest.mark.parametrize("query", ['"', "(((", "标题:", "-", "AND OR", "“”", "词*:", "\x1b[31m", "[b]x[/b]", "年:abc"])
def test_no_query_is_an_error(run: Run, query: str) -> None:
    said = run("search", query, "--json")
    assert said.status in (0, 1)
    assert said.json()["query"] is not None


def test_search_says_why_and_offers_choices(run: Run) -> None:
    answer = run("search", "护理型床位占比", "--attribute", "约束性", "--sort", "target", "--json").json()
    assert {facet["name"] for facet in answer["facets"]} >= {"region", "period", "kind"}
    assert all(hit["kind"] == "indicator" for hit in answer["hits"])
    said = run("search", "护理型床位占比", "--explain", answer["hits"][0]["key"])
    assert "护理型床位占比" in said.out


def test_show_speaks_of_every_kind_of_key(run: Run) -> None:
    plan = key_of(run, "柳湾区民政事业发展“十四五”规划")
    outline = run("show", plan)
    assert "养老服务" in outline.out
    hits = run("search", "护理型床位占比", "--plan", plan, "--json").json()["hits"]
    indicator = next(h for h in hits if h["kind"] == "indicator")
    assert "出处" in run("show", indicator["key"]).out
    assert run("show", indicator["section"], "--json").json()["type"] == "section"
    assert run("show", plan, "--json").json()["type"] == "plan"


def test_show_raw_prints_the_lines_of_the_file(run: Run) -> None:
    hit = run("search", "护理型床位占比", "--region", "青石", "--in", "indicators", "--json").json()["hits"][0]
    said = run("show", hit["key"], "--raw")
    assert "护理型床位占比" in said.out
    assert all(line[:6].strip().isdigit() for line in said.out.splitlines())


def test_similar_sections_of_other_plans(run: Run) -> None:
    key = run("search", "扩大助餐服务", "--in", "sections", "--json").json()["hits"][0]["key"]
    found = run("similar", key, "--limit", "3", "--json").json()["similar"]
    assert found
    assert all(one["plan"] != key.split(".")[0] for one in found)
    assert "助餐" in run("similar", key).out
    assert run("similar", "nowhere-2021-0000.1").status == 1


def test_export_writes_the_same_bytes_and_never_overwrites_unasked(run: Run, tmp_path: Path) -> None:
    key = run("search", "砖巷食堂", "--in", "sections", "--json").json()["hits"][0]["key"]
    printed = run("export", key)
    target = tmp_path / "摘录.md"
    assert run("export", key, "-o", str(target)).status == 0
    assert target.read_text("utf-8") == printed.out
    assert "> 出处：《青石区民政事业发展“十四五”规划》" in printed.out
    again = run("export", key, "-o", str(target))
    assert again.status == 2
    assert "没有覆盖" in again.err
    assert run("export", key, "-o", str(target), "--overwrite", "--depth", "section").status == 0


def test_compare_in_every_format(run: Run, tmp_path: Path) -> None:
    table = run("compare", "护理型床位占比")
    assert "≥60" in table.out
    rows = {r["plan_title"]: r for r in run("compare", "护理型床位占比", "--format", "json").json()["rows"]}
    own = rows["青石区民政事业发展“十四五”规划"]
    assert (own["comparable"], own["baseline"]["number"], own["target"]["op"], own["change"]) == ("same", 25.0, ">=", "≥+35")
    assert rows["北塬区民政事业发展“十四五”规划"]["comparable"] == "derived"
    assert rows["临川新区社区服务体系建设“十四五”规划"]["missing"] == "图表丢失"
    assert not any("晚报" in title for title in rows)
    read = list(csv.DictReader(io.StringIO(run("compare", "护理型床位占比", "--format", "csv").out.removeprefix("\ufeff"))))
    assert {row["规划"] for row in read} == set(rows)
    book = tmp_path / "表.xlsx"
    assert run("compare", "护理型床位占比", "--format", "xlsx", "-o", str(book)).status == 0
    assert zipfile.ZipFile(book).testzip() is None
    assert "| 青石区 |" in run("compare", "护理型床位占比", "--format", "md").out


def test_compare_alone_lists_concepts(run: Run) -> None:
    concepts = run("compare", "--format", "json").json()["concepts"]
    assert concepts[0]["concept"] in ("护理型床位占比", "节地生态安葬率", "社区助餐点数")
    assert "护理型床位占比" in run("compare").out


def test_dump_holds_what_the_contract_names(run: Run) -> None:
    plan = key_of(run, "望山县基本公共服务“十四五”规划")
    data = run("dump", "--plan", plan).json()
    assert data["schema"] == 1
    (found,) = data["plans"]
    assert {"sections", "tables", "indicators", "projects", "warnings", "source"} <= set(found)
    assert [s["number"] for s in found["sections"] if s["level"] == 1 and s["number"]][:2] == ["1", "2"]


def test_doctor_and_rebuild(run: Run) -> None:
    assert run("doctor", "--json").json()["ok"] is True
    assert run("rebuild").status == 0


def test_index_reports_each_file(run: Run, tmp_path: Path) -> None:
    (tmp_path / "good.txt").write_text("示例县水务发展规划\n\n一、目标\n\n到2025年，供水普及率达到98%。\n", "utf-8")
    (tmp_path / "empty.txt").touch()
    library = tmp_path / "library"
    said = run("index", str(tmp_path), "--json", library=library)
    report = said.json()
    assert said.status == 1
    assert [Path(entry["file"]).name for entry in report["added"]] == ["good.txt"]
    assert [(Path(entry["file"]).name, entry["code"]) for entry in report["failed"]] == [("empty.txt", "empty")]
    assert len(run("index", str(tmp_path / "good.txt"), "--json", library=library).json()["unchanged"]) == 1


def test_versions_are_offered_and_chosen(run: Run, tmp_path: Path) -> None:
    lines = [f"（{number}）第{number}处供水站改造后每日供水{number * 37}立方米，覆盖{number * 11}户。" for number in range(1, 60)]
    words = "\n\n".join(["示例县水务发展规划（2021—2025年）", "一、目标", *lines])
    (tmp_path / "a.txt").write_text(words, "utf-8")
    (tmp_path / "b.txt").write_text(words, "gb18030")
    (tmp_path / "~$a.docx").touch()
    library = tmp_path / "library"
    said = run("index", str(tmp_path), library=library)
    assert "同一文件的几个版本" in said.err
    assert "跳过 1 个" in said.err
    (group,) = run("versions", "--json", library=library).json()["versions"]
    best, other = (plan["plan"] for plan in group["plans"])
    assert group["preferred"] == best
    assert other in run("versions", library=library).out
    assert run("versions", "--prefer", other, "--json", library=library).json()["versions"][0]["preferred"] == other
    assert run("versions", "--apart", best, other, library=library).status == 0
    assert run("versions", library=library).status == 1
    assert run("versions", "--together", best, other, "--json", library=library).json()["versions"]
    assert "没有编号" in run("versions", "--prefer", "nowhere-2021-0000", library=library).err


@pytest.mark.parametrize(
    ("arguments", "status", "words"),
    [
        (["index", "没有这个文件夹"], 2, "找不到"),
        (["index"], 2, "缺少 路径"),
        (["frobnicate"], 2, "没有命令 frobnicate"),
        (["search", "--frob", "x"], 2, "没有选项 --frob"),
        (["search", "x", "--limit", "many"], 2, "应为整数"),
        (["search", "x", "--in", "y"], 2, "sections"),
        (["compare", "--period"], 2, "后面要有值"),
        (["show", "nowhere-2021-0000"], 1, "没有编号"),
        (["dump", "--plan", "nowhere-2021-0000"], 1, "没有编号"),
        (["export", "nowhere-2021-0000"], 2, "没有编号"),
        (["compare", "碳捕集封存"], 1, "没有与"),
        (["compare", "x", "--format", "xlsx"], 2, "-o"),
    ],
)
def test_what_is_wrong_is_one_chinese_sentence(run: Run, arguments: list[str], status: int, words: str) -> None:
    said = run(*arguments)
    assert said.status == status
    assert words in said.err
    assert "Traceback" not in said.err
    assert said.out == ""


def test_a_library_that_is_not_there_or_damaged_is_status_three(run: Run, tmp_path: Path) -> None:
    missing = run("plans", library=tmp_path / "none")
    assert (missing.status, missing.out) == (3, "")
    assert "没有资料库" in missing.err
    (tmp_path / "bad").mkdir()
    (tmp_path / "bad" / "plans.db").write_bytes(b"this is no database at all" * 99)
    damaged = run("plans", library=tmp_path / "bad")
    assert damaged.status == 3
    assert "损坏" in damaged.err


def test_a_full_disk_is_said(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("tui.commands.export.write_file", full)
    said = run("export", key_of(run, "长河市民政事业发展“十四五”规划"), "-o", str(tmp_path / "x.md"))
    assert said.status == 2
    assert "磁盘" in said.err


def test_an_internal_error_shows_no_traceback(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object, **__: object) -> None:
        raise RuntimeError("boom")

    monkeypatch.setattr("library.library.Library.plans", broken)
    said = run("plans")
    assert said.status == 3
    assert "内部出错" in said.err
    assert "boom" not in said.err
    with pytest.raises(RuntimeError):
        run("--debug", "plans")


def test_no_terminal_no_app(samples: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "tui.cli", "--library", str(samples)],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
        cwd=ROOT,
    )
    assert (done.returncode, done.stdout) == (2, "")
    assert "不是终端" in done.stderr


@pytest.mark.parametrize("command", ["", *COMMANDS])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_help_of_every_command_in_both_languages(run: Run, command: str, lang: str) -> None:
    said = run("--lang", lang, *([command] if command else []), "--help", library=None)
    assert said.status == 0
    assert ("用法：" if lang == "zh" else "Usage: ") in said.out
    if lang == "zh":
        assert "Show this message" not in said.out
