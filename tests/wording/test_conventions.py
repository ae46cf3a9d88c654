"""Conventions of calculators in Chinese: all of them, with every number, name and formula of the English text."""

from __future__ import annotations

import inspect
import re

import pytest

from quizzer.bank.network_table import calculators_of
from quizzer.bank.places import bundled_bank
from quizzer.calculators.describing import describe
from quizzer.questions.text import Language
from quizzer.wording.conventions.telling import CHINESE, TABLES, conventions_in

CALCULATORS = calculators_of((bundled_bank(),))
NUMBER = re.compile(r"\d+(?:[.,]\d+)*(?!-D)")
ABBREVIATION = re.compile(r"\b[A-Z]\w*[A-Z](?:\w*[A-Z\d])?|\bnull\b")
"""MACs and IoUs without the s of the plural."""
FORMULA = re.compile(r"[·×√⌊⌈^=+−→≥≤²Σ/]")
IN_WORDS = re.compile(r"[a-z]{3,}")


def english(name):
    return conventions_in(Language.EN, name, describe(name, CALCULATORS[name]).conventions)


ENGLISH = {name: text for name in CALCULATORS if (text := english(name))}


def names(text, marked):
    """What is not to be translated: names in code, values in quotes, abbreviations, formulas without words."""
    quoted = " ".join(re.findall(r'"[^"]*"', text))
    chunks = {chunk.strip(";:,.()") for chunk in text.split() if FORMULA.search(chunk)}
    return {
        *(name for name in marked if re.search(rf"\b{name}\b", text)),
        *re.findall(r"\w+_\w+", text),
        *re.findall(r"\w+", quoted),
        *ABBREVIATION.findall(text),
        *(chunk for chunk in chunks if re.search(r"\w", chunk) and not IN_WORDS.search(chunk)),
    }


def lost(text, marked, chinese):
    """The names and numbers of the English ``text`` that its ``chinese`` version has not."""
    numbers = set(NUMBER.findall(text)) - set(NUMBER.findall(chinese))
    return numbers | {name for name in names(text, marked) if name not in chinese}


def test_every_calculator_with_conventions_has_them_in_chinese():
    assert CHINESE.keys() == ENGLISH.keys()
    assert sum(len(table.CHINESE) for table in TABLES) == len(CHINESE)


@pytest.mark.parametrize("name", sorted(ENGLISH))
def test_no_number_name_or_formula_is_lost(name):
    _, _, rest = inspect.getdoc(CALCULATORS[name].function).partition("\n\n")
    assert not lost(ENGLISH[name], re.findall(r"``(\w+)``", rest), CHINESE[name])


@pytest.mark.parametrize(
    ("chinese", "missing"),
    [
        ("stride 默认为 2，共 4d² 个 MACs。", set()),
        ("步长默认为 2，共 4d² 个 MACs。", {"stride"}),
        ("stride 默认为 1，共 4d² 个 MACs。", {"2"}),
        ("stride 默认为 2，共 4d 个 MACs。", {"4d²"}),
        ("stride 默认为 2，共 4d² 次乘加。", {"MAC"}),
    ],
)
def test_what_is_lost_is_noticed(chinese, missing):
    assert lost("stride defaults to 2; 4d² MACs of the 2-D layer.", ["stride", "kernel"], chinese) == missing


@pytest.mark.parametrize("name", sorted(CHINESE))
def test_they_are_written_in_chinese(name):
    text = CHINESE[name]
    assert text.endswith("。")
    assert not re.search(r"[\u3400-\u9fff][,;:?!.]|[,;:?!.] ?[\u3400-\u9fff]", text)
    assert not re.search(r"[，。；：、（] |[，。；：、（][，。；：、）]| [，。；：、）]", text)
    assert not re.search(r"[\u3400-\u9fff][A-Za-z\d]|[A-Za-z\d][\u3400-\u9fff]", text)


def test_each_language_has_its_own():
    english = "Sides are those of the output. Raises InvalidShape: kernel_not_positive."
    assert conventions_in(Language.EN, "conv_macs", english) == "Sides are those of the output."
    assert conventions_in(Language.ZH, "conv_macs", english) == CHINESE["conv_macs"]
    assert conventions_in(Language.ZH, "of_ones_own", english) == "Sides are those of the output."
    assert conventions_in(Language.ZH, "of_ones_own", "Raises what that raises.") == ""
