"""Search, measured beside a plain scan, SQLite's FTS5 and tantivy (where installed), all on the same invented library in one run.

    python -m benchmarks.search --sections 6000 --json

For each kind of query the time of an answer (20 ranked hits; guilan also with snippets, count and facets, as always), and
recall and precision against a plain scan. FTS5 and tantivy are asked for bigrams, as one would use them for Chinese: hits are not
verified. FTS5 ranks by bm25, without contents and places, which is its fastest way. "count" and "facets" are asked of the others
as separate questions. Beside the time on the wall stands the processor's, which a busy machine does not lengthen as much.
"""

from __future__ import annotations

import argparse
import importlib
import importlib.util
import json
import random
import sqlite3
import tempfile
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from statistics import quantiles
from time import perf_counter, process_time, thread_time
from typing import Any

from benchmarks.synthetic import plans
from library import fulltext
from library.chinese import folded
from library.matching import members
from library.quickopen import QuickOpen
from library.reading import Reader
from library.search import asked, search
from library.similar import similar
from library.store import Store

Took = tuple[float, float]
"""Milliseconds on the wall and of the processor."""
Answer = tuple[Callable[[], set[str]], Took]
"""What gives the keys of all hits, and how long the first twenty took."""


@dataclass(frozen=True, slots=True)
class Text:
    """A document as the other engines get it: folded title and text in one, and what it can be filtered by."""

    body: str
    plan: str
    region: str
    order: int


_COMMON = ["养老", "社区", "推进", "覆盖率", "居家养老服务"]
_KINDS: dict[str, list[str]] = {
    "common term": _COMMON,
    "rare term": ["云溪服务点", "凤岭服务点", "信用监管", "数据共享，接受监督", "设柳滩"],
    "two-term and": ["养老 评估", "床位 残联", "救助 时间银行", "助餐 议事", "孵化 建档"],
    "phrase": ["养老机构完善临时救助", "社区居委会加强", "新增33处", "到2025年区民政局推进", "覆盖率达到77%"],
    "one character": ["养", "区", "%", "银", "5"],
    "prefix": ["养老服务*", "社*", "残*", "2025*", "智慧*"],
    "region filter": [f"床位 地区:{name}" for name in ("云溪", "安宁", "龙", "新", "柳滩")],
    "sort": _COMMON,
    "count": _COMMON,
    "facets": _COMMON,
    "no hit": ["祝餐点", "护里型床位", "月球养老", "飞船 养老", "未见之词"],
    "words of a phrase": ["床位建设养老机构", "时间银行监督", "议事协商残联", "临时救助回访", "助餐点村委会"],
    "title": ["标题:养老", "标题:服务", "标题:床位建设", "标题:队伍", "标题:主要"],
}
_ALONE = ("no hit", "words of a phrase", "title")  # what only guilan can be asked
_KEYS = [
    "y",
    "yl",
    "ylf",
    "ylfw",
    "yanglaofuwu",
    "三(二)",
    "3.2",
    "云溪 2.1",
    "养老",
    "养老服",
    "助餐店",
    "床位建设",
    "zdrw",
    "zongdian",
]


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
    (build_s, build_cpu_s), index_bytes = _build(place, sections)
    reader = Reader(place)
    started = perf_counter()
    index = fulltext.ensure(place, reader)
    search(index, reader, "养老")
    open_ms = (perf_counter() - started) * 1000
    texts = _texts(index, reader)
    quick_ms, similar_ms = _elsewhere(index, reader)
    engines: dict[str, _Engine] = {"guilan": _guilan(index, reader), "scan": _scan(texts)}
    engines["fts5_bigram"], fts_s = _fts(texts)
    if importlib.util.find_spec("tantivy"):
        engines["tantivy"] = _tantivy(texts)
    queries: dict[str, Any] = {}
    for kind, given in _KINDS.items():
        of = {name: engine for name, engine in engines.items() if name == "guilan" or kind not in _ALONE}
        truth = None if kind in _ALONE else engines["scan"]
        queries[kind] = {name: _row(engine, kind, given, rounds, truth) for name, engine in of.items()}
    return {
        "sections": sections,
        "documents": len(texts),
        "build_s": round(build_s, 2),
        "build_cpu_s": round(build_cpu_s, 2),
        "sections_per_s_a_core": round(sections / build_cpu_s),
        "index_bytes_per_section": round(index_bytes / sections),
        "open_ms": round(open_ms, 1),
        "fts5_build_s": round(fts_s, 2),
        "quick_open": quick_ms,
        "similar": similar_ms,
        "queries": queries,
    }


_Engine = Callable[[str, str], Answer]
"""Takes the kind of a query and the query."""


def _texts(index: fulltext.Index, reader: Reader) -> dict[str, Text]:
    corpus, infos = index.corpus, index.plans(reader)
    bodies = corpus.bodies(range(len(corpus)))
    columns = zip(corpus.keys, corpus.titles, bodies, corpus.plans, strict=True)
    return {key: Text(f"{title}\n{body}", plan, infos[plan].region, at) for at, (key, title, body, plan) in enumerate(columns)}


def _elsewhere(index: fulltext.Index, reader: Reader) -> tuple[dict[str, float], dict[str, float]]:
    """Quick-open by the key, and sections like one."""
    started = perf_counter()
    quick = QuickOpen(reader)
    made = (perf_counter() - started) * 1000
    index.corpus.bodies(range(len(index.corpus)))
    keys = random.Random(1).sample([key for key, kind in zip(index.corpus.keys, index.corpus.kinds, strict=True) if not kind], 20)
    similar(index, reader, keys[0])  # loads jieba
    return (
        _quantiles([_timed(partial(quick.open, key)) for key in _KEYS * 3]) | {"made_ms": round(made, 1)},
        _quantiles([_timed(partial(similar, index, reader, key)) for key in keys]),
    )


def _timed(ask: Callable[[], object]) -> Took:
    started, worked = perf_counter(), thread_time()
    ask()
    return (perf_counter() - started) * 1000, (thread_time() - worked) * 1000


def _quantiles(times: list[Took]) -> dict[str, float]:
    out: dict[str, float] = {}
    for name, column in zip(("", "cpu_"), zip(*times, strict=True), strict=True):
        cuts = quantiles(column, n=20, method="inclusive")
        out |= {f"p50_{name}ms": round(cuts[9], 2), f"p95_{name}ms": round(cuts[18], 2)}
    return out


def _guilan(index: fulltext.Index, reader: Reader) -> _Engine:
    def ask(kind: str, query: str) -> Answer:
        sort = "plan" if kind == "sort" else "relevance"
        took = _timed(lambda: search(index, reader, query, sort=sort, limit=0 if kind in ("count", "facets") else 20))

        def keys() -> set[str]:
            found = asked(index, reader, query, {}).find()
            return {index.corpus.keys[number] for number in members(found.documents, len(index.corpus))}

        return keys, took

    return ask


def _terms(query: str) -> tuple[list[str], str]:
    """What to look for, folded, and the place to look in."""
    words = query.replace("*", "").split()
    places = [folded(word[3:]) for word in words if word.startswith("地区:")]
    return [folded(word) for word in words if not word.startswith("地区:")], "".join(places)


def _scan(texts: dict[str, Text]) -> _Engine:
    def ask(kind: str, query: str) -> Answer:
        terms, place = _terms(query)
        found: set[str] = set()

        def look() -> None:
            found.update(key for key, of in texts.items() if all(term in of.body for term in terms) and place in of.region)
            if kind == "facets":
                Counter(texts[key].plan for key in found)
            elif kind == "sort":
                sorted(found, key=lambda key: texts[key].order)

        took = _timed(look)
        return lambda: found, took

    return ask


def _row(engine: _Engine, kind: str, given: list[str], rounds: int, oracle: _Engine | None) -> dict[str, float]:
    times: list[Took] = []
    found = right = wanted = 0
    for at in range(rounds):
        for query in random.Random(at).sample(given, len(given)):
            answer, took = engine(kind, query)
            times.append(took)
            if oracle and not at:
                keys, truth = answer(), oracle(kind, query)[0]()
                found, right, wanted = found + len(keys), right + len(keys & truth), wanted + len(truth)
    row = _quantiles(times)
    if oracle:
        row |= {"recall": round(right / wanted, 4) if wanted else 1.0, "precision": round(right / found, 4) if found else 1.0}
    return row


def _build(place: Path, sections: int) -> tuple[tuple[float, float], int]:
    took = worked = 0.0

    def index(connection: sqlite3.Connection, generation: int) -> None:
        nonlocal took, worked
        took, worked = perf_counter(), process_time()
        fulltext.write(connection, place, generation)
        took, worked = perf_counter() - took, process_time() - worked

    with Store.open(place, create_missing=True) as store:
        store.replace_plans(list(plans(sections)), before_commit=index)
    return (took, worked), sum(path.stat().st_size for path in (place / "plans.index").rglob("*") if path.is_file())


def _bigrams(text: str) -> list[str]:
    """Pairs of characters, each as a hexadecimal word, so that no tokeniser takes it apart."""
    return [text[at : at + 2].encode().hex() for at in range(len(text) - 1)]


def _fts(texts: dict[str, Text]) -> tuple[_Engine, float]:
    """Bigrams in FTS5 without places; a single character is the prefix of a pair."""
    database = sqlite3.connect(":memory:")
    database.execute("CREATE VIRTUAL TABLE texts USING fts5(body, content='', detail=none)")
    database.execute("CREATE TABLE of (id INTEGER PRIMARY KEY, plan TEXT, region TEXT)")
    started = perf_counter()
    keys = list(texts)
    rows = ((at, " ".join(_bigrams(of.body))) for at, of in enumerate(texts.values(), 1))
    database.executemany("INSERT INTO texts (rowid, body) VALUES (?, ?)", rows)
    database.executemany("INSERT INTO of VALUES (?, ?, ?)", ((at, of.plan, of.region) for at, of in enumerate(texts.values(), 1)))
    took = perf_counter() - started

    def ask(kind: str, query: str) -> Answer:
        terms, place = _terms(query)
        words = [f'"{pair}"' for term in terms for pair in _bigrams(term)]
        words += [f"{term.encode().hex()}*" for term in terms if len(term) == 1]
        where = "texts MATCH ?" + (" AND +texts.rowid IN (SELECT id FROM of WHERE instr(region, ?))" if place else "")
        given = (" AND ".join(words), *([place] if place else []))
        sql = {
            "count": f"SELECT count(*) FROM texts WHERE {where}",
            "facets": f"SELECT plan, count(*) FROM texts JOIN of ON of.id = texts.rowid WHERE {where} GROUP BY plan",
            "sort": f"SELECT rowid FROM texts WHERE {where} ORDER BY rowid LIMIT 20",
        }.get(kind, f"SELECT rowid FROM texts WHERE {where} ORDER BY rank LIMIT 20")
        took = _timed(lambda: database.execute(sql, given).fetchall())
        return lambda: {keys[at - 1] for (at,) in database.execute(f"SELECT rowid FROM texts WHERE {where}", given)}, took

    return ask, took


def _tantivy(texts: dict[str, Text]) -> _Engine:
    """Bigrams in tantivy, in memory. What it is not asked for here (single characters, places) is asked as it can be."""
    tantivy: Any = importlib.import_module("tantivy")
    schema = tantivy.SchemaBuilder().add_text_field("key", stored=True, tokenizer_name="raw")
    for name in ("body", "plan", "region"):
        schema = schema.add_text_field(name, tokenizer_name="whitespace", index_option="freq")
    index = tantivy.Index(schema.build())
    writer = index.writer()
    for key, of in texts.items():
        marks = " ".join([*_bigrams(of.body), *{char.encode().hex() for char in of.body}])
        writer.add_document(
            tantivy.Document(key=key, body=marks, plan=of.plan, region=" ".join({*of.region, *_bigrams(of.region)}))
        )
    writer.commit()
    index.reload()
    searcher = index.searcher()

    def ask(kind: str, query: str) -> Answer:
        terms, place = _terms(query)
        words = [word for term in terms for word in _bigrams(term) or [term.encode().hex()]]
        marks = [("body", word) for word in words] + [("region", word) for word in _bigrams(place) or list(place)]
        parts = [(tantivy.Occur.Must, tantivy.Query.term_query(index.schema, field, word)) for field, word in marks]
        question = tantivy.Query.boolean_query(parts)
        took = _timed(lambda: searcher.search(question, limit=20, count=kind == "count"))

        def keys() -> set[str]:
            return {searcher.doc(address)["key"][0] for _, address in searcher.search(question, limit=len(texts)).hits}

        return keys, took

    return ask


if __name__ == "__main__":
    main()
