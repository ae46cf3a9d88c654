"""``quizzer serve``: it starts, serves its own files alone, and refuses strangers."""

from __future__ import annotations

import asyncio
import json
import re
import shlex
import signal
import socket
import subprocess
import sys
from contextlib import asynccontextmanager, contextmanager
from functools import cache

import aiohttp
import pytest

from quizzer.cli.browser import BrowserServer, is_loopback
from quizzer.cli.start import start

WAIT_SECONDS = 30
EVERYWHERE = "0.0.0.0"  # noqa: S104


def free_port() -> int:
    with socket.socket() as opened:
        opened.bind(("127.0.0.1", 0))
        return opened.getsockname()[1]


@contextmanager
def serving(folder):
    """The address of a running server, and what ends it, as happens behind this; it has nothing to complain of."""
    port = free_port()
    command = [sys.executable, "-m", "quizzer", "--database", str(folder / "x.db"), "serve", "--port", str(port)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as running:
        assert f"http://127.0.0.1:{port}" in running.stdout.readline()
        end = cache(lambda: running.send_signal(signal.SIGINT))
        yield f"127.0.0.1:{port}", end
        end()
        _, complaints = running.communicate(timeout=WAIT_SECONDS)
    assert (running.returncode, complaints) == (0, ""), complaints


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    """The address of a running server."""
    with serving(tmp_path_factory.mktemp("served")) as (address, _):
        yield address


async def get(server, path, **headers):
    async with aiohttp.ClientSession() as session, session.get(f"http://{server}{path}", headers=headers) as response:
        return response.status, await response.text(errors="replace"), response.headers


async def test_the_page_and_its_files_come_from_here_alone(server):
    status, page, headers = await get(server, "/")
    assert status == 200
    addresses = re.findall(r'\b(?<!-)(?:href|src|url)\s*[=(]\s*"([^"]*)"', page)
    assert addresses
    for address in addresses:
        assert address.startswith(("/", "data:"))
        if address.startswith("/"):
            assert (await get(server, address))[0] == 200
    assert re.findall(r"\w+://[^\"/]+", page) == [f"ws://{server}"]
    assert "default-src 'none'" in headers["Content-Security-Policy"]


@pytest.mark.parametrize("path", ["/", "/ws", "/static/js/textual.js"])
async def test_strangers_are_refused(server, path):
    assert (await get(server, path, Origin="http://elsewhere.example"))[0] == 403
    assert (await get(server, path, Host="elsewhere.example"))[0] == 403
    assert (await get(server, path, Host=f"elsewhere.example:{server.partition(':')[2]}"))[0] == 403


async def test_the_terminal_opens_to_its_own_page_only(server):
    assert (await get(server, "/ws"))[0] == 403
    async with opened(server) as terminal:
        await terminal.send_str(json.dumps(["stdin", "\x11"]))


async def test_a_server_that_ends_ends_what_is_open_in_a_browser(tmp_path):
    with serving(tmp_path) as (address, end):
        async with opened(address) as terminal:
            await terminal.send_str(json.dumps(["stdin", "b"]))
            end()
            async with asyncio.timeout(WAIT_SECONDS):
                while not terminal.closed:
                    await terminal.receive()


@asynccontextmanager
async def opened(server):
    """The terminal of a page, once the program is drawn on it."""
    drawn = b""
    async with (
        aiohttp.ClientSession() as session,
        session.ws_connect(f"ws://{server}/ws?width=80&height=24", origin=f"http://{server}") as terminal,
    ):
        async with asyncio.timeout(WAIT_SECONDS):
            while b"quizzer" not in drawn:
                message = await terminal.receive()
                assert message.type in (aiohttp.WSMsgType.BINARY, aiohttp.WSMsgType.TEXT), message
                drawn += message.data if isinstance(message.data, bytes) else message.data.encode()
        yield terminal


@pytest.mark.parametrize(
    ("listening", "host", "welcome"),
    [
        ("127.0.0.1", "localhost:8000", True),
        ("127.0.0.1", "127.0.0.1", False),
        ("127.0.0.1", "192.168.1.5:8000", False),
        ("::1", "[::1]:8000", True),
        (EVERYWHERE, "192.168.1.5:8000", True),
        (EVERYWHERE, "rebound.example:8000", False),
        ("192.168.1.5", "192.168.1.5:8000", True),
        ("192.168.1.5", "localhost:8000", False),
    ],
)
def test_only_its_own_names_are_served(listening, host, welcome):
    server = BrowserServer("true", listening, 8000, {}, print)
    assert server.welcomes(host, None, needs_origin=False) is welcome
    assert server.welcomes(host, f"http://{host}", needs_origin=True) is welcome
    assert not server.welcomes(host, None, needs_origin=True)
    assert not server.welcomes(host, f"https://{host}.example", needs_origin=True)


def test_other_addresses_need_a_word(capsys):
    assert start(["serve", "--host", EVERYWHERE]) == 2
    assert "--anyone" in capsys.readouterr().err
    assert not is_loopback(EVERYWHERE)
    assert is_loopback("::1")


def test_a_taken_port_is_one_sentence(capsys):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        command = [sys.executable, "-m", "quizzer", "serve", "--port", str(port)]
        run = subprocess.run(command, capture_output=True, text=True, check=False, timeout=WAIT_SECONDS)
    assert run.returncode == 2
    assert run.stderr.count("\n") == 1
    assert str(port) in run.stderr


def test_a_warning_is_printed_before_others_can_come(tmp_path):
    command = [sys.executable, "-m", "quizzer", "serve", "--host", EVERYWHERE, "--anyone", "--port", str(free_port())]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as running:
        running.stdout.readline()
        running.send_signal(signal.SIGINT)
        _, complaints = running.communicate(timeout=WAIT_SECONDS)
    assert EVERYWHERE in complaints
    assert "password" in complaints


@pytest.mark.parametrize("language", ["en", "zh"])
def test_without_its_extra_it_says_a_command_that_a_shell_understands(language, monkeypatch, capsys):
    monkeypatch.setattr("quizzer.cli.serve.find_spec", lambda _: None)
    assert start(["--language", language, "serve"]) == 2
    said = capsys.readouterr().err
    words = shlex.split(said[said.index(shlex.quote(sys.executable)) :])
    assert words == [sys.executable, "-m", "pip", "install", ".[serve]"]
