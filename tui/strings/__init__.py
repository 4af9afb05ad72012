"""Every word on the screen, by key; ``use`` chooses the language. Templates take named fields: ``text("count", i=1, n=27)``."""

from __future__ import annotations

from tui.strings import aids_zh, cli_zh, desk_zh, intake_zh, plain_zh, settings_cli_zh, settings_zh, views_zh, works_zh, zh_CN

_CHINESE: dict[str, str] = (
    zh_CN.TEXTS
    | cli_zh.TEXTS
    | views_zh.TEXTS
    | works_zh.TEXTS
    | intake_zh.TEXTS
    | desk_zh.TEXTS
    | aids_zh.TEXTS
    | plain_zh.TEXTS
    | settings_zh.TEXTS
    | settings_cli_zh.TEXTS
)
_current: dict[str, str] = _CHINESE


def use(language: str) -> None:
    """Choose the language of every later ``text``: ``en``, or anything else for Simplified Chinese."""
    global _current
    if language.lower().startswith("en"):
        from tui.strings import aids_en, cli_en, desk_en, en, intake_en, plain_en, settings_cli_en, settings_en, views_en, works_en

        _current = (
            en.TEXTS
            | cli_en.TEXTS
            | views_en.TEXTS
            | works_en.TEXTS
            | intake_en.TEXTS
            | desk_en.TEXTS
            | aids_en.TEXTS
            | plain_en.TEXTS
            | settings_en.TEXTS
            | settings_cli_en.TEXTS
        )
    else:
        _current = _CHINESE


def text(key: str, **fields: object) -> str:
    """The words for ``key`` in the chosen language, fields filled in. Raises KeyError for an unknown key."""
    words = _current[key]
    return words.format(**fields) if fields else words
