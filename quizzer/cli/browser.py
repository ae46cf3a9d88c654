"""The full-screen program in a browser: textual-serve with a page of our own and its doors closed to strangers.

Nothing is loaded from other hosts. A page of another site can neither read ours nor type into it: a request must name
this server as its host (or a name could be pointed here) and, where it has an origin, come from our own page.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Mapping
from ipaddress import ip_address
from pathlib import Path

import aiohttp_jinja2
from aiohttp import web
from aiohttp.typedefs import Handler, Middleware
from textual_serve.app_service import AppService
from textual_serve.server import Server, to_int

PAGES = Path(__file__).parent / "pages"
LOOPBACK_NAMES = ("localhost", "127.0.0.1", "[::1]")
WILDCARDS = ("0.0.0.0", "::")  # noqa: S104  named, not bound
FONT_PIXELS = 16
HEARTBEAT_SECONDS = 15
END_SECONDS = 5
"""So long the server waits for programs that are open in a browser when it ends; what they keep is on disk anyway."""
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; font-src 'self'; img-src 'self' data:; "
    "connect-src 'self' ws://{host}; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)


def is_loopback(address: str) -> bool:
    """Whether only this machine reaches ``address``."""
    try:
        return ip_address(address).is_loopback
    except ValueError:
        return address == "localhost"


class WaitedFor(AppService):
    """The program behind a page. It is over when its process is: textual-serve leaves that to chance."""

    async def stop(self) -> None:
        """Ask the program to end, and wait until it has."""
        await super().stop()
        if self._process is not None:
            await self._process.wait()


class BrowserServer(Server):
    """Serves ``command``, a shell's command line, to browsers; ``ready`` is called with the address when it listens."""

    def __init__(
        self, command: str, host: str, port: int, words: Mapping[str, str], ready: Callable[[str], None]
    ) -> None:
        super().__init__(command, host=host, port=port, title="quizzer", templates_path=str(PAGES))
        self.words = dict(words)
        self.ready = ready
        self._sessions: set[asyncio.Task[web.WebSocketResponse]] = set()

    def initialize_logging(self) -> None:
        """Only what went wrong is told."""
        logging.basicConfig(level=logging.WARNING)

    async def on_startup(self, app: web.Application) -> None:
        """Say nothing yet: the port is not open."""

    async def handle_websocket(self, request: web.Request) -> web.WebSocketResponse:
        """Run the program for a browser. Where the server ends, the program still ends in its own way."""
        session = asyncio.create_task(self._run_for(request))
        self._sessions.add(session)
        session.add_done_callback(self._sessions.discard)
        return await asyncio.shield(session)

    async def _run_for(self, request: web.Request) -> web.WebSocketResponse:
        page = web.WebSocketResponse(heartbeat=HEARTBEAT_SECONDS)
        await page.prepare(request)

        async def close() -> None:
            await page.close()

        program = WaitedFor(
            self.command,
            write_bytes=page.send_bytes,
            write_str=page.send_str,
            close=close,
            download_manager=self.download_manager,
        )
        columns, rows = (to_int(request.query.get(name, ""), usual) for name, usual in (("width", 80), ("height", 24)))
        await program.start(columns, rows)
        try:
            await self._process_messages(page, program)
        except asyncio.CancelledError:
            await close()
        finally:
            await program.stop()
        return page

    async def on_shutdown(self, app: web.Application) -> None:
        """End every program that is open in a browser, and wait for it."""
        sessions = {*self._sessions}
        for session in sessions:
            session.cancel()
        if sessions:
            await asyncio.wait(sessions, timeout=END_SECONDS)

    def serve(self, debug: bool = False) -> None:
        """Serve until Ctrl-C. Raises OSError where the port cannot be opened."""
        self.initialize_logging()
        # aiohttp calls this once, when it listens.
        web.run_app(self._make_app(), host=self.host, port=self.port, print=lambda _: self.ready(self.public_url))

    async def _make_app(self) -> web.Application:
        app = await super()._make_app()
        app.middlewares.append(self._guarded())
        app.router.add_get("/focus.js", _focus)
        return app

    def _guarded(self) -> Middleware:
        @web.middleware
        async def guard(request: web.Request, handler: Handler) -> web.StreamResponse:
            if not self.welcomes(request.host, request.headers.get("Origin"), needs_origin=request.path == "/ws"):
                raise web.HTTPForbidden(text="This page is served to itself only.\n")
            return await handler(request)

        return guard

    def welcomes(self, host: str, origin: str | None, *, needs_origin: bool) -> bool:
        """Whether a request that names ``host`` and comes from a page of ``origin`` is served."""
        name = host.removesuffix(f":{self.port}")
        if host == name or not self._is_own_name(name):
            return False
        return not needs_origin if origin is None else origin == f"http://{host}"

    def _is_own_name(self, name: str) -> bool:
        if self.host in WILDCARDS:
            # A number cannot be pointed here by somebody else's name server.
            return name == "localhost" or _is_number(name)
        own = f"[{self.host}]" if ":" in self.host else self.host
        return name == own or (is_loopback(self.host) and name in LOOPBACK_NAMES)

    async def handle_index(self, request: web.Request) -> web.StreamResponse:
        """The page with the terminal."""
        context = {**self.words, "websocket": f"ws://{request.host}/ws", "font_size": FONT_PIXELS}
        response = aiohttp_jinja2.render_template("app_index.html", request, context)
        response.headers["Content-Security-Policy"] = POLICY.format(host=request.host)
        response.headers["X-Content-Type-Options"] = "nosniff"
        return response


async def _focus(request: web.Request) -> web.StreamResponse:
    return web.FileResponse(PAGES / "focus.js")


def _is_number(name: str) -> bool:
    try:
        ip_address(name.strip("[]"))
    except ValueError:
        return False
    return True
