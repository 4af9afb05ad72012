"""The words: two languages with the same keys and fields, every key used, no English on a Chinese screen."""

from __future__ import annotations

import re
from pathlib import Path
from string import Formatter

from tui.actions import BY_ID
from tui.strings import (
    aids_en,
    aids_zh,
    cli_en,
    cli_zh,
    desk_en,
    desk_zh,
    en,
    intake_en,
    intake_zh,
    plain_en,
    plain_zh,
    settings_cli_zh,
    settings_en,
    settings_zh,
    views_en,
    views_zh,
    works_en,
    works_zh,
    zh_CN,
)

ROOT = Path(__file__).resolve().parents[2]
TOPICS = (
    (zh_CN, en),
    (views_zh, views_en),
    (works_zh, works_en),
    (intake_zh, intake_en),
    (desk_zh, desk_en),
    (aids_zh, aids_en),
    (plain_zh, plain_en),
    (settings_zh, settings_en),
)
"""The words of the screen, topic by topic, in both languages."""
CHINESE = {key: words for chinese, _ in TOPICS for key, words in chinese.TEXTS.items()}
ENGLISH = {key: words for _, english in TOPICS for key, words in english.TEXTS.items()}
NAMES = {
    *(
        "Enter",
        "Esc",
        "Tab",
        "Ctrl",
        "F1",
        "F2",
        "F3",
        "F4",
        "F7",
        "F9",
        "F12",
        "B",
        "C",
        "E",
        "F",
        "G",
        "L",
        "P",
        "Q",
        "S",
        "T",
        "X",
        "Y",
    ),
    *(
        "WPS",
        "PDF",
        "OFD",
        "RTF",
        "SHA",
        "Markdown",
        "OSC",
        "Word",
        "ASCII",
        "TOML",
        "English",
        "Del",
        "docx",
        "Z",
        "KB",
        "csv",
        "md",
        "xlsx",
        "json",
        "guilan",
        "index",
        "search",
        "show",
    ),
}
"""Latin words that a Chinese screen may hold: keys, formats, commands."""


def fields(words: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(words) if name}


def test_both_languages_have_the_same_keys_and_fields() -> None:
    for chinese, english in TOPICS:
        assert set(chinese.TEXTS) == set(english.TEXTS)
    assert len(CHINESE) == sum(len(chinese.TEXTS) for chinese, _ in TOPICS), "no key in two topics"
    assert [key for key in CHINESE if fields(CHINESE[key]) != fields(ENGLISH[key])] == []


def test_the_screen_and_the_command_line_share_no_key() -> None:
    assert not set(CHINESE) & set(cli_zh.TEXTS)
    assert not set(ENGLISH) & set(cli_en.TEXTS)


def test_no_english_on_a_chinese_screen() -> None:
    stray = {}
    for key, words in CHINESE.items():
        plain = re.sub(r"\{[^}]*\}", "", words)
        found = set(re.findall(r"[A-Za-z]+\d*", plain)) - NAMES
        if found:
            stray[key] = found
    assert stray == {}


def test_every_key_that_the_code_names_is_there_and_every_word_is_used() -> None:
    sources = [path.read_text("utf-8") for path in (ROOT / "tui").rglob("*.py") if path.parent.name not in ("strings", "commands")]
    code = "\n".join(sources)
    named = set(re.findall(r"""text\(\s*"([a-z_.]+)\"""", code)) - set(cli_zh.TEXTS) - set(settings_cli_zh.TEXTS)
    assert named - set(CHINESE) == set()
    literal = set(re.findall(r"""["']([a-z]+\.[a-z_.]+)["']""", code))
    made = {f"{name}." for name in re.findall(r"""\n    name = "([a-z]+)\"""", code)}
    made |= {f"{head}." for head in re.findall(r"""["']([a-z.]+)\.\{""", code)}
    unused = [key for key in CHINESE if key not in literal | named and not any(key.startswith(head) for head in made)]
    assert unused == []


def test_the_words_of_every_action_belong_to_one() -> None:
    assert {key.split(".")[1] for key in CHINESE if key.startswith("action.")} == set(BY_ID)
