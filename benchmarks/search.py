"""Search, measured beside a plain scan and SQLite's FTS5, all on the same invented library in one run.

    python -m benchmarks.search --sections 6000 --json

For each kind of query the time of an answer (20 ranked hits with a snippet for guilan, bare row numbers for the other two), and
recall and precision against a plain scan. FTS5 is asked for bigrams, as one would use it for Chinese: a hit is not verified.
"""

from __future__ import annotations

import argparse
import json
import random
import sqlite3
import tempfile
from collections.abc import Callable
from pathlib import Path
from statistics import quantiles
from time import perf_counter
from typing import Any

from benchmarks.synthetic import plans
from library import fulltext
from library.chinese import folded
from library.reading import Reader
from library.search import search
from library.store import Store

Answer = tuple[set[str], float]
"""Keys of all hits, and milliseconds for the first twenty."""

_KINDS: dict[str, list[str]] = {
    "common term": ["养老", "社区", "推进", "覆盖率", "居家养老服务"],
    "rare term": ["云溪服务点", "凤岭服务点", "信用监管", "数据共享，接受监督", "设柳滩"],
    "two terms": ["养老 评估", "床位 残联", "救助 时间银行", "助餐 议事", "孵化 建档"],
    "phrase": ["养老机构完善临时救助", "社区居委会加强", "新增33处", "到2025年区民政局推进", "覆盖率达到77%"],
    "words of a phrase": ["床位建设养老机构", "时间银行监督", "议事协商残联", "临时救助回访", "助餐点村委会"],
    "one character": ["养", "区", "%", "银", "5"],
    "prefix": ["养老服务*", "社*", "残*", "2025*", "智慧*"],
    "region filter": [f"床位 地区:{name}" for name in ("云溪", "安宁", "龙", "新", "柳滩")],
    "title": ["标题:养老", "标题:服务", "标题:床位建设", "标题:队伍", "标题:主要"],
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sections", type=int, default=6000)
    parser.add_argument("--rounds", type=int, default=4, help="times that each query is asked")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as place:
        figures = measure(Path(place), options.sections, options.rounds)
    if options.json:
        print(json.dumps(figures, ensure_ascii=False, indent=1))
        return
    print({name: value for name, value in figures.items() if name != "queries"})
    for kind, engines in figures["queries"].items():
        rows = (f"{engine} {row['p50_ms']:7.2f} /{row['p95_ms']:7.2f} ms" for engine, row in engines.items())
        print(f"{kind:18}", "   ".join(rows))


def measure(place: Path, sections: int, rounds: int) -> dict[str, Any]:
    """Build the library and ask everything."""
    build_s, index_bytes = _build(place, sections)
    reader = Reader(place)
    started = perf_counter()
    index = fulltext.ensure(place, reader)
    search(index, reader, "养老")
    open_ms = (perf_counter() - started) * 1000
    corpus = index.corpus
    texts = dict(zip(corpus.keys, (f"{a}\n{b}" for a, b in zip(corpus.titles, corpus.bodies(0, len(corpus)), strict=True)), strict=True))
    database, fts_s = _fts(texts)

    def guilan(query: str) -> Answer:
        started = perf_counter()
        search(index, reader, query)
        took = (perf_counter() - started) * 1000
        return {hit.key for hit in search(index, reader, query, limit=len(texts)).hits}, took

    def scan(query: str) -> Answer:
        terms = list(map(folded, query.replace("*", "").split()))
        started = perf_counter()
        found = {key for key, text in texts.items() if all(term in text for term in terms)}
        return found, (perf_counter() - started) * 1000

    def fts5(query: str) -> Answer:
        terms = map(folded, query.replace("*", "").split())
        match = " AND ".join(f'"{pair}"' for term in terms for pair in _bigrams(term).split()) or '""'
        match = f"{folded(query.rstrip('*')).encode().hex()}*" if len(folded(query.rstrip("*"))) == 1 else match
        sql = "SELECT key FROM texts WHERE texts MATCH ? ORDER BY rank"
        started = perf_counter()
        database.execute(f"{sql} LIMIT 20", (match,)).fetchall()
        took = (perf_counter() - started) * 1000
        return {key for (key,) in database.execute(sql, (match,))}, took

    queries: dict[str, Any] = {}
    for kind, asked in _KINDS.items():
        plain = kind not in ("region filter", "title", "words of a phrase")  # the others cannot be asked these
        engines: dict[str, _Engine] = {"guilan": guilan, **({"fts5_bigram": fts5, "scan": scan} if plain else {})}
        queries[kind] = {name: _row(engine, asked, rounds, scan if plain else None) for name, engine in engines.items()}
    return {
        "sections": sections,
        "documents": len(texts),
        "build_s": round(build_s, 2),
        "sections_per_s": round(sections / build_s),
        "index_bytes_per_section": round(index_bytes / sections),
        "open_ms": round(open_ms, 1),
        "fts5_build_s": round(fts_s, 2),
        "queries": queries,
    }


_Engine = Callable[[str], Answer]


def _row(engine: _Engine, asked: list[str], rounds: int, oracle: _Engine | None) -> dict[str, float]:
    times: list[float] = []
    found = right = wanted = 0
    for at in range(rounds):
        for query in random.Random(at).sample(asked, len(asked)):
            keys, took = engine(query)
            times.append(took)
            truth = oracle(query)[0] if oracle and not at else None
            if truth is not None:
                found, right, wanted = found + len(keys), right + len(keys & truth), wanted + len(truth)
    cuts = quantiles(times, n=20, method="inclusive")
    row = {"p50_ms": round(cuts[9], 2), "p95_ms": round(cuts[18], 2)}
    if oracle:
        row |= {"recall": round(right / wanted, 4) if wanted else 1.0, "precision": round(right / found, 4) if found else 1.0}
    return row


def _build(place: Path, sections: int) -> tuple[float, int]:
    took = 0.0

    def index(connection: sqlite3.Connection, generation: int) -> None:
        nonlocal took
        started = perf_counter()
        fulltext.write(connection, place, generation)
        took = perf_counter() - started

    with Store.open(place, create_missing=True) as store:
        store.replace_plans(list(plans(sections)), before_commit=index)
    return took, sum(path.stat().st_size for path in (place / "plans.index").rglob("*") if path.is_file())


def _bigrams(text: str) -> str:
    return " ".join(text[at : at + 2].encode().hex() for at in range(len(text) - 1)) if len(text) > 1 else ""


def _fts(texts: dict[str, str]) -> tuple[sqlite3.Connection, float]:
    """Bigrams in FTS5, each as a hexadecimal word, so that its tokeniser leaves them alone."""
    database = sqlite3.connect(":memory:")
    database.execute("CREATE VIRTUAL TABLE texts USING fts5(key UNINDEXED, body, detail=none)")
    started = perf_counter()
    database.executemany("INSERT INTO texts VALUES (?, ?)", ((key, _bigrams(text)) for key, text in texts.items()))
    return database, perf_counter() - started


if __name__ == "__main__":
    main()
