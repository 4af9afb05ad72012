"""English: basket, settings, reading aids."""

from __future__ import annotations

TEXTS: dict[str, str] = {
    "pane.pair": "Side by side",
    "pair.nothing": "Open a section, then point at another one in the results, the similar sections or the tree",
    "pair.running": "Comparing sentence by sentence…",
    "pair.failed": "It could not be compared: {why}",
    "pair.counts": "{changed} worded differently, {same} the same, {here} only in the first, {there} only in the second",
    "pair.changed": "Worded differently (the difference between 【】)",
    "pair.same": "The same to the letter",
    "pair.here": "Only in the first",
    "pair.there": "Only in the second",
    "pair.other": "second:",
    "synonym.title": "Another name",
    "synonym.ask": "What else is “{word}” called? A search for either will find both; exact searches in quotes will not.",
    "synonym.which": "Which word has another name?",
    "synonym.nothing": "Search for a word first, then note its other name",
    "synonym.noted": "Noted: “{word}” is also called “{other}”",
    "synonym.offer": "Do plans call it by another name? Press {press} to note it, and both will be found",
    "action.pair": "Side by side",
    "action.pair.help": "Set the open section beside another one, sentence by sentence, differences marked",
    "action.synonym": "Another name",
    "action.synonym.help": "Note another name of a word that was searched for, so that either finds both",
    "copy.choose": "Copy it as what?",
    "copy.plain": "Plain text",
    "copy.cited": "Plain text with its source",
    "copy.markdown": "Markdown with its source",
    "copy.native": "Copied to the clipboard, {n} characters",
    "copy.terminal": "Sent to the terminal's clipboard, {n} characters; if it cannot be pasted, save it by Ctrl+E",
    "copy.file": "There is no clipboard here; saved as a file, {n} characters: {path}",
    "copy.failed": "It could not be copied: {why}; save it by Ctrl+E",
}
