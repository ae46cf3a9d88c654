"""Ten new spellings of every value of the fixture get the verdict of the value, whatever it looks like."""

from __future__ import annotations

import json
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest

from quizzer.expressions.formula import parse_formula
from quizzer.expressions.tree import Name, Number, Operation
from quizzer.grading.grade import grade_value
from quizzer.grading.number import read_number
from quizzer.grading.reading import read
from quizzer.grading.records import read_kind

DATA = Path(__file__).parent.parent / "data"
CASES = [
    case
    for case in json.loads((DATA / "answers.json").read_text(encoding="utf-8"))["cases"]
    if case["verdict"] in ("correct", "incorrect")
]
UNREAD = ("a0354", "a0376", "a0615")
"""Cases that may be refused, and are: 20-33-24-49, a zero-width space, round(…). They spell no value."""
FULL_WIDTH = {ord("0") + digit: ord("０") + digit for digit in range(10)} | str.maketrans(
    "+-*/(),.=^", "＋－＊／（），．＝＾"
)


def cases(*kinds):
    return [pytest.param(case, id=case["id"]) for case in CASES if case["kind"] in kinds and case["id"] not in UNREAD]


def expect_the_verdict(case, spellings):
    spec, expected = read_kind(case["kind"], case["spec"], case["expected"])
    fair = [case["verdict"], *(["partial"] if case["verdict"] == "incorrect" else [])]
    assert len(set(spellings)) >= 10
    for typed in spellings:
        verdict = grade_value(spec, expected, typed)
        assert str(verdict.outcome) in fair, (typed, verdict)


# --- numbers ----------------------------------------------------------------------------------------------------


def decimal(value):
    """``value`` as a decimal; a fraction in brackets where it has none."""
    below = value.denominator
    for prime in (2, 5):
        while below % prime == 0:
            below //= prime
    if below > 1:
        return f"({value.numerator}/{value.denominator})"
    places = 0
    while value.denominator > 1 and (value * 10**places).denominator > 1:
        places += 1
    scaled = Decimal(int(value * 10**places)).scaleb(-places) if places else Decimal(int(value))
    return f"{scaled:f}"


def grouped(value, separator):
    """Thousands separated, where there are any."""
    whole, point, rest = decimal(value).partition(".")
    return f"{int(whole):,}".replace(",", separator) + point + rest if whole.lstrip("-").isdigit() else f"1*{whole}"


def superscript(exponent):
    return str(exponent).translate(str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹"))


def spellings_of_a_number(value, unit):
    plain = decimal(value)
    power = len(str(abs(int(value)))) - 1 if abs(value) >= 1 else -3
    mantissa = decimal(value / Fraction(10) ** power)
    yield from (grouped(value, ","), grouped(value, "_"), grouped(value, "'"), grouped(value, "，"))
    yield plain.translate(FULL_WIDTH)
    yield plain.replace("-", "−") + " "
    yield f"\t{plain}\n"
    yield f"= {plain}"
    yield f"≈{plain}"
    yield f"{plain}e0" if plain[-1] != ")" else f"+{plain}"
    yield f"{mantissa}×10^{power}"
    yield f"{mantissa}*10**({power})"
    yield f"{mantissa} · 10{superscript(power)}"
    yield f"2×{decimal(value / 2)}"
    yield f"4 * {decimal(value)} / 4"
    yield f"{2 * value.numerator}/{2 * value.denominator}"
    yield f"{3 * value.numerator} ÷ ({3 * value.denominator})"
    yield f"{decimal(value - 1)}+1"
    yield f"({decimal(value + 5)} - 5)"
    yield f"sqrt(9)*{decimal(value / 3)}"
    yield f"max({plain}, {decimal(value - 1)})"
    if unit != "%":
        yield f"{decimal(100 * value)}%"
    for written, factor in UNITS[unit].items():
        yield f"{decimal(value / Fraction(factor))}{written}"
        yield f"{decimal(value / Fraction(factor))} {written}"


COUNTS = {"": 1, "K": 1000, "k": 1000, "M": 10**6, "B": 10**9, "G": 10**9, "T": 10**12, "万": 10**4, "亿": 10**8}
COUNTS |= {"million": 10**6, "Ki": 1024, "Mi": 2**20, "Gi": 2**30}
UNITS = {
    "": {name: factor for name, factor in COUNTS.items() if name},
    "%": {"%": 1, "％": 1},
    "params": {**COUNTS, "params": 1, "parameters": 1, "M params": 10**6, "参数": 1, "weights": 1},
    "px": {"px": 1, "pixels": 1, "像素": 1},
    "FLOPs": {**COUNTS, "FLOPs": 1, "MFLOPs": 10**6, "GFLOPs": 10**9, "Mflops": 10**6, "TFLOPS": 10**12},
    "B": {"B": 1, "KB": 1000, "kB": 1000, "MB": 10**6, "KiB": 1024, "MiB": 2**20, "bytes": 1, "字节": 1, "GB": 10**9}
    | {"bits": Fraction(1, 8), "Kb": 125, "Mbit": 125_000, "Kibit": 128},
    "s": {"s": 1, "ms": "0.001", "us": "1e-6", "µs": "1e-6", "μs": "1e-6", "ns": "1e-9", "seconds": 1, "毫秒": "0.001"},
}


@pytest.mark.parametrize("case", cases("number"))
def test_numbers(case):
    spec, _ = read_kind(case["kind"], case["spec"], case["expected"])
    value, _ = read_number(read(case["given"]), spec)
    expect_the_verdict(case, list(spellings_of_a_number(Fraction(value).limit_denominator(10**12), spec.unit)))


# --- shapes, sets, lists ----------------------------------------------------------------------------------------


SEPARATORS = [", ", ",", " ", "; ", "，", "、", "；", "\n", " , "]
BRACKETS = ["({})", "[{}]", "{{{}}}", "（{}）", "【{}】", "{}", " {} ", "[ {} ]"]


def notations(members, separators, wrappers):
    for separator in separators:
        yield separator.join(members)
    for wrapper in wrappers:
        yield wrapper.format(", ".join(members))
    yield "({})".format(" ".join(members))
    yield ",".join(members).translate(FULL_WIDTH)
    yield f"[{', '.join(members)},]" if members else "[]"


@pytest.mark.parametrize("case", cases("shape"))
def test_shapes(case):
    read_as = grade_value(*read_kind("shape", {}, case["expected"]), case["given"]).read_as
    members = list(map(str, json.loads(read_as)))
    if not members:
        empty = ["[]", "()", "{}", "[ ]", "（）", "【】", " [] ", "torch.Size([])", "torch.Size(())", "tuple()", "([])"]
        expect_the_verdict(case, empty)
        return
    wrappers = [*BRACKETS, "torch.Size([{}])", "torch.Size(({}))", "shape=({})", "shape: [{}]", "tuple([{}])"]
    wrappers += ["list(({}))", "array([{}])", "(({}))"]
    crosses = ["x", " x ", "X", "×", " × ", "*", "·", "✕", "⨯"]
    expect_the_verdict(case, list(notations(members, SEPARATORS + crosses, wrappers)))


@pytest.mark.parametrize("case", cases("set", "list"))
def test_sets_and_lists(case):
    verdict = grade_value(*read_kind(case["kind"], case["spec"], case["expected"]), case["given"])
    if verdict.read_as == "∅":
        empty = [
            "∅",
            "{}",
            "[]",
            "()",
            "空集",
            "空",
            "无",
            "没有",
            "none",
            "None",
            "EMPTY",
            "{ }",
            "（）",
            "set()",
            " ∅ ",
        ]
        expect_the_verdict(case, empty)
        return
    members = verdict.read_as.split(", ")
    spellings = list(notations(members, SEPARATORS, [*BRACKETS, "list([{}])", "[[{}]]"]))
    spellings += [" and ".join(members), "和".join(members), ", ".join(members).lower()]
    if case["kind"] == "set":
        spellings += [", ".join(reversed(members)), ", ".join(members + members), f"set([{', '.join(members)}])"]
    expect_the_verdict(case, spellings)


# --- choices and blanks -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("case", cases("choice"))
def test_choices(case):
    verdict = grade_value(*read_kind(case["kind"], case["spec"], case["expected"]), case["given"])
    keys = verdict.read_as.split(", ")
    digits = [str(case["spec"]["options"].index(key) + 1) for key in keys]
    spellings = []
    for joined in (", ".join(keys), " ".join(keys).lower(), "".join(keys), "、".join(keys), " and ".join(keys)):
        spellings += [joined, f"({joined})", f"{joined}.", f"选{joined}", f"答案：{joined}", f"option {joined}"]
    spellings += ["/".join(keys), "+".join(reversed(keys)), ",".join(digits), "".join(digits), " & ".join(digits)]
    spellings += ["，".join(keys).translate(FULL_WIDTH), f"Answer: {keys[0]}" + "".join(f", {key}" for key in keys[1:])]
    spellings += ["".join(chr(ord(key) - ord("A") + ord("Ａ")) for key in keys), f"[{', '.join(keys)}]"]
    expect_the_verdict(case, spellings)


@pytest.mark.parametrize("case", cases("cloze"))
def test_blanks(case):
    typed = case["given"].strip("「」.")
    wide = "".join(chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else c for c in typed)
    spellings = [
        typed,
        typed.upper(),
        typed.lower(),
        typed.title(),
        f"  {typed} ",
        f"{typed}.",
        f"{typed}。",
        f"the {typed}",
    ]
    spellings += [f"“{typed}”", f'"{typed}"', f"'{typed}'", f"「{typed}」", f"`{typed}`", f"{typed}!", wide]
    spellings += [typed.replace(" ", "-"), typed.replace(" ", "\u3000"), f"a {typed}", f"\t{typed}\n", f"『{typed}』"]
    expect_the_verdict(case, spellings)


# --- formulas ---------------------------------------------------------------------------------------------------


class Writer:
    """Writes a tree in some notation, with brackets round every operation, so that only the notation can matter."""

    signs = {"+": "+", "-": "-", "*": "*", "/": "/"}
    power = "{}^{}"
    negative = "(-{})"
    floor = "floor({})"
    ceil = "ceil({})"
    divided_down = "({})//({})"
    quotient = None
    call = "{}({})"
    swapped = False

    def name(self, name):
        return name

    def write(self, node):
        if isinstance(node, Name):
            return self.name(node.name)
        if isinstance(node, Number):
            return decimal(Fraction(node.value))
        parts = [self.write(operand) for operand in node.operands]
        match node.operator:
            case "neg":
                return self.negative.format(parts[0])
            case "**":
                return f"({self.power.format(self.atom(node.operands[0], parts[0]), self.exponent(parts[1]))})"
            case "floor" | "ceil":
                return getattr(self, node.operator).format(parts[0])
            case "//":
                return f"({self.divided_down.format(*parts)})"
            case "/" if self.quotient:
                return self.quotient.format(*parts)
            case "+" | "-" | "*" | "/":
                return f"({self.binary(node.operator, *parts)})"
        return self.call.format(node.operator, ", ".join(parts))

    def atom(self, node, text):
        return text if isinstance(node, Name) or text.startswith("(") else f"({text})"

    def exponent(self, text):
        return f"({text})"

    def binary(self, operator, first, second):
        if self.swapped and operator in "+*":
            first, second = second, first
        elif self.swapped and operator == "-":
            return f"-{second}{self.signs['+']}{first}"
        return f"{first}{self.signs[operator]}{second}"


class Spaced(Writer):
    signs = {"+": " + ", "-": " - ", "*": " * ", "/": " / "}
    power = "{} ** {}"
    call = "{} ({})"


class Reordered(Writer):
    swapped = True


class UnicodeSigns(Writer):
    signs = {"+": " + ", "-": " − ", "*": "·", "/": "÷"}
    negative = "(−{})"
    floor = "⌊{}⌋"
    ceil = "⌈{}⌉"
    divided_down = "⌊({})÷({})⌋"


class Times(UnicodeSigns):
    signs = {"+": "+", "-": "–", "*": "×", "/": "∕"}


class Raised(UnicodeSigns):
    """Whole exponents are superscripts."""

    power = "{}{}"

    def exponent(self, text):
        return superscript(text) if text.isdigit() else f"^({text})"


class Juxtaposed(Writer):
    """A product has no sign; brackets keep its factors apart."""

    def binary(self, operator, first, second):
        return f"({first})({second})" if operator == "*" else super().binary(operator, first, second)


class Latex(Writer):
    signs = {"+": "+", "-": "-", "*": r" \cdot ", "/": "/"}
    power = "{}^{}"
    quotient = r"\frac{{{}}}{{{}}}"
    floor = r"\lfloor {} \rfloor"
    ceil = r"\lceil {} \rceil"
    divided_down = r"\lfloor\frac{{{}}}{{{}}}\rfloor"
    call = r"\{}({})"

    def name(self, name):
        stem, _, index = name.partition("_")
        return f"{stem}_{{{index}}}" if index else name if len(name) == 1 else rf"\mathrm{{{name}}}"

    def exponent(self, text):
        return f"{{{text}}}"

    def write(self, node):
        if isinstance(node, Operation) and node.operator == "sqrt":
            return rf"\sqrt{{{self.write(node.operands[0])}}}"
        return super().write(node)


class LatexWithSizes(Latex):
    signs = {"+": " + ", "-": " - ", "*": r" \times ", "/": "/"}
    quotient = r"\dfrac{{{}}}{{{}}}"
    floor = r"\left\lfloor {} \right\rfloor"
    ceil = r"\left\lceil {} \right\rceil"
    divided_down = r"\left\lfloor\tfrac{{{}}}{{{}}}\right\rfloor"
    call = r"\operatorname{{{}}}\left({}\right)"

    def name(self, name):
        stem, _, index = name.partition("_")
        return rf"{stem}_{{\text{{{index}}}}}" if index else name


class WithoutUnderscore(Writer):
    def name(self, name):
        return name.replace("_", "")


class OtherCase(Writer):
    """Every name in the other case, which no other name of the fixture has."""

    def name(self, name):
        return name.swapcase() if "_" not in name else name.lower()


class SquareBrackets(Writer):
    """Square brackets that only hold a sum together, behind a function."""

    floor = "floor[{}]"
    ceil = "ceil[{}]"


class Ceiling(Writer):
    """Rounding down written as rounding up, and the other way round."""

    floor = "(-ceil(-({})))"
    ceil = "(-floor(-({})))"
    divided_down = "(-ceil(-(({})/({}))))"


STYLES = [
    *(Writer, Spaced, Reordered, UnicodeSigns, Times, Raised, Juxtaposed, Latex, LatexWithSizes, WithoutUnderscore),
    *(OtherCase, SquareBrackets, Ceiling),
]


@pytest.mark.parametrize("case", cases("formula"))
def test_formulas(case):
    variables = case["spec"]["vars"]
    text = read(case["given"]).text.removeprefix("out = ")
    tree = parse_formula(text, variables)
    spellings = [style().write(tree) for style in STYLES]
    spellings += [f"${Latex().write(tree)}$", f"out = {Writer().write(tree)}", f"= {Times().write(tree)}."]
    spellings += [Writer().write(tree).translate(FULL_WIDTH), f"(({Writer().write(tree)})+1)-1"]
    spellings += [f"{Times().write(tree)} - 0", f"1 ({Juxtaposed().write(tree)})", f"y = {Writer().write(tree)};"]
    spellings += [rf"\frac{{{Latex().write(tree)}}}{{1}}"]
    expect_the_verdict(case, spellings)


@pytest.mark.parametrize(
    "typed",
    [
        "(W-F+2P)//S+1",
        "⌊(W−F+2P)/S⌋+1",
        "1+⌊(W+2P−F)÷S⌋",
        "⌊(W−F+2·P+S)/S⌋",
        "⌈(W-F+2P+1)/S⌉",
        r"\lfloor\frac{W-F+2P}{S}\rfloor+1",
        r"$\left\lfloor \dfrac{W - F + 2P}{S} \right\rfloor + 1$",
        r"\operatorname{floor}\left(\frac{W-F+2P}{S}\right)+1",
        "（Ｗ－Ｆ＋２Ｐ）／／Ｓ＋１",
        "(w-f+2p)//s+1",
        "W_out = ⌊(W−F+P+P)/S⌋+1.",
        "floor(W/S - F/S + 2P/S) + 1",
        "floor[(W-F+2P)/S]+1",
        "-ceil((F-W-2P)/S)+1",
    ],
)
def test_the_output_size_as_people_write_it(typed):
    case = next(case for case in CASES if case["id"] == "a0575")
    assert str(grade_value(*read_kind("formula", case["spec"], case["expected"]), typed).outcome) == "correct"
