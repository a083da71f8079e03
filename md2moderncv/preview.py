"""The pages in the browser: a server for this machine alone, which serves the preview and nothing else.

`/` is the page, `/state` what it shows, `/events` tells when that changes, `/pages/1.png` is a page, `/line` the line
of the source that a place on a page stems from. A request that names another host, or comes from another site, is
refused.
"""

from __future__ import annotations

import asyncio
import io
import re
import shutil
import socket as sockets
import subprocess
from collections.abc import AsyncIterator, Awaitable, Callable, MutableMapping
from importlib import resources
from pathlib import Path
from threading import Lock
from typing import Any

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, PlainTextResponse, Response, StreamingResponse
from starlette.routing import Route

from md2moderncv.diagnostics import as_json
from md2moderncv.rounds import Outcome
from md2moderncv.texlog import origin

SCALE = 2.0
"""Dots of a page's picture a point: sharp on screens of twice the usual density."""
POLICY = (
    "default-src 'none'; img-src 'self' data:; script-src 'unsafe-inline'; style-src 'unsafe-inline'; "
    "connect-src 'self'"
)


class Preview:
    """What is shown: the last good pages, and what is said of the last build."""

    def __init__(self, folder: Path) -> None:
        """Take the folder that the builds are made in."""
        self.folder = folder
        self.version = 0
        self.pdf = b""
        self.outcome: Outcome | None = None
        self.sizes: list[tuple[float, float]] = []
        self.good: Outcome | None = None
        self.waiting: set[asyncio.Queue[int]] = set()
        self.loop: asyncio.AbstractEventLoop | None = None
        self.places = b""

    def update(self, outcome: Outcome) -> None:
        """Take what came of a build; whoever looks is told."""
        if outcome.pdf is not None:
            self.pdf, self.good = outcome.pdf, outcome
            self.sizes = sizes(outcome.pdf)
            noted = self.folder / "cv.synctex.gz"
            self.places = noted.read_bytes() if noted.exists() else b""
        self.outcome = outcome
        self.version += 1
        self.tell()

    def tell(self) -> None:
        """Wake up those who wait for news."""
        if self.loop and not self.loop.is_closed():
            for queue in list(self.waiting):
                self.loop.call_soon_threadsafe(queue.put_nowait, self.version)

    def close(self) -> None:
        """Let nobody wait any longer."""
        self.version = -1
        self.tell()

    def state(self) -> dict[str, Any]:
        """Give what is shown, for the page."""
        outcome = self.outcome
        return {
            "version": self.version,
            "pages": [{"width": width, "height": height} for width, height in self.sizes],
            "failed": outcome is not None and outcome.pdf is None,
            "name": outcome.source.name if outcome else "",
            "source": outcome.source.text.split("\n") if outcome else [],
            "diagnostics": [as_json(one, outcome.source) for one in outcome.diagnostics] if outcome else [],
        }

    def line(self, page: int, x: float, y: float) -> int:
        """Give the line of the source that a place on a page, in points from its left top, stems from; 0 for none."""
        program = shutil.which("synctex")
        if not program or not self.good or not self.places:
            return 0
        from md2moderncv.cache import scratch

        with scratch() as folder:
            (folder / "cv.pdf").write_bytes(self.pdf)
            (folder / "cv.synctex.gz").write_bytes(self.places)
            asked = [program, "edit", "-o", f"{page}:{x:.1f}:{y:.1f}:cv.pdf"]
            told = subprocess.run(asked, cwd=folder, capture_output=True, text=True, errors="replace", check=False)
        match = re.search(r"^Line:(\d+)", told.stdout, re.MULTILINE)
        span = origin(self.good.tex, int(match[1]), self.good.source) if match else None
        return span.line if span else 0


PDFIUM = Lock()
"""Its library takes one caller at a time."""


def sizes(pdf: bytes) -> list[tuple[float, float]]:
    """Give the width and the height of each page, in points."""
    import pypdfium2

    with PDFIUM, pypdfium2.PdfDocument(pdf) as document:
        return [document.get_page_size(number) for number in range(len(document))]


def picture(pdf: bytes, number: int) -> bytes:
    """Give a page, counted from 1, as a PNG."""
    import pypdfium2

    with PDFIUM, pypdfium2.PdfDocument(pdf) as document:
        made = io.BytesIO()
        document[number - 1].render(scale=SCALE).to_pil().save(made, "PNG", compress_level=1)
        return made.getvalue()


def application(preview: Preview, hosts: frozenset[str]) -> Any:
    """Give the server of a preview, that answers those who call it by one of the hosts' names."""

    async def page(request: Request) -> Response:
        text = resources.files("md2moderncv").joinpath("preview.html").read_text(encoding="utf-8")
        return HTMLResponse(text, headers={"Content-Security-Policy": POLICY})

    async def state(request: Request) -> Response:
        return JSONResponse(preview.state())

    async def events(request: Request) -> Response:
        return StreamingResponse(news(preview), media_type="text/event-stream")

    async def image(request: Request) -> Response:
        number = int(request.path_params["number"])
        if not 1 <= number <= len(preview.sizes):
            return PlainTextResponse("there is no such page", 404)
        return Response(await asyncio.to_thread(picture, preview.pdf, number), media_type="image/png")

    async def line(request: Request) -> Response:
        try:
            number, x, y = (float(request.query_params[name]) for name in ("page", "x", "y"))
        except (KeyError, ValueError):
            return PlainTextResponse("page, x and y are numbers", 400)
        return JSONResponse({"line": await asyncio.to_thread(preview.line, int(number), x, y)})

    routes = [
        Route("/", page),
        Route("/state", state),
        Route("/events", events),
        Route("/pages/{number:int}.png", image),
        Route("/line", line),
    ]
    return Guard(Starlette(routes=routes), hosts)


async def news(preview: Preview) -> AsyncIterator[str]:
    """Give the number of each new state, as an event."""
    preview.loop = asyncio.get_running_loop()
    queue: asyncio.Queue[int] = asyncio.Queue()
    preview.waiting.add(queue)
    try:
        yield f"data: {preview.version}\n\n"
        while (version := await queue.get()) >= 0:
            yield f"data: {version}\n\n"
    finally:
        preview.waiting.discard(queue)


Scope = MutableMapping[str, Any]
Channel = Callable[..., Awaitable[Any]]


class Guard:
    """Refuses what does not come from the preview's own page: other hosts' names, other sites, other methods."""

    def __init__(self, app: Any, hosts: frozenset[str]) -> None:
        """Take the application, and the names that it may be called by."""
        self.app, self.hosts = app, hosts

    async def __call__(self, scope: Scope, receive: Channel, send: Channel) -> None:
        """Answer a request, or refuse it."""
        if scope["type"] == "http":
            headers = {key.decode("latin-1").lower(): value.decode("latin-1") for key, value in scope["headers"]}
            origin_named = headers.get("origin")
            known = headers.get("host", "") in self.hosts
            own = origin_named is None or origin_named.removeprefix("http://") in self.hosts
            foreign = headers.get("sec-fetch-site", "none") not in ("none", "same-origin")
            if not known or not own or foreign or scope["method"] not in ("GET", "HEAD"):
                await PlainTextResponse("this is a preview for this machine alone", 403)(scope, receive, send)
                return
        await self.app(scope, receive, send)


def listening(port: int) -> sockets.socket:
    """Give a socket that listens at a port of this machine, a free one for 0."""
    import click

    made = sockets.socket(sockets.AF_INET, sockets.SOCK_STREAM)
    made.setsockopt(sockets.SOL_SOCKET, sockets.SO_REUSEADDR, 1)
    try:
        made.bind(("127.0.0.1", port))
    except OSError as error:
        made.close()
        raise click.UsageError(f"can't serve at port {port}: {(error.strerror or str(error)).lower()}") from None
    return made


def run(preview: Preview, socket: sockets.socket) -> None:
    """Serve a preview until it is interrupted."""
    import uvicorn

    port = socket.getsockname()[1]
    hosts = frozenset({f"127.0.0.1:{port}", f"localhost:{port}"})
    config = uvicorn.Config(
        application(preview, hosts), log_level="warning", timeout_graceful_shutdown=1, server_header=False
    )
    uvicorn.Server(config).run(sockets=[socket])
