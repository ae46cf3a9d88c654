"""Pictures of questions: every one of the bank fits, is drawn in both languages, and looks as it was looked at."""

from __future__ import annotations

import pytest

from quizzer.bank.numeric_items import NumericItem
from quizzer.generators.making import make_question
from quizzer.questions.question import QuestionId
from quizzer.questions.text import Language
from quizzer.wording.pictures import MOST_COLUMNS, MOST_LINES, picture_lines
from quizzer.wording.signs import use_ascii
from quizzer.wording.wrapping import cells

DRAWS = 4
LEAST_DRAWN = 0.95

LOOKED_AT = {
    "two boxes": (
        {"kind": "boxes", "boxes": [[4, 5, 6, 10], [3, 4, 5, 6]]},
        Language.EN,
        """
┌B──────┐
│       │
│   ┌A──┼───┐
│   │░░░│   │
└───┼───┘   │
    │       │
    │       │
    │       │
    │       │
    │       │
    │       │
    │       │
    └───────┘
░ overlap""",
    ),
    "labelled boxes": (
        {"kind": "boxes", "boxes": [[120, 80, 184, 208], [104, 64, 136, 192]], "labels": ["anchor", "truth"]},
        Language.ZH,
        """
┌真值┐
│  ┌锚框─────┐
│  │░│       │
│  │░│       │
│  │░│       │
│  │░│       │
│  │░│       │
│  │░│       │
│  │░│       │
│  │░│       │
│  │░│       │
└──┼─┘       │
   └─────────┘
░ 重叠""",
    ),
    "a region on the grid of its map": (
        {"kind": "boxes", "boxes": [[20, 20, 84, 60]], "labels": ["roi"], "cell": 16},
        Language.EN,
        """
·       ·       ·       ·       ·       ·
  ┌RoI────────────────────────────┐
  │                               │
  │                               │
· │     ·       ·       ·       · │     ·
  │                               │
  │                               │
  │                               │
· │     ·       ·       ·       · │     ·
  │                               │
  │                               │
  └───────────────────────────────┘
·       ·       ·       ·       ·       ·
· grid of the map, every 16 pixels""",
    ),
    "a kernel with gaps on a padded input": (
        {"kind": "kernel", "size": 5, "kernel": 3, "stride": 2, "padding": 1, "dilation": 2},
        Language.EN,
        """
└───→ stride 2
□ 0 □ 0 □ 0 0
0 · · · · · 0
□ · ■ · ■ · 0
0 · · · · · 0
□ · ■ · ■ · 0
0 · · · · · 0
0 0 0 0 0 0 0
■ kernel   □ kernel over padding   · input   0 padding""",
    ),
    "a kernel as wide as its input": (
        {"kind": "kernel", "size": [6, 128], "kernel": [2, 128], "stride": 2, "padding": 0, "dilation": 1},
        Language.ZH,
        """
┐  ■ ■ ■ ■ ■ ■ ■ ■ ■ ■ ■ ■ ■ ■ ■ ■ ■ ■ ■ …   ↓ 步长 2
│  ■ ■ ■ ■ ■ ■ ■ ■ ■ ■ ■ ■ ■ ■ ■ ■ ■ ■ ■ …
↓  · · · · · · · · · · · · · · · · · · · …
   · · · · · · · · · · · · · · · · · · · …
   · · · · · · · · · · · · · · · · · · · …
   · · · · · · · · · · · · · · · · · · · …
■ 卷积核   · 输入""",
    ),
    "a cone": (
        {"kind": "field", "layers": [[7, 2, 1], [3, 1, 2]]},
        Language.ZH,
        """
2  核 3  步长 1  空洞率 2（一个输出点）   ────────────────━────────────────
1  核 7  步长 2                           ───────━━━━━━━━━━━━━━━━━━━───────
输入                                      ─━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━─""",
    ),
    "a pyramid": (
        {"kind": "pyramid", "sides": [38, 19, 1]},
        Language.EN,
        """
┌──────────────┐
│              │
│              │
│      38      │
│              │  ┌──────┐
│              │  │  19  │  ┌────┐
│              │  │      │  │ 1  │
└──────────────┘  └──────┘  └────┘""",
    ),
    "layers": (
        {
            "kind": "layers",
            "input": [3, 56, 56],
            "layers": [
                {"op": "conv", "c": 32, "k": 7, "s": 2, "p": 3, "bias": True},
                {"op": "pool", "k": 3, "s": 2, "p": 1},
                {"op": "gap"},
                {"op": "dense", "c": 10},
            ],
        },
        Language.ZH,
        """
输入  3×56×56
   层            输出   核  步长  填充
──────────────────────────────────────
1  卷积            32  7×7     2     3
2  池化                3×3     2     1
3  全局平均池化
4  全连接          10""",
    ),
    "matrices beside each other": (
        {
            "kind": "matrix",
            "title": "input",
            "values": [[0.25, -3, 5], [5, 10, 0]],
            "beside": [{"title": "kernel", "values": [[2, 0], [-1, -1], [0, 4]]}],
        },
        Language.ZH,
        """
输入                    卷积核
┌ 0.25  −3     5    ┐   ┌  2   0 ┐
└ 5     10     0    ┘   │ −1  −1 │
                        └  0   4 ┘""",
    ),
    "a row of values": (
        {"kind": "matrix", "title": "values", "values": [[0, 4, 1]]},
        Language.EN,
        """
values
[ 0  4  1 ]""",
    ),
    "a confusion table": (
        {"kind": "matrix", "title": "confusion", "values": [[108, 12], [8, 92]]},
        Language.ZH,
        """
行：真实，列：预测
      正类  负类
────────────────
正类   108    12
负类     8    92""",
    ),
}


@pytest.fixture(scope="module")
def pictures(bank):
    numeric = [item for item in bank.items.values() if isinstance(item, NumericItem)]
    ids = [
        QuestionId(item.id, item.version, level, seed)
        for item in numeric
        for ask in item.asks
        for level in (ask.levels if ask.picture else ())
        for seed in range(DRAWS)
    ]
    return [make_question(bank, question_id) for question_id in ids]


def in_ascii(picture, language):
    use_ascii(True)
    try:
        return picture_lines(picture, language)
    finally:
        use_ascii(False)


@pytest.mark.parametrize("language", Language)
def test_every_picture_of_the_bank_fits_and_nearly_all_are_drawn(pictures, language):
    drawn = 0
    for question in pictures:
        lines = picture_lines(question.picture, language)
        plain = in_ascii(question.picture, language)
        assert len(lines) <= MOST_LINES, question.id
        assert all(cells(line) <= MOST_COLUMNS for line in lines), question.id
        assert all(cells(line) <= MOST_COLUMNS for line in plain), question.id
        assert language is Language.ZH or all(line.isascii() for line in plain), question.id
        drawn += bool(lines)
    assert drawn > LEAST_DRAWN * len(pictures)


@pytest.mark.parametrize(("width", "height"), [(57, 14), (75, 9), (20, 5), (3, 1), (0, 0), (40, -3)])
def test_what_has_no_room_is_left_out(pictures, width, height):
    for question in pictures:
        lines = picture_lines(question.picture, Language.ZH, width=width, height=height)
        assert len(lines) <= max(height, 0), question.id
        assert all(cells(line) <= width for line in lines), question.id


@pytest.mark.parametrize("name", LOOKED_AT)
def test_pictures_look_as_they_were_looked_at(name):
    picture, language, drawn = LOOKED_AT[name]
    assert "\n".join(["", *picture_lines(picture, language)]) == drawn


def test_no_picture_is_no_line():
    assert picture_lines(None, Language.EN) == []
