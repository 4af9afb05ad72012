"""Settings: read without ever failing, written so that a person's own words stay; the command that shows and sets them."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from tui import strings
from tui.actions import BY_ID
from tui.cli import main
from tui.keys import use
from tui.settings import CHOICES, NAMES, Settings, load, settings_file
from tui.settings_file import DAMAGED, fresh, save
from tui.strings import settings_cli_en, settings_cli_zh, settings_en, settings_zh


@pytest.fixture(autouse=True)
def _a_file_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("GUILAN_CONFIG", str(tmp_path / "规览" / "settings.toml"))
    strings.use("zh")
    yield
    strings.use("zh")
    use({})


def write(words: str) -> Path:
    path = settings_file()
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(words, encoding="utf-8")
    return path


def test_without_a_file_all_is_standard_and_none_is_made() -> None:
    assert load() == (Settings(), ())
    assert not settings_file().exists()


def test_the_standard_is_the_first_choice() -> None:
    assert {name: Settings().value(name) for name in CHOICES} == {name: values[0] for name, values in CHOICES.items()}


def test_a_fresh_file_explains_every_setting_in_chinese_and_is_standard() -> None:
    words = fresh()
    assert all(f"# {strings.text(f'settings.{name}')}" in words for name in NAMES)
    assert tomllib.loads(words) == {**{name: Settings().value(name) for name in NAMES}, "keys": {}}
    write(words)
    assert load() == (Settings(), ())


def test_what_is_saved_is_read_again() -> None:
    settings = Settings("en", "light", "2", "box", "~/导出", {"compare": ("f11", "c"), "search": ("slash", "ctrl+f")})
    save(settings_file(), settings)
    assert load() == (settings, ())


def test_comments_order_and_unknown_things_of_a_person_stay() -> None:
    path = write('# 我的话\ntheme = "dark" # 夜里看\nfuture = 3\n\n[keys]\n# 顺手\ncompare = "F11" # 换的\n\n[mine]\na = 1\n')
    settings, troubles = load()
    assert [trouble.kind for trouble in troubles] == ["unknown", "unknown"]
    save(path, settings.with_value("theme", "light"))
    words = path.read_text("utf-8")
    for kept in ("# 我的话", '"light" # 夜里看', "future = 3", "# 顺手", "# 换的", "[mine]"):
        assert kept in words
    assert load()[0].theme == "light"
    assert load()[0].keys == {"compare": ("f11",)}
    assert tomllib.loads(words)["width"] == "auto"


def test_keys_given_back_leave_the_file() -> None:
    path = write('[keys]\ncompare = ["F11"]\nnothing = "x"\n')
    save(path, Settings())
    assert tomllib.loads(path.read_text("utf-8"))["keys"] == {"nothing": "x"}


@pytest.mark.parametrize("words", ["theme = ", "\x00", "[keys", "a = 1\na = 2"])
def test_a_damaged_file_is_said_not_used_and_put_aside_when_another_is_written(words: str) -> None:
    path = write(words)
    settings, (trouble,) = load()
    assert (settings, trouble.kind) == (Settings(), "damaged")
    assert str(path) in trouble.words
    save(path, settings.with_value("theme", "contrast"))
    assert load() == (Settings(theme="contrast"), ())
    assert path.with_name(path.name + DAMAGED).read_text("utf-8") == words


def test_a_file_that_is_no_text_or_a_folder_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write("").write_bytes(b"\xff\xfe\x00theme")
    assert [trouble.kind for trouble in load()[1]] == ["unreadable"]
    monkeypatch.setenv("GUILAN_CONFIG", str(tmp_path))
    assert [trouble.kind for trouble in load()[1]] == ["unreadable"]


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ('theme = "pink"', "value"), ("width = 3", "value"), ("width = true", "value"), ("lines = [1]", "value"),
        ("folder = 1.5", "value"),
        ("them = 1", "unknown"), ("keys = 5", "value"), ('[keys]\nfly = "F11"', "action"),
        ('[keys]\ncompare = "Ctrl+Fly"', "key"),
        ("[keys]\ncompare = 7", "key"), ("[keys]\ncompare = []", "key"), ('[keys]\ncompare = "F1"', "clash_fixed"),
        ('[keys]\ncompare = "Enter"', "clash_taken"), ('[keys]\ncompare = "Ctrl+E"', "clash_used"),
        ('theme = "\x1b[31m"', "damaged"),
    ],
)  # fmt: skip
def test_what_cannot_be_used_is_one_sentence_and_the_standard_holds(words: str, kind: str) -> None:
    write(words)
    for language in ("zh", "en"):
        strings.use(language)
        settings, (trouble,) = load()
        assert settings == Settings()
        assert trouble.kind == kind
        assert "\n" not in trouble.words
        assert "{" not in trouble.words


def test_a_width_may_be_written_as_a_number_and_a_bom_stands_in_nobodys_way() -> None:
    write("\ufeffwidth = 2\n")
    assert load() == (Settings(width="2"), ())


def test_a_disk_that_refuses_leaves_the_file_as_it_was(monkeypatch: pytest.MonkeyPatch) -> None:
    path = write('theme = "light"\n')

    def refuse(*_: object) -> None:
        raise PermissionError(13, "no")

    monkeypatch.setattr("tui.settings_file.os.replace", refuse)
    with pytest.raises(PermissionError):
        save(path, Settings())
    assert path.read_text("utf-8") == 'theme = "light"\n'
    assert [one.name for one in path.parent.iterdir()] == [path.name]


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    status = main(["settings", *arguments])
    return status, *capsys.readouterr()


def test_the_command_lists_shows_sets_and_resets(capsys: pytest.CaptureFixture[str]) -> None:
    status, out, _ = run(capsys)
    assert status == 0
    assert all(strings.text(f"settings.{name}") in out for name in (*NAMES, "keys"))
    assert run(capsys, "theme", "light")[0] == 0
    assert run(capsys, "theme")[1] == "light\n"
    assert run(capsys, "keys.compare", "F11", "c")[0] == 0
    assert run(capsys, "keys.compare")[1] == "F11 c\n"
    assert BY_ID["matrix"].title in run(capsys, "keys")[1]
    data = json.loads(run(capsys, "--json")[1])
    assert data["settings"]["keys"] == {"compare": ["F11", "c"]}
    assert data["file"] == str(settings_file())
    assert run(capsys, "theme", "--reset")[0] == 0
    assert run(capsys, "keys", "--reset")[0] == 0
    assert load() == (Settings(), ())


@pytest.mark.parametrize(
    "arguments",
    [
        ("colour",),
        ("theme", "pink"),
        ("keys.fly", "F11"),
        ("keys.compare", "Ctrl+Fly"),
        ("keys.compare", "Ctrl+E"),
        ("keys", "F11"),
    ],
)
def test_the_command_refuses_in_one_sentence(capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...]) -> None:
    status, out, said = run(capsys, *arguments)
    assert (status, out, said.count("\n")) == (2, "", 1)
    assert not settings_file().exists()


def test_the_language_of_the_settings_holds_and_lang_comes_first(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(capsys, "language", "en")[0] == 0
    assert "Colours" in run(capsys)[1]
    assert main(["--lang", "zh", "settings"]) == 0
    assert "配色" in capsys.readouterr().out
    assert main(["--lang=zh", "settings", "nothing"]) == 2
    assert "没有叫" in capsys.readouterr().err


def test_both_languages_have_the_same_words() -> None:
    for chinese, english in ((settings_zh, settings_en), (settings_cli_zh, settings_cli_en)):
        assert set(chinese.TEXTS) == set(english.TEXTS)
