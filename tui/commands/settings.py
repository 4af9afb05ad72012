"""``guilan settings [NAME [VALUE…]]``: the settings of the app, listed, shown, set."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import click

from library.cleaning import clean_line
from library.errors import UsageError, reason
from tui.actions import ACTIONS, BY_ID
from tui.cli import Argument, Command, Option
from tui.commands.common import json_option, print_json, print_lines, print_table, say
from tui.keys import clash, key_named, written
from tui.settings import CHOICES, KEYS, NAMES, Settings, clash_trouble, load, settings_file
from tui.strings import text


@click.command(cls=Command, help="settings.command")
@click.argument("name", cls=Argument, required=False)
@click.argument("values", cls=Argument, nargs=-1)
@click.option("--reset", cls=Option, is_flag=True, help="settings.command.reset")
@json_option
def command(name: str | None, values: tuple[str, ...], reset: bool, as_json: bool) -> int:
    """List, show, set. An action's keys are named ``keys.ACTION``; ``keys`` lists those of all actions."""
    settings, troubles = load()
    for trouble in troubles:
        say(trouble.words)
    if name is not None and (values or reset):
        settings = _changed(settings, name, values)
        _save(settings)
    shown = {one: _value(settings, one) for one in _named(name)}
    if as_json:
        print_json({"file": str(settings_file()), "settings": shown})
    elif name is None:
        print_table(text("settings.command.columns"), [_row(settings, one) for one in (*NAMES, KEYS)])
        print_lines([text("settings.file", path=settings_file())])
    elif name == KEYS:
        titles = (
            (one.id, one.title, " ".join(written(one_keys(settings, one.id))), " ".join(written(one.standard))) for one in ACTIONS
        )
        print_table(text("settings.command.keys"), titles)
    elif values or reset:
        print_lines([text("settings.command.saved", name=name, value=_words(shown[name]))])
    else:
        print_lines([_words(shown[name])])
    return 0


def one_keys(settings: Settings, action: str) -> tuple[str, ...]:
    """The keys of an action by these settings."""
    from tui.keys import wanted

    return wanted(BY_ID[action], settings.keys)


def _named(name: str | None) -> list[str]:
    """The settings meant; raises `UsageError` where there is none of that name."""
    if name is None:
        return [*NAMES, KEYS]
    action = name.removeprefix(f"{KEYS}.")
    if name not in (*NAMES, KEYS) and (action == name or action not in BY_ID):
        names = " ".join((*NAMES, KEYS, f"{KEYS}.compare …"))
        raise UsageError(text("settings.command.unknown", name=clean_line(name), names=names))
    return [name]


def _value(settings: Settings, name: str) -> Any:
    if name == KEYS:
        return {one: written(keys) for one, keys in settings.keys.items()}
    if name.startswith(f"{KEYS}."):
        return written(one_keys(settings, name.removeprefix(f"{KEYS}.")))
    return settings.value(name)


def _words(value: Any) -> str:
    return " ".join(value) if isinstance(value, list) else str(value)


def _row(settings: Settings, name: str) -> tuple[str, str, str, str, str]:
    own = text("settings.keys.count", n=len(settings.keys)) if settings.keys else text("settings.keys.none")
    value = own if name == KEYS else settings.value(name)
    choices = " / ".join(f"{one} {text(f'settings.{name}.{one}')}" for one in CHOICES.get(name, ()))
    return name, text(f"settings.{name}"), value, choices, text(f"settings.{name}.help")


def _changed(settings: Settings, name: str, values: tuple[str, ...]) -> Settings:
    """With a setting set, or standard where no value is given; raises `UsageError` for a value that cannot be."""
    _named(name)
    standard = Settings()
    if name == KEYS or name.startswith(f"{KEYS}."):
        return _keyed(settings, name.removeprefix(KEYS).removeprefix("."), values)
    if not values:
        return settings.with_value(name, standard.value(name))
    value = " ".join(values)
    if value not in CHOICES.get(name, (value,)):
        raise UsageError(text("settings.command.value", name=name, value=clean_line(value), values=" / ".join(CHOICES[name])))
    return settings.with_value(name, value)


def _keyed(settings: Settings, action: str, values: tuple[str, ...]) -> Settings:
    own = {one: keys for one, keys in settings.keys.items() if one != action and action}
    if values and action:
        keys = [key_named(value) for value in " ".join(values).split()]
        if None in keys:
            raise UsageError(text("settings.command.key", value=clean_line(" ".join(values))))
        own[action] = tuple(key for key in keys if key)
    elif values:
        raise UsageError(text("settings.command.unknown", name=KEYS, names=f"{KEYS}.compare …"))
    for one in own:
        if found := clash(one, own):
            raise UsageError(clash_trouble(found).words)
    return replace(settings, keys=own)


def _save(settings: Settings) -> None:
    from tui.settings_file import save

    try:
        save(settings_file(), settings)
    except OSError as error:
        raise UsageError(text("settings.command.failed", why=reason(error))) from None
