"""``quizzer calc``."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping, Sequence
from typing import Any

import click

from quizzer.calculators.typed_values import read_value
from quizzer.cli.desk import Options, desk_of
from quizzer.cli.exits import UNUSABLE, Stop
from quizzer.cli.output import show_lines
from quizzer.cli.speaking import Command, speaks
from quizzer.practice.desk import Desk
from quizzer.questions.text import Language
from quizzer.wording.catalogue import say

_SETTINGS = {"ignore_unknown_options": True, "help_option_names": []}


@click.command("calc", cls=Command, context_settings=_SETTINGS, help="command.calc")
@click.option("--json", "as_json", is_flag=True, help="option.json")
@click.option("--jsonl", is_flag=True, help="option.calc.jsonl")
@click.option("--list", "listing", is_flag=True, help="option.calc.list")
@click.option("--simplify", is_flag=True, help="option.simplify")
@speaks
@click.argument("name", required=False, metavar="argument.name")
@click.argument("arguments", nargs=-1, type=click.UNPROCESSED, metavar="argument.values")
@click.pass_context
def command(
    ctx: click.Context,
    as_json: bool,
    jsonl: bool,
    listing: bool,
    simplify: bool,
    name: str | None,
    arguments: tuple[str, ...],
) -> int:
    """Run ``quizzer calc``."""
    options: Options = ctx.find_root().obj
    if name in ("--help", "-h"):
        click.echo(ctx.get_help())
        return 0
    desk = desk_of(options)
    if jsonl:
        return _answer_records(desk)
    if listing:
        return _list(desk, as_json=as_json)
    if name is None:
        raise Stop(UNUSABLE, say("calc.nameless", desk.language))
    if {"--help", "-h"} & set(arguments):
        return _show_one(desk, name)
    return _calculate(desk, name, arguments, as_json=as_json, simplify=simplify)


def _answer_records(desk: Desk) -> int:
    from quizzer.bank.network_table import calculators_of
    from quizzer.plain.calculation_records import answer_line

    calculators = calculators_of(desk.bank_folders)
    for line in sys.stdin.buffer:
        if line.strip():
            sys.stdout.write(answer_line(line, calculators) + "\n")
            sys.stdout.flush()
    return 0


def _list(desk: Desk, *, as_json: bool) -> int:
    from quizzer.bank.network_table import calculators_of
    from quizzer.calculators.describing import describe
    from quizzer.plain.calculators import description_lines, description_record

    found = [describe(name, calculator) for name, calculator in calculators_of(desk.bank_folders).items()]
    if as_json:
        click.echo(json.dumps({"calculators": [description_record(one) for one in found]}, ensure_ascii=False))
        return 0
    for one in found:
        show_lines(description_lines(one, desk.language))
    return 0


def _show_one(desk: Desk, name: str) -> int:
    from quizzer.calculators.describing import describe
    from quizzer.plain.calculators import description_lines

    show_lines(description_lines(describe(name, _calculator(desk, name)), desk.language))
    return 0


def _calculate(desk: Desk, name: str, texts: Sequence[str], *, as_json: bool, simplify: bool) -> int:
    from quizzer.bank.loading import load_beliefs
    from quizzer.bank.networks import NetworkError
    from quizzer.calculators.refusals import Refusal
    from quizzer.plain.layer_table import layer_table
    from quizzer.reports.calculations import calculate, calculation_lines, calculation_record
    from quizzer.wording.refusals import refusal_sentence

    calculator = _calculator(desk, name)
    given = read_arguments(texts, name, list(calculator.parameters), desk.language)
    try:
        calculation = calculate(name, calculator, given, load_beliefs(*desk.bank_folders))
    except Refusal as refusal:
        sentence = refusal_sentence(refusal.reason, refusal.details, desk.language)
        raise Stop(UNUSABLE, f"{name}: {sentence}") from refusal
    except NetworkError as problem:
        raise Stop(UNUSABLE, str(problem)) from problem
    if as_json:
        record = calculation_record(calculation, desk.language, simplify=simplify)
        click.echo(json.dumps(record, ensure_ascii=False))
    elif name == "network":
        result: Any = calculation.result
        show_lines(layer_table(result, desk.language))
    else:
        show_lines(calculation_lines(calculation, desk.language, simplify=simplify))
    return 0


def _calculator(desk: Desk, name: str) -> Any:
    import difflib

    from quizzer.bank.network_table import calculators_of

    calculators = calculators_of(desk.bank_folders)
    if name not in calculators:
        nearest = difflib.get_close_matches(name, calculators, 1, 0)[0]
        raise Stop(UNUSABLE, say("calc.unknown", desk.language, given=name, nearest=nearest))
    return calculators[name]


# --- arguments --------------------------------------------------------------------------------------------------


def read_arguments(texts: Sequence[str], name: str, known: Sequence[str], language: Language) -> Mapping[str, object]:
    """``--name value``, ``--name=value``, ``--flag`` and ``--no-flag``; bare values fill ``known`` in order."""
    given: dict[str, object] = {}
    waiting = list(texts)
    while waiting:
        text = waiting.pop(0)
        if not text.startswith("--"):
            free = [argument for argument in known if argument not in given]
            if not free:
                takes = ", ".join(known)
                raise Stop(UNUSABLE, say("calc.surplus", language, given=text, name=name, known=takes))
            given[free[0]] = read_value(text)
            continue
        option, joined, value = text[2:].partition("=")
        argument = option.replace("-", "_")
        if joined:
            given[argument] = read_value(value)
        elif waiting and not waiting[0].startswith("--"):
            given[argument] = read_value(waiting.pop(0))
        elif argument.startswith("no_") and argument[3:] in known:
            given[argument[3:]] = False
        elif argument in known:
            given[argument] = True
        else:
            raise Stop(UNUSABLE, say("calc.valueless", language, argument=text))
    return given
