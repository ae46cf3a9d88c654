"""The program as a user has it: its wheel in a fresh environment, an empty home, another folder, a real terminal."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
import venv
from dataclasses import dataclass
from pathlib import Path

import pexpect
import pyte
import pytest

ROOT = Path(__file__).parent.parent.parent
SECONDS = 30


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """All of these run in one process, for the fresh environment takes long to make."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.xdist_group("acceptance"))


@pytest.fixture(scope="session")
def wheel(tmp_path_factory) -> Path:
    """The built wheel."""
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--wheel-dir", str(folder), str(ROOT)]
    subprocess.run(command, check=True, timeout=300)
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="session")
def installed(wheel, tmp_path_factory) -> Path:
    """The command ``quizzer`` of a fresh environment that holds nothing but the wheel and what it needs."""
    folder = tmp_path_factory.mktemp("fresh") / "env"
    venv.create(folder, with_pip=True)
    command = [folder / "bin" / "python", "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    subprocess.run([*command, "-c", ROOT / "constraints.txt", wheel], check=True, timeout=600)
    return folder / "bin" / "quizzer"


@dataclass
class Program:
    """The installed program with a home and a working folder of its own."""

    command: Path
    home: Path
    folder: Path

    @property
    def environment(self) -> dict[str, str]:
        return {
            "PATH": os.environ["PATH"],
            "HOME": str(self.home),
            "QUIZZER_HOME": str(self.home / "quizzer"),
            "LANG": "en_GB.UTF-8",
            "PYTHONUTF8": "1",
            "TERM": "xterm-256color",
        }

    def run(self, *arguments: str, typed: str = "", **environment: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [self.command, *arguments],
            input=typed,
            capture_output=True,
            text=True,
            cwd=self.folder,
            env=self.environment | environment,
            timeout=SECONDS,
            check=False,
        )

    def start(self, *arguments: str, columns: int = 80, rows: int = 24, **environment: str) -> Terminal:
        child = pexpect.spawn(
            str(self.command),
            list(arguments),
            env=self.environment | environment,
            cwd=str(self.folder),
            dimensions=(rows, columns),
            encoding="utf-8",
            timeout=SECONDS,
        )
        return Terminal(child, columns, rows)

    @property
    def database(self) -> Path:
        return self.home / "quizzer" / "progress.db"


class Terminal:
    """A pseudo-terminal and what is on its screen."""

    def __init__(self, child: pexpect.spawn, columns: int, rows: int) -> None:
        self.child = child
        self.screen = pyte.Screen(columns, rows)
        self.stream = pyte.Stream(self.screen)

    @property
    def text(self) -> str:
        # Not ``screen.display``, which fails where half of a wide character was written over.
        rows = (self.screen.buffer[row] for row in range(self.screen.lines))
        return "\n".join("".join(row[column].data for column in range(self.screen.columns)) for row in rows)

    def wait_for(self, *texts: str) -> str:
        """Read until all of ``texts`` are on the screen; AssertionError with the screen if they never are."""
        deadline = time.monotonic() + SECONDS
        while not all(text in self.text for text in texts):
            assert time.monotonic() < deadline, f"{texts} never came:\n{self.text}"
            self.read()
        return self.text

    def press(self, keys: str) -> None:
        self.child.send(keys)

    def wait_for_end(self) -> int | None:
        deadline = time.monotonic() + SECONDS
        while self.child.isalive():
            assert time.monotonic() < deadline, f"still running:\n{self.text}"
            self.read()
        self.child.close()
        return self.child.exitstatus

    def read(self) -> None:
        """Take in what there is."""
        try:
            # pyte does not know every private sequence of Textual and would print its end.
            data = self.child.read_nonblocking(4096, timeout=0.1)
        except (pexpect.TIMEOUT, pexpect.EOF):
            return
        self.stream.feed(data)


@pytest.fixture
def newcomer(installed, tmp_path) -> Program:
    """The program as it is started for the first time."""
    home = tmp_path / "home"
    folder = tmp_path / "elsewhere"
    home.mkdir()
    folder.mkdir()
    return Program(installed, home, folder)


@pytest.fixture(scope="session")
def used_cache(installed, tmp_path_factory) -> Path:
    """What the first start leaves in its cache, so that the others need not read the YAML of the bank again."""
    folder = tmp_path_factory.mktemp("used")
    Program(installed, folder, folder).run("bank", "list")
    return folder / "quizzer" / "cache"


@pytest.fixture
def program(newcomer, used_cache) -> Program:
    """The program as it is started the second time, with nothing answered yet."""
    shutil.copytree(used_cache, newcomer.home / "quizzer" / "cache")
    return newcomer
