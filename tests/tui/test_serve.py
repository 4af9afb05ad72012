"""The app in a browser: loopback alone, behind a secret path, a page that names nobody else."""

from __future__ import annotations

import re
import signal
import socket
import subprocess
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from importlib.util import find_spec
from pathlib import Path

import pytest

from tui import cli
from tui.strings import use

ROOT = Path(__file__).resolve().parents[2]
WEB = ROOT / "tui" / "web"
OUTSIDE = re.compile(r"(?:https?:|wss?:)?//(?!127\.0\.0\.1[:/]|localhost[:/])[\w.-]+\.\w+")
TOKEN = "secret"
needs_extra = pytest.mark.skipif(find_spec("textual_serve") is None, reason="the extra is not installed: pip install guilan[serve]")


@asynccontextmanager
async def running() -> AsyncIterator[str]:
    """The server with a program that ends at once; its address."""
    from aiohttp import web

    from tui.web.server import HOST, application, listening

    with listening(0) as found:
        port = found.getsockname()[1]
        runner = web.AppRunner(application("exit", port, "zh", TOKEN))
        await runner.setup()
        await web.SockSite(runner, found).start()
        try:
            yield f"http://{HOST}:{port}"
        finally:
            await runner.cleanup()


@pytest.mark.parametrize("file", sorted(path.name for path in WEB.iterdir() if path.suffix in (".html", ".css", ".js")))
def test_our_files_name_nobody_outside(file: str) -> None:
    assert OUTSIDE.findall((WEB / file).read_text("utf-8")) == []


def test_the_pattern_finds_what_is_outside() -> None:
    for words in ("https://fonts.example.com/css", "//cdn.example.com/x", "wss://example.com/ws"):
        assert OUTSIDE.search(words)
    assert not OUTSIDE.search("ws://127.0.0.1:8000/secret/ws")


def test_without_the_extra_it_says_how_to_install_it(monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr("tui.commands.serve.find_spec", lambda _name: None)
    assert cli.main(["serve"]) == 2
    said = capfd.readouterr()
    assert "guilan[serve]" in said.err
    assert said.out == ""


@needs_extra
def test_it_listens_on_loopback_alone() -> None:
    from tui.web.server import listening

    with listening(0) as found:
        assert found.getsockname()[0] == "127.0.0.1"
        with pytest.raises(OSError, match=r".+"):
            listening(found.getsockname()[1])


@needs_extra
@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_page_holds_no_address_but_loopback(language: str) -> None:
    from tui.web.server import page_for

    use(language)
    page = page_for("ws://127.0.0.1:1/secret/ws", language)
    assert OUTSIDE.findall(page) == []
    assert re.findall(r"https?:", page) == []
    assert "$" not in page


@needs_extra
async def test_everything_that_the_page_loads_is_here_and_under_the_rules() -> None:
    from aiohttp import ClientSession

    async with running() as address, ClientSession() as client:
        async with client.get(f"{address}/{TOKEN}/") as answer:
            page = await answer.text()
            rules = answer.headers["Content-Security-Policy"]
        assert "default-src 'none'" in rules
        assert OUTSIDE.findall(rules) == []
        loaded = re.findall(r'(?:href|src)="([a-z][^":]+)"', page)
        assert len(loaded) == 4
        for name in loaded:
            async with client.get(f"{address}/{TOKEN}/{name}") as answer:
                assert answer.status == 200, name
                words = await answer.text()
                assert re.findall(r"url\(\s*['\"]?(?:https?:)?//|@import", words) == [], name


@needs_extra
@pytest.mark.parametrize(
    ("path", "headers", "status"),
    [
        ("/", {}, 404),
        ("/ws", {}, 404),
        ("/other/", {}, 404),
        (f"/{TOKEN}/static/", {}, 403),
        (f"/{TOKEN}/static/../server.py", {}, 404),
        (f"/{TOKEN}/", {"Host": "guilan.example.com"}, 403),
        (f"/{TOKEN}/ws", {"Origin": "http://guilan.example.com"}, 403),
        (f"/{TOKEN}/ws", {"Origin": "null"}, 403),
        (f"/{TOKEN}/", {"Origin": "http://127.0.0.1:9"}, 403),
    ],
)
async def test_what_is_not_asked_from_our_own_page_is_refused(path: str, headers: dict[str, str], status: int) -> None:
    from aiohttp import ClientSession

    async with running() as address, ClientSession() as client, client.get(address + path, headers=headers) as answer:
        assert answer.status == status


@needs_extra
@pytest.mark.skipif(sys.platform == "win32", reason="signals")
def test_the_app_runs_behind_it_and_interrupting_ends_both(folder: Path) -> None:
    command = [sys.executable, "-m", "tui.cli", "--library", str(folder), "serve"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=ROOT) as process:
        assert process.stdout
        assert process.stderr
        address = process.stdout.readline().strip()
        assert re.fullmatch(r"http://127\.0\.0\.1:\d+/[\w-]{20,}/", address)
        assert "Ctrl+C" in process.stderr.readline()
        received = _first_frame(address)
        process.send_signal(signal.SIGINT)
        assert process.wait(20) == 0
        assert process.stderr.read() == ""
    assert "规览".encode() in received


def _first_frame(address: str) -> bytes:
    """What the app sends over the socket until its name is there."""
    import asyncio

    from aiohttp import ClientSession, WSMsgType

    async def ask() -> bytes:
        got = b""
        async with ClientSession() as client, client.ws_connect(f"{address}ws?width=80&height=24") as web:
            while "规览".encode() not in got:
                message = await web.receive(timeout=30)
                if message.type == WSMsgType.BINARY:
                    got += message.data
                elif message.type in (WSMsgType.CLOSE, WSMsgType.CLOSED, WSMsgType.ERROR):
                    break
        return got

    return asyncio.run(ask())


def test_a_port_that_is_taken_is_said(folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    pytest.importorskip("textual_serve", reason="the extra is not installed")
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        assert cli.main(["--library", str(folder), "serve", "--port", str(port)]) == 2
    assert str(port) in capfd.readouterr().err
