"""``guilan search QUERY``."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

import click

from library.cleaning import clean_line
from library.errors import NothingFound
from library.library import Library
from library.model import Hit, Results
from tui.cli import Argument, Command, Option
from tui.commands.common import json_option, marked, opened, print_json, print_lines, print_styled, say
from tui.strings import text

KINDS = {"all": "all", "sections": "section", "indicators": "indicator", "projects": "project"}
ATTRIBUTES = ("约束性", "预期性")
SORTS = ("relevance", "plan", "region", "target")


@click.command(cls=Command, help="search.help")
@click.argument("query", cls=Argument, nargs=-1)
@click.option("--in", "where", cls=Option, type=click.Choice(list(KINDS)), default="all", help="search.in")
@click.option("--region", cls=Option, help="search.region")
@click.option("--period", cls=Option, help="search.period")
@click.option("--plan", cls=Option, help="search.plan")
@click.option("--attribute", cls=Option, type=click.Choice(ATTRIBUTES), help="search.attribute")
@click.option("--sort", cls=Option, type=click.Choice(SORTS), default="relevance", help="search.sort")
@click.option("--limit", cls=Option, type=click.IntRange(1), default=20, show_default=True, help="search.limit")
@click.option("--explain", cls=Option, metavar="KEY", help="search.explain")
@click.option("--saved", cls=Option, metavar="NAME", help="search.saved")
@json_option
@click.pass_context
def command(
    context: click.Context,
    /,
    query: tuple[str, ...],
    where: str,
    limit: int,
    sort: str,
    explain: str | None,
    saved: str | None,
    as_json: bool,
    **narrowed: Any,
) -> int:
    """Search; exit status 1 where nothing was found."""
    if not query and saved is None:
        raise click.MissingParameter(ctx=context, param=context.command.params[0])
    words, asked = " ".join(query), {"kind": KINDS[where], "sort": sort, **narrowed}
    with opened(context.obj) as library:
        if saved is not None:
            words, asked = _kept(library, saved)
        if explain is not None:
            print_lines(library.explain(words, explain, **{name: value for name, value in asked.items() if name != "sort"}))
            return 0
        results = library.search(words, limit=limit, **asked)
    if as_json:
        print_json(_answer(results))
    else:
        for number, hit in enumerate(results.hits, 1):
            print_styled(_lines(number, hit))
    if results.note:
        say(clean_line(results.note))
    if results.hits:
        say(text("search.total", total=results.total, shown=len(results.hits), ms=results.took_ms))
        return 0
    for way in results.help or ():
        say(clean_line(way.text))
    if not results.help:
        say(text("search.none", query=clean_line(results.query)))
    return 1


def _kept(library: Library, name: str) -> tuple[str, dict[str, Any]]:
    """The words and options of a search that was kept."""
    for one in library.user.searches():
        if one.name == name:
            return one.query, one.options
    raise NothingFound(text("searches.unknown", name=clean_line(name)))


def _answer(results: Results) -> dict[str, Any]:
    return {
        "query": results.query,
        "total": results.total,
        "took_ms": round(results.took_ms, 2),
        "note": results.note,
        "hits": [_as_dict(hit) for hit in results.hits],
        "facets": [asdict(facet) for facet in results.facets],
        "help": [asdict(way) for way in results.help],
    }


def _as_dict(hit: Hit) -> dict[str, Any]:
    return {
        "kind": hit.kind,
        "key": hit.key,
        "plan": hit.plan,
        "plan_title": hit.plan_title,
        "region": hit.region,
        "section": hit.section,
        "path": list(hit.path),
        "title": hit.title,
        "score": round(hit.score, 4),
        "snippet": hit.snippet,
        "matches": [list(match) for match in hit.matches],
        "via": hit.via,
    }


def _lines(number: int, hit: Hit) -> str:
    """Title, path and snippet of one hit; the match stands in 【】, so that it shows without colour."""
    lines = [f"{number:>3}  {clean_line(hit.plan_title)} › {' › '.join(map(clean_line, hit.path))}"]
    if hit.kind != "section":
        lines.append(f"     {clean_line(hit.title)}")
    lines.append("     " + marked(hit.snippet, hit.matches))
    return "\n".join([*lines, click.style(f"     {hit.key}", dim=True)])
