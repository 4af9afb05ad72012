"""English: the doctor, reading aids."""

from __future__ import annotations

TEXTS: dict[str, str] = {
    "doctor.title": "Report of the doctor",
    "doctor.keys": "↑↓ read  Ctrl+Y copy the whole report  Esc close",
    "doctor.running": "Examining…",
    "doctor.library": "Library and index",
    "doctor.terminal": "Terminal",
    "doctor.colours": "Colours",
    "doctor.clipboard": "Clipboard",
    "doctor.fonts": "Fonts",
    "doctor.versions": "Versions",
    "doctor.places": "Where the files are",
    "doctor.no_report": "The examination did not come about",
    "doctor.counts": "{plans} plans, {sections} sections, {indicators} indicators, {projects} projects",
    "doctor.unknown": "not told",
    "doctor.term": "type {term}, program {program}",
    "doctor.size": "{columns} columns, {lines} lines",
    "doctor.no_size": "the output is no terminal and has no size",
    "doctor.between": "behind {names}",
    "doctor.direct": "connected directly",
    "doctor.locale": "locale {locale}, encoding {encoding}",
    "doctor.no_colour": "no colours ({said} is set); bold, underline and signs stay",
    "doctor.true_colour": "true colour ({said})",
    "doctor.some_colours": "{n} colours ({said}); where the terminal can do true colour after all, set {better}",
    "doctor.copy_native": "the system's clipboard first ({name})",
    "doctor.copy_terminal": "no system clipboard here, so the terminal is asked first ({name}); some refuse: then save with Ctrl+E",
    "doctor.copy_file": "neither the system's nor the terminal's clipboard can be used: what is copied is saved as a file",
    "doctor.font_advice": "Quotation marks “” half as wide, ①②③ squeezed: font and terminal disagree on “ambiguous width”.\n"
    "Choose a monospaced Chinese font (Sarasa, Noto Sans Mono CJK), or set “ambiguous width” to what the font does.",
    "doctor.system": "system {system}",
    "doctor.at_library": "Library: {path}",
    "doctor.at_state": "Last place: {path}",
    "action.doctor": "Doctor",
    "action.doctor.help": "Examine terminal, colours, clipboard, library, index; the report can be copied",
}
