"""What only shows over a whole bank."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import msgspec
import pytest

from quizzer.checking.texts import texts
from quizzer.checking.whole import check_whole, chi_square
from quizzer.questions.text import Text


def changed(bank, name, **fields):
    """``bank`` with other fields in one item."""
    return replace(bank, items=bank.items | {name: msgspec.structs.replace(bank.items[name], **fields)})


def messages(bank):
    return [finding.message for finding in check_whole(bank)]


def singles(bank, count, place, long=False):
    """``count`` single-choice items whose key stands at ``place`` and, with ``long``, is the longest option."""
    item = bank.items["kinds-single"]
    made = {}
    for number in range(count):
        options = [
            msgspec.structs.replace(
                option,
                id="abc"[n - 1],
                correct=n == place,
                text=Text("x" * (9 if long and n == place else 8), "字" * 8),
            )
            for n, option in enumerate(item.choices, 1)
        ]
        name = f"kinds-made-{number}"
        prompt = Text(
            f"{number} a{number} b{number} c{number}?", "".join(chr(0x4E00 + 50 * number + k) for k in range(9))
        )
        made[name] = msgspec.structs.replace(item, id=name, choices=options, prompt=prompt)
    return replace(bank, items=bank.items | made, places=bank.places | dict.fromkeys(made, bank.places["kinds-single"]))


def test_a_small_bank_is_not_counted(small_bank):
    assert messages(small_bank) == []


def test_keys_at_one_place_are_found(small_bank):
    assert any("spread unevenly: a 31, b 0, c 0" in message for message in messages(singles(small_bank, 30, 1)))


def test_keys_that_are_longest_are_found(small_bank):
    found = messages(singles(small_bank, 30, 2, long=True))
    assert any("longest option in 97% of the single-choice items (en)" in message for message in found)
    assert not any("(zh)" in message for message in found)


def test_keys_that_are_shortest_are_found(small_bank):
    bank = singles(small_bank, 30, 2, long=True)
    turned = [replace_texts(item) for item in bank.items.values() if item.id.startswith("kinds-made")]
    found = messages(replace(bank, items=bank.items | {item.id: item for item in turned}))
    assert any("shortest option in 100% of the single-choice items (en)" in message for message in found)


def replace_texts(item):
    """``item`` with a short key in place of a long one."""
    options = [
        msgspec.structs.replace(option, text=Text("x" * (5 if option.correct else 8), option.text.zh))
        for option in item.choices
    ]
    return msgspec.structs.replace(item, choices=options)


def test_a_key_that_gives_itself_away_is_found(small_bank):
    item = small_bank.items["kinds-single"]
    long = msgspec.structs.replace(item.choices[0], text=Text("none " * 20, "没有"))
    found = messages(changed(small_bank, "kinds-single", choices=[long, *item.choices[1:]]))
    assert any("gives itself away" in message for message in found)


@pytest.mark.parametrize(
    "prompt",
    [
        Text("How many learnable weights does max pooling have?", "换一种问法，内容完全不同的题干。"),
        Text("A stem with words of its own.", "最大池化有多少可学习的参数？"),
    ],
)
def test_prompts_that_repeat_are_found(small_bank, prompt):
    found = messages(changed(small_bank, "kinds-free", prompt=prompt))
    assert "kinds-free: asks nearly what kinds-single asks" in found


def test_a_concept_without_sibling_is_found(small_bank):
    lonely = changed(small_bank, "kinds-matching", concept="alone", source=["n000/s01-rf"])
    assert "kinds-matching: the concept alone has no second kind of item" in messages(lonely)


def test_a_concept_without_a_typed_item_is_found(small_bank):
    both = changed(small_bank, "kinds-matching", concept="two", source=["n000/s01-rf"])
    both = changed(both, "kinds-ordering", concept="two", source=["n000/s01-rf"])
    assert any("the concept two has no item to be typed or written" in message for message in messages(both))


@pytest.mark.parametrize("sibling", ["kinds-none", "kinds-spot", "kinds-matching"])
def test_an_error_needs_its_right_statement(small_bank, sibling):
    found = messages(changed(small_bank, "kinds-spot", positive_sibling=sibling))
    assert f"kinds-spot: {sibling} is no other kind of item of the concept pooling-weights" in found


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (Text("", "好"), "prompt is empty (en)"),
        (Text("Which of the following is not so?", "好"), "prompt says “Which of the following is not” (en)"),
        (Text("Well", "本题考什么？"), "prompt says “本题” (zh)"),
        (Text("Well", "好,吗？"), "prompt has half-width punctuation after a Chinese character"),
        (Text("Well 好", "好"), "prompt has Chinese in its English"),
    ],
)
def test_bad_texts_are_found(small_bank, text, says):
    item = msgspec.structs.replace(small_bank.items["kinds-single"], prompt=text)
    assert says in list(texts(item))


def test_options_are_texts_too(small_bank):
    item = small_bank.items["kinds-single"]
    option = msgspec.structs.replace(item.choices[1], text=Text("All of the above", "以上都对"))
    found = list(texts(msgspec.structs.replace(item, choices=[item.choices[0], option, item.choices[2]])))
    assert found == ["choices b.text says “All of the above” (en)", "choices b.text says “以上都” (zh)"]


def test_chi_square():
    assert chi_square(Counter({1: 10, 2: 10, 3: 10}), 3) == 0
    assert chi_square(Counter({1: 30}), 3) == 60
