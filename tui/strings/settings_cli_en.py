"""English: settings outside the screen: command, file, page of the guide."""

from __future__ import annotations

TEXTS: dict[str, str] = {
    "settings.file.head": "Settings of guilan. Press , in guilan to change them, or change them here: they hold from "
    "the next start on. Delete one for its standard value; comments of your own stay.",
    "settings.file.keys": "Your own keys: an action on the left, its keys on the right; actions not named keep their "
    "standard keys. For instance:\n"
    '  compare = ["F4", "c"]\nThe names of the actions: guilan settings keys. Keys are written c, F4, Ctrl+E, '
    "Alt+←, Shift+F5.",
    "settings.command": "See and change settings: no name lists all, a name shows one, a value after it sets it",
    "settings.command.reset": "Back to the standard value",
    "settings.command.columns": "name|setting|now|may be|what for",
    "settings.command.keys": "name|action|keys now|standard keys",
    "settings.command.unknown": "There is no setting “{name}”; there are: {names}",
    "settings.command.value": "“{name}” cannot be “{value}”; it may be: {values}",
    "settings.command.saved": "Saved: {name} = {value}",
    "settings.command.failed": "The settings were not saved: {why}",
    "settings.command.key": "“{value}” holds a key that is not known; keys are written c, F4, Ctrl+E, Alt+←, Shift+F5",
    "argument.name": "[NAME]",
    "argument.values": "[VALUE]",
    "pages.settings.file": "Settings are kept in a TOML file, made when a setting is first changed, with a word on "
    "each; comments of your own stay. It is looked for in this order:",
    "pages.settings.named": "the file that the environment variable `GUILAN_CONFIG` names",
    "pages.settings.folder": "`guilan/settings.toml` in the user's config folder: `~/.config` on Linux, "
    "`~/Library/Application Support` on macOS, "
    "`%LOCALAPPDATA%` on Windows",
    "pages.columns.settings": "name|setting|may be|standard|what for",
    "pages.settings.folder.values": "any folder",
    "pages.settings.keys.values": "one line for each action in the table `[keys]`",
    "pages.settings.example": "A fresh file:",
}
