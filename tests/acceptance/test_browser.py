"""``quizzer serve`` in a real headless Chromium, driven by its DevTools protocol: an answer typed, its verdict seen."""

from __future__ import annotations

import asyncio
import base64
import itertools
import json
import os
import re
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from collections import deque
from contextlib import asynccontextmanager
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import aiohttp
import pyte
import pytest

from tests.cli.test_serve import free_port

pytestmark = [pytest.mark.acceptance, pytest.mark.long]

SECONDS = 60
CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
QUIET = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
    "--window-size=1000,600",
]
KEYS = {"enter": ("Enter", 13, "\r"), "down": ("ArrowDown", 40, ""), "/": ("/", 191, "/"), "-": ("-", 189, "-")}
"""Name, code and text of the keys that are no letters or digits."""
ITEM = "output-size-conv-side"


@pytest.fixture
def database(tmp_path) -> Path:
    return tmp_path / "progress.db"


@pytest.fixture
def served(database):
    """The address of a running ``quizzer serve``."""
    command = [sys.executable, "-m", "quizzer", "--database", str(database), "--language", "en", "serve", "--port"]
    with subprocess.Popen([*command, str(free_port())], stdout=subprocess.PIPE, text=True) as server:
        yield re.search(r"http://\S+", server.stdout.readline())[0]
        server.send_signal(signal.SIGINT)
        server.wait(SECONDS)


class Tab:
    """A page in the browser: what it asked the network for, and what its terminal was sent."""

    def __init__(self, socket: aiohttp.ClientWebSocketResponse) -> None:
        self.socket = socket
        self.numbers = itertools.count(1)
        self.replies: dict[int, asyncio.Future] = {}
        self.addresses: list[str] = []
        self.screen = pyte.Screen(80, 24)
        self.stream = pyte.ByteStream(self.screen)

    async def call(self, method: str, **parameters: object) -> dict:
        number = next(self.numbers)
        self.replies[number] = asyncio.get_running_loop().create_future()
        await self.socket.send_json({"id": number, "method": method, "params": parameters})
        reply = await asyncio.wait_for(self.replies[number], SECONDS)
        assert "error" not in reply, reply
        return reply["result"]

    async def listen(self) -> None:
        async for message in self.socket:
            told = json.loads(message.data)
            if "id" in told:
                self.replies[told["id"]].set_result(told)
                continue
            method, values = told["method"], told["params"]
            if method == "Network.requestWillBeSent":
                self.addresses.append(values["request"]["url"])
            elif method == "Network.webSocketCreated":
                self.addresses.append(values["url"])
                size = parse_qs(urlsplit(values["url"]).query)
                self.screen.resize(int(size["height"][0]), int(size["width"][0]))
            elif method == "Network.webSocketFrameReceived" and values["response"]["opcode"] == 2:
                self.stream.feed(base64.b64decode(values["response"]["payloadData"]))

    async def press(self, *keys: str) -> None:
        for key in keys:
            name, code, text = KEYS[key] if key in KEYS else (key, ord(key.upper()), key)
            event = {"key": name, "windowsVirtualKeyCode": code}
            kind = "keyDown" if text else "rawKeyDown"
            await self.call("Input.dispatchKeyEvent", type=kind, text=text, **event)
            await self.call("Input.dispatchKeyEvent", type="keyUp", **event)

    async def press_until(self, key: str, text: str) -> None:
        """Press ``key`` again until ``text`` is shown: the key before it may still be on its way."""
        for _ in range(SECONDS):
            await self.press(key)
            await asyncio.sleep(0.5)
            if any(text in line for line in self.screen.display):
                return
        raise AssertionError(f"{text} never came:\n" + "\n".join(self.screen.display))

    async def wait_for(self, *texts: str) -> str:
        """What the terminal shows, once one of ``texts`` is in it."""
        deadline = time.monotonic() + SECONDS
        while True:
            shown = "\n".join(self.screen.display)
            if any(text in shown for text in texts):
                return shown
            assert time.monotonic() < deadline, f"{texts} never came:\n{shown}"
            await asyncio.sleep(0.05)


@asynccontextmanager
async def browser(folder):
    """A new Chromium with nothing of its own; yields the tab it opens with. Skips where there is none."""
    if CHROMIUM is None:
        pytest.skip("no Chromium here: apt-get install chromium")
    command = [CHROMIUM, *QUIET, "--remote-debugging-port=0", f"--user-data-dir={folder}", "about:blank"]
    with subprocess.Popen(
        command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, start_new_session=True
    ) as chromium:
        try:
            port = urlsplit(await asyncio.to_thread(_endpoint, chromium)).port
            async with aiohttp.ClientSession() as session:
                async with session.get(f"http://127.0.0.1:{port}/json") as listed:
                    page = next(one for one in await listed.json() if one["type"] == "page")
                async with session.ws_connect(page["webSocketDebuggerUrl"], max_msg_size=0) as socket:
                    tab = Tab(socket)
                    listening = asyncio.create_task(tab.listen())
                    yield tab
                    listening.cancel()
        finally:
            os.killpg(chromium.pid, signal.SIGKILL)


def _endpoint(chromium: subprocess.Popen) -> str:
    """The address that Chromium prints when it can be driven."""
    last = deque(maxlen=5)
    for line in chromium.stderr:
        last.append(line.decode(errors="replace"))
        if "DevTools listening on " in last[-1]:
            return last[-1].split()[-1]
    pytest.skip(f"Chromium does not start here: {' '.join(last)}")


async def test_an_answer_is_typed_and_its_verdict_seen(served, database, tmp_path):
    async with browser(tmp_path / "profile") as tab:
        await tab.call("Network.enable")
        await tab.call("Page.enable")
        await tab.call("Page.navigate", url=f"{served}/")
        await tab.wait_for("Browse")
        await tab.press("b")
        await tab.wait_for("words, or topic:")
        await tab.press("/", *ITEM, "enter")
        await tab.wait_for("1 of ")
        await tab.press_until("down", "convolution")
        await tab.press("z")
        await tab.wait_for("1 of 5")
        await tab.press("1", "enter")
        await tab.wait_for("✗", "✓")
    with sqlite3.connect(database) as connection:
        assert connection.execute("select count(*) from events where kind = 'attempt'").fetchone() == (1,)
    own = urlsplit(served).netloc
    assert {urlsplit(url).netloc for url in tab.addresses if not url.startswith(("data:", "about:"))} == {own}
    assert any(url.startswith("ws://") for url in tab.addresses)
