"""``guilan search QUERY``."""

from __future__ import annotations

from typing import Any

import click
from rich.console import Console
from rich.text import Text

from library.cleaning import clean_line
from library.model import Hit
from tui.cli import Argument, Command, Option
from tui.commands.common import json_option, opened, print_json, talk
from tui.strings import text

KINDS = {"all": "all", "sections": "section", "indicators": "indicator", "projects": "project"}


@click.command(cls=Command, help="search.help")
@click.argument("query", cls=Argument, nargs=-1, required=True)
@click.option("--in", "where", cls=Option, type=click.Choice(list(KINDS)), default="all", help="search.in")
@click.option("--region", cls=Option, help="search.region")
@click.option("--period", cls=Option, help="search.period")
@click.option("--plan", cls=Option, help="search.plan")
@click.option("--sort", cls=Option, type=click.Choice(["relevance", "plan"]), default="relevance", help="search.sort")
@click.option("--limit", cls=Option, type=click.IntRange(1), default=20, show_default=True, help="search.limit")
@json_option
@click.pass_obj
def command(option: str | None, /, query: tuple[str, ...], where: str, as_json: bool, **narrowed: Any) -> int:
    """Search; exit status 1 where nothing was found."""
    with opened(option) as library:
        results = library.search(" ".join(query), kind=KINDS[where], **narrowed)
    if as_json:
        hits = [_as_dict(hit) for hit in results.hits]
        print_json(
            {
                "query": results.query,
                "total": results.total,
                "took_ms": round(results.took_ms, 2),
                "note": results.note,
                "hits": hits,
            }
        )
    else:
        console = Console(highlight=False, markup=False, emoji=False)
        for number, hit in enumerate(results.hits, 1):
            console.print(_lines(number, hit), soft_wrap=True)
    if results.note:
        talk().print(clean_line(results.note))
    if not results.hits:
        talk().print(text("search.none", query=clean_line(results.query)))
        return 1
    talk().print(text("search.total", total=results.total, shown=len(results.hits), ms=results.took_ms))
    return 0


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
    }


def _lines(number: int, hit: Hit) -> Text:
    """Title, path and snippet of one hit; the match stands in 【】, so that it shows without colour."""
    out = Text(f"{number:>3}  {clean_line(hit.plan_title)} › {' › '.join(map(clean_line, hit.path))}\n")
    if hit.kind != "section":
        out.append(f"     {clean_line(hit.title)}\n")
    out.append("     ")
    done = 0
    for start, end in hit.matches:
        out.append(clean_line(hit.snippet[done:start]))
        out.append(f"【{clean_line(hit.snippet[start:end])}】", "bold")
        done = end
    out.append(clean_line(hit.snippet[done:]))
    out.append(f"\n     {hit.key}", "dim")
    return out
