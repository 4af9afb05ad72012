"""Settings: each change is shown at once and saved at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from library.errors import reason
from tui.actions import BY_ID, hint_key, printed_keys
from tui.control.dress import dress
from tui.keys import Clash, clash, pressed, with_key
from tui.settings import CHOICES, Settings, Trouble, clash_trouble, settings_file
from tui.strings import text

if TYPE_CHECKING:
    from tui.screens.main import MainScreen


class Tuner:
    """The settings behind their screen."""

    def __init__(self, desk: MainScreen) -> None:
        self.desk = desk

    @property
    def settings(self) -> Settings:
        """As they are."""
        return self.desk.guilan.settings

    def do_settings(self) -> None:
        """The list of settings."""
        from tui.screens.settings import SettingsScreen

        self.desk.app.push_screen(SettingsScreen(self))

    def report(self, troubles: Sequence[Trouble]) -> None:
        """What of the settings file could not be used, one sentence on the status line; the doctor tells all."""
        self.desk.flash(text("settings.reported", words=troubles[0].words, press=hint_key(BY_ID["settings"])), warn=True)

    def put(self, settings: Settings) -> str:
        """Use other settings from now on and save them; words about what went wrong, empty where nothing did."""
        from tui.settings_file import save

        dress(self.desk.guilan, settings)
        try:
            save(settings_file(), settings)
        except OSError as error:
            return text("settings.failed", why=reason(error))
        return ""

    def turn(self, name: str, step: int) -> str:
        """Another value of a setting with a few: the next one, or the one before."""
        values = CHOICES[name]
        at = values.index(self.settings.value(name))
        return self.put(self.settings.with_value(name, values[(at + step) % len(values)]))

    def reset(self, name: str) -> str:
        """The standard value of a setting; ``keys`` for all keys."""
        standard = getattr(Settings(), name)
        return self.put(replace(self.settings, **{name: standard}))

    def put_folder(self, words: str) -> str:
        """Where exports are offered to go; a folder that is not there is refused."""
        path = words.strip()
        if path and not Path(path).expanduser().is_dir():
            return text("settings.folder.none", path=path)
        return self.put(self.settings.with_value("folder", path))

    def folder(self) -> str:
        """Where an export is offered to go: the folder that is set, else that of the last export."""
        own = self.settings.folder
        return str(Path(own).expanduser()) if own else self.desk.session.folder

    def give(self, name: str, key: str) -> tuple[bool, str]:
        """Give an action a new key in place of those of its kind; whether it has it, and what to say."""
        action, named = BY_ID[name], pressed(key)
        if named is None:
            return False, text("settings.keys.unknown")
        own = {**self.settings.keys, name: with_key(action, named)}
        found: Clash | None = clash(name, own)
        if found is not None:
            return False, clash_trouble(found).words
        trouble = self.put(replace(self.settings, keys=own))
        return True, trouble or text("settings.keys.given", action=action.title, keys=printed_keys(action))

    def take_back(self, name: str) -> tuple[bool, str]:
        """The standard keys of an action again, where nothing else has got one of them since."""
        own = {other: keys for other, keys in self.settings.keys.items() if other != name}
        for other in own:
            found = clash(other, own)
            if found is not None:
                return False, clash_trouble(replace(found, action=found.other or name, other=found.action)).words
        trouble = self.put(replace(self.settings, keys=own))
        return True, trouble or text("settings.keys.reset", action=BY_ID[name].title, keys=printed_keys(BY_ID[name]))
