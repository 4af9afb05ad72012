"""A web server for this computer alone: loopback, a secret path, no other host or origin, and a page that asks nobody else.

textual-serve (an extra) brings the terminal for the browser and runs the app; its own page would load a font from elsewhere.
"""

from __future__ import annotations

import secrets
import socket
from collections.abc import Awaitable, Callable
from html import escape
from pathlib import Path
from string import Template
from typing import cast

from aiohttp import web
from textual_serve.server import Server

from tui.strings import text

HOST = "127.0.0.1"
HERE = Path(__file__).parent
FILES = {"page.css": "text/css", "page.js": "text/javascript"}
Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]
Middleware = Callable[[web.Request, Handler], Awaitable[web.StreamResponse]]


def listening(port: int) -> socket.socket:
    """A socket on loopback; port 0 takes a free one. Raises OSError where the port is taken."""
    found = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    try:
        found.bind((HOST, port))
    except OSError:
        found.close()
        raise
    return found


def application(command: str, port: int, lang: str, token: str) -> web.Application:
    """The web application: page, terminal and socket below the secret path, everything else is not there."""
    server = Server(command, host=HOST, port=port, title=text("brand"))

    async def page(request: web.Request) -> web.Response:
        return web.Response(text=page_for(f"ws://{request.host}/{token}/ws", lang), content_type="text/html")

    async def file(request: web.Request) -> web.Response:
        name = request.path.rsplit("/", 1)[-1]
        return web.Response(text=(HERE / name).read_text("utf-8"), content_type=FILES[name])

    app = web.Application(middlewares=[guard(port)])
    app.add_routes([web.get(f"/{token}/", page), web.get(f"/{token}/ws", server.handle_websocket)])
    app.add_routes([web.get(f"/{token}/{name}", file) for name in FILES])
    app.router.add_static(f"/{token}/static", server.statics_path)
    return app


def page_for(socket_url: str, lang: str) -> str:
    """The page, which names nothing outside."""
    words = {name: text(f"serve.page.{name}") for name in ("opening", "ended", "again")}
    fields = {"lang": {"zh": "zh-CN"}.get(lang, lang), "title": text("brand"), "socket": socket_url, **words}
    return Template((HERE / "page.html").read_text("utf-8")).substitute({name: escape(value) for name, value in fields.items()})


def guard(port: int) -> Middleware:
    """Refuses what comes by another name than loopback's (a page elsewhere whose name was turned to this computer) or from a page
    elsewhere, and forbids the browser to ask anybody else on behalf of ours.
    """
    hosts = {f"{HOST}:{port}", f"localhost:{port}"}
    sockets = " ".join(f"ws://{host}" for host in sorted(hosts))
    rules = (
        "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; font-src 'self' data:; img-src 'self' data:; "
        f"connect-src 'self' {sockets}; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    )
    headers = {"Content-Security-Policy": rules, "Referrer-Policy": "no-referrer", "X-Content-Type-Options": "nosniff"}

    async def checked(request: web.Request, handler: Handler) -> web.StreamResponse:
        origin = request.headers.get("Origin")
        if request.host not in hosts or (origin is not None and origin not in {f"http://{host}" for host in hosts}):
            raise web.HTTPForbidden
        response = await handler(request)
        if not response.prepared:
            response.headers.update({**headers, "Cache-Control": "no-store"})
        return response

    return cast(Middleware, web.middleware(checked))


def serve(command: str, port: int, lang: str, started: Callable[[str], None]) -> None:
    """Serve until Ctrl+C; ``started`` is told the address. Raises OSError where the port is taken."""
    with listening(port) as found:
        number, token = found.getsockname()[1], secrets.token_urlsafe(16)
        app = application(command, number, lang, token)

        async def tell(_app: web.Application) -> None:
            started(f"http://{HOST}:{number}/{token}/")

        app.on_startup.append(tell)
        web.run_app(app, sock=found, print=None, access_log=None, shutdown_timeout=1.0)
