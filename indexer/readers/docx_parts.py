"""The parts of a Word package: where they are, and their XML with local names only.

Transitional and strict documents (ECMA-376-1 and -4) differ in nothing but the namespaces, which are taken off: no two
elements that a text needs share a local name.
"""

from __future__ import annotations

import posixpath
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from indexer.readers.package import Package

_MAIN = "word/document.xml"
_OFF = frozenset({"0", "false", "off", "none"})


@dataclass(frozen=True, slots=True)
class Parts:
    """The main part of a document and those that belong to it; an empty element for one that is not there."""

    document: Element
    styles: Element
    numbering: Element
    footnotes: Element
    endnotes: Element


def parts_of(package: Package) -> Parts:
    """Read a document's parts. Raises `indexer.readers.ReadFailure`."""
    related = _related(package, "", {})
    main = related.get("officeDocument", _MAIN)
    main = main if main in package else _MAIN
    of_main = _related(package, main, {})

    def part(kind: str) -> Element:
        name = of_main.get(kind, f"word/{kind}.xml")
        return bare(package.xml(name)) if name in package else Element(kind)

    return Parts(bare(package.xml(main)), part("styles"), part("numbering"), part("footnotes"), part("endnotes"))


def _related(package: Package, source: str, found: dict[str, str]) -> dict[str, str]:
    """The first part of each kind that a part (the package itself: "") refers to. External targets are none of our business."""
    folder, name = posixpath.split(source)
    relations = posixpath.join(folder, "_rels", f"{name}.rels")
    if relations not in package:
        return found
    for node in package.xml(relations):
        kind = node.get("Type", "").rpartition("/")[2]
        if node.get("TargetMode") != "External":
            found.setdefault(kind, posixpath.normpath(posixpath.join("/", folder, node.get("Target", ""))).lstrip("/"))
    return found


def bare(root: Element) -> Element:
    """The same tree, its elements and attributes called by their local names."""
    for node in root.iter():
        node.tag = node.tag.rpartition("}")[2]
        if node.attrib:
            node.attrib = {name.rpartition("}")[2]: value for name, value in node.attrib.items()}
    return root


def value(node: Element | None, path: str) -> str | None:
    """The ``w:val`` of a descendant; None where there is no such element, "" where it has none."""
    found = node.find(path) if node is not None else None
    return None if found is None else found.get("val", "")


def number(node: Element | None, path: str) -> int | None:
    """The ``w:val`` of a descendant as a whole number; None where there is none."""
    return whole(value(node, path))


def whole(text: str | None) -> int | None:
    """A whole number as XML writes it; None for anything else, and for what no document counts up to."""
    digits = (text or "").strip()
    return int(digits) if digits.lstrip("+-").isdecimal() and len(digits) < 10 else None


def switched(node: Element | None, path: str) -> bool | None:
    """Whether a descendant that is a switch stands on; None where it is absent (ECMA-376-1, 17.17.4)."""
    state = value(node, path)
    return None if state is None else state.lower() not in _OFF


def chosen(alternatives: Element) -> Element:
    """The one branch of ``mc:AlternateContent`` that counts: the first choice, or what stands in for it."""
    branches = [*alternatives.findall("Choice"), *alternatives.findall("Fallback")]
    return branches[0] if branches else alternatives
