"""Reading the bank's YAML files into items, every mistake with file, line and column.

The fast path decodes with libyaml and validates with msgspec. Only when that finds a mistake is the file composed
again with positions, to say where it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import msgspec
import yaml

from quizzer.bank.items import Item
from quizzer.bank.registers import Belief, Erratum, Section
from quizzer.questions.text import Text

T = TypeVar("T")

_Safe: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_STEERS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
"""What steers a terminal; YAML lets it in as an escape only."""


class _Loader(_Safe):  # type: ignore[misc]
    """Refuses texts that would steer a terminal."""

    def construct_yaml_str(self, node: yaml.ScalarNode) -> str:
        text: str = self.construct_scalar(node)
        found = _STEERS.search(text)
        if found:
            problem = f"the control character U+{ord(found[0]):04X} must not stand in a text"
            raise yaml.constructor.ConstructorError(None, None, problem, node.start_mark)
        return text


_Loader.add_constructor("tag:yaml.org,2002:str", _Loader.construct_yaml_str)


@dataclass(frozen=True, slots=True)
class Finding:
    """A mistake in a bank file."""

    file: Path
    line: int
    column: int
    message: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}: {self.message}"


class BankError(Exception):
    """The bank has mistakes; ``findings`` lists them."""

    def __init__(self, findings: list[Finding]) -> None:
        super().__init__("\n".join(str(finding) for finding in findings))
        self.findings = findings


@dataclass(frozen=True)
class Bank:
    """Everything that can be asked, by id, with the registers that items refer to.

    ``places`` gives the file of each item; ``findings`` the entries that were left out because of a mistake.
    """

    items: dict[str, Item]
    topics: dict[str, Text]
    beliefs: dict[str, Belief]
    sections: dict[str, Section]
    errata: dict[str, Erratum]
    places: dict[str, Path]
    findings: tuple[Finding, ...] = ()


def load_bank(*folders: Path) -> Bank:
    """The bank of ``folders``, later ones layered over earlier ones (an item of the same id replaces).

    A file with a mistake is left out, with its findings; the rest stays usable. Raises :class:`BankError` when no
    item is left at all.
    """
    findings: list[Finding] = []
    bank = Bank({}, {}, {}, {}, {}, {})
    for folder in folders:
        bank.topics.update(read_yaml(folder / "topics.yaml", dict[str, Text], findings) or {})
        bank.beliefs.update(_beliefs_in(folder, findings))
        notes = folder / "notes"
        sections = read_yaml(notes / "sections.yaml", list[Section], findings) or []
        bank.sections.update({section.id: section for section in sections})
        errata = read_yaml(notes / "errata.yaml", list[Erratum], findings) or []
        bank.errata.update({erratum.id: erratum for erratum in errata})
        for file in _item_files(folder):
            _add_items(bank, file, findings)
    if not bank.items:
        raise BankError(findings or [Finding(folders[0], 1, 1, "there is no item in this bank")])
    return Bank(bank.items, bank.topics, bank.beliefs, bank.sections, bank.errata, bank.places, tuple(findings))


def load_beliefs(*folders: Path) -> dict[str, Belief]:
    """The register of misconceptions of ``folders`` alone; files with a mistake are left out."""
    return {slip: belief for folder in folders for slip, belief in _beliefs_in(folder, []).items()}


def _beliefs_in(folder: Path, findings: list[Finding]) -> dict[str, Belief]:
    found: dict[str, Belief] = {}
    for file in sorted((folder / "misconceptions").glob("*.yaml")):
        found.update(read_yaml(file, dict[str, Belief], findings) or {})
    return found


def _item_files(folder: Path) -> Iterator[Path]:
    for part in ("items", "numeric"):
        yield from sorted((folder / part).glob("*.yaml"))


def _add_items(bank: Bank, file: Path, findings: list[Finding]) -> None:
    seen: set[str] = set()
    for item in read_yaml(file, list[Item], findings) or []:
        if item.id in seen:
            findings.append(Finding(file, *place_of_id(file, item.id), f"the id {item.id} is used twice"))
        seen.add(item.id)
        bank.items[item.id] = item
        bank.places[item.id] = file


def read_yaml(file: Path, expected: type[T], findings: list[Finding]) -> T | None:
    """The content of ``file`` as ``expected``; None with a finding if it is missing a value or has a mistake."""
    if not file.is_file():
        return None
    try:
        text = file.read_text(encoding="utf-8")
        raw = yaml.load(text, Loader=_Loader)  # noqa: S506 - the C twin of SafeLoader
        return msgspec.convert(raw, expected) if raw is not None else None
    except (OSError, UnicodeDecodeError) as problem:
        findings.append(Finding(file, 1, 1, f"cannot be read: {problem}"))
    except yaml.MarkedYAMLError as problem:
        mark = problem.problem_mark or problem.context_mark
        line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        findings.append(Finding(file, line, column, f"is not valid YAML: {problem.problem or problem.context}"))
    except yaml.YAMLError as problem:
        findings.append(Finding(file, 1, 1, f"is not valid YAML: {problem}"))
    except RecursionError:
        findings.append(Finding(file, 1, 1, "is nested too deeply"))
    except msgspec.ValidationError as problem:
        message, _, path = str(problem).partition(" - at `")
        findings.append(Finding(file, *place_of_path(text, path.rstrip("`")), message))
    return None


def place_of_path(text: str, path: str) -> tuple[int, int]:
    """Line and column of a msgspec path such as ``$[3].choices[1].feedback``; of the nearest parent if absent."""
    node = yaml.compose(text, Loader=_Loader)
    for name, index in re.findall(r"\.([\w-]+)|\[(\d+|\.\.\.)\]", path):
        child = None
        if isinstance(node, yaml.MappingNode) and name:
            child = next((value for key, value in node.value if key.value == name), None)
        elif isinstance(node, yaml.SequenceNode) and index.isdigit() and int(index) < len(node.value):
            child = node.value[int(index)]
        if child is None:
            break
        node = child
    return (node.start_mark.line + 1, node.start_mark.column + 1) if node else (1, 1)


def place_of_id(file: Path, item_id: str) -> tuple[int, int]:
    """Line and column of the last item called ``item_id`` in ``file``."""
    lines = [
        number
        for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1)
        if re.match(rf"- id: {re.escape(item_id)}\s*$", line)
    ]
    return (lines[-1] if lines else 1), 1
