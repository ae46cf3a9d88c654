"""Every sentence exists in both languages, says the same with the same values, and every code has its sentence."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import quizzer
from quizzer.questions.text import Language
from quizzer.wording.catalogue import TEXTS, say

PACKAGE = Path(quizzer.__file__).parent
BOTH_SCRIPTS = {"settings.value.zh", "key.language", "home.language", "help.number"}
HALF_WIDTH = re.compile(r"[\u3400-\u9fff][,;:?!(]")


def names(text):
    return set(re.findall(r"\{(\w+)\}", text))


@pytest.mark.parametrize("key", sorted(TEXTS))
def test_both_languages_use_the_same_values(key):
    text = TEXTS[key]
    assert text.en.strip()
    assert text.zh.strip()
    assert names(text.en) == names(text.zh)
    assert not HALF_WIDTH.search(text.zh)
    assert key in BOTH_SCRIPTS or not re.search(r"[\u3400-\u9fff]", text.en)


def test_values_are_put_in_once_and_are_never_a_template():
    assert "{belief}" in say("verdict.slip", Language.EN, belief="{belief}")


def sources(*rooms):
    return "\n".join(file.read_text(encoding="utf-8") for room in rooms for file in (PACKAGE / room).glob("*.py"))


def test_every_reason_of_grading_has_its_sentence():
    code = sources("grading")
    reasons = set(re.findall(r'Reason\(\s*"(\w+)"', code)) | {
        "members_missing",
        "members_extra",
        "reason_wrong",
        "judgement_wrong",
    }
    assert [one for one in reasons if not {f"reason.{one}", f"invalid.{one}"} & TEXTS.keys()] == []
    invalid = set(re.findall(r'(?:invalid|Unreadable|_Malformed)\(\s*"(\w+)"', code))
    invalid |= set(re.findall(r'ParseError\(\s*"(\w+)"', sources("expressions")))
    invalid |= set(re.findall(r'EvaluationError\(\s*"(\w+)"', sources("expressions")))
    assert {f"invalid.{reason}" for reason in invalid} <= TEXTS.keys()


def test_every_reason_of_a_refusal_has_its_sentence():
    code = sources("calculators", "bank")
    reasons = set(re.findall(r'(?:Refusal|InvalidShape|InvalidBox)\(\s*"(\w+)"', code)) - {"bad_argument"}
    problems = set(re.findall(r'problem="(\w+)"', code)) - {"strides_differ"}
    assert {f"refusal.{reason}" for reason in reasons} <= TEXTS.keys()
    assert {f"refusal.bad_argument.{problem}" for problem in problems} <= TEXTS.keys()
    for name in ("kernel", "stride", "dilation", "groups"):
        assert f"refusal.{name}_not_positive" in TEXTS


def test_every_sentence_is_used():
    code = sources("cli", "tui", "plain", "reports", "wording", "practice", "exporting")
    built = (
        "reason.",
        "invalid.",
        "export.format.",
        "export.left.",
        "export.refused.",
        "problem.database.",
        "problem.replay.",
        "problem.selector.",
        "plain.ask.",
        "network.quiz.",
        "tip.",
        "tour.",
        "stats.explain.",
        "verdict.",
        "truth.",
        "home.",
        "help.",
        "due.",
        "refusal.",
        "calc.table.",
        "doctor.",
        "serve.page.",
        "picture.",
        "plan.col.",
        "weak.by.",
        "weak.slips",
        "weak.topics",
        "stats.by_",
        "why.decide.",
        "why.no.",
        "stats.confidence.",
        "stats.head.",
        "stats.kind.",
        "stats.part.",
        "why.head.",
        "why.rating.",
        "why.standing.",
        "db.check.",
        "event.",
        "browse.state.",
        "settings.name.",
        "settings.value.",
        "settings.theme.",
        "settings.about.",
        "palette.",
        "keys.",
        "interview.closed.",
        "interview.kind.",
        "interview.list.head.",
        "interview.pace.",
        "interview.report.head.",
        "interview.report.level.",
        "interview.report.means.",
        "interview.report.next.",
        "interview.screen.",
        "interview.state.",
        "interview.pause.",
        "interviews.start.",
        "key.calculators",
        "key.settings",
        "review.confidence.",
        "review.not_",
        "review.rated_",
        "usage.command.",
        "usage.config.",
        "usage.option.",
    )
    used = set(re.findall(r"""(?<=["'])[\w.-]+(?=["'](?!: Text))""", code))
    assert [key for key in TEXTS if key not in used and not key.startswith(built)] == []
