"""Formulas: how each notation is read, what is asked about, what is shown of a difference."""

from __future__ import annotations

import pytest

from quizzer.grading.grade import grade_value
from quizzer.grading.records import read_kind
from quizzer.questions.verdict import Outcome


def verdict(expected, typed, names="x y n", where="", **domain):
    sides = {name: domain.get(name, {"min": 1, "max": 9}) for name in names.split()}
    spec = {"vars": list(sides), "domain": sides, "where": where}
    return grade_value(*read_kind("formula", spec, expected), typed)


def reads(typed, meaning, names="x y n", **domain):
    """Whether ``typed`` means ``meaning``, which is written with every sign and bracket."""
    return verdict(meaning, typed, names, **domain).outcome is Outcome.CORRECT


REAL = {"min": -3, "max": 3, "real": True}
UNIT = {"min": "0.01", "max": "0.99", "real": True}


@pytest.mark.parametrize(
    ("typed", "meaning"),
    [
        ("x-y-n", "(x-y)-n"),
        ("x/y/n", "x/(y*n)"),
        ("x/y*n", "(x/y)*n"),
        ("x*y+n", "(x*y)+n"),
        ("x+y*n^2", "x+(y*(n^2))"),
        ("-x^2", "-(x^2)"),
        ("(-x)^2", "x*x"),
        ("2^n^2", "2^(n*n)"),
        ("2**n**2", "2^(n*n)"),
        ("2^-n", "1/(2^n)"),
        ("-x//2", "-((x+1)//2)"),
        ("x--y", "x+y"),
        ("x+-y", "x-y"),
        ("x*-y", "-(x*y)"),
        ("x//y*n", "(x//y)*n"),
    ],
)
def test_precedence(typed, meaning):
    assert reads(typed, meaning)


@pytest.mark.parametrize(
    ("typed", "meaning"),
    [
        ("2x", "2*x"),
        ("2xy", "2*x*y"),
        ("xy^2", "x*(y^2)"),
        ("x y n", "x*y*n"),
        ("2(x+1)", "2*(x+1)"),
        ("x(y+1)", "x*(y+1)"),
        ("(x+1)(y+1)", "(x+1)*(y+1)"),
        ("(x+1)y", "(x+1)*y"),
        ("x^2y", "(x^2)*y"),
        ("2x+3y", "(2*x)+(3*y)"),
        ("n(n-1)/2", "(n*(n-1))/2"),
        ("2.5x", "(5/2)*x"),
        ("½x", "x/2"),
        ("(1/2)x", "x/2"),
        ("x²y", "(x^2)*y"),
        ("2⌊x/2⌋", "2*floor(x/2)"),
        ("x floor(y/2)", "x*floor(y/2)"),
        ("2sqrt(x)", "2*sqrt(x)"),
        ("3e2x", "300*x"),
        ("2√y", "2*sqrt(y)"),
    ],
)
def test_a_product_needs_no_sign(typed, meaning):
    assert reads(typed, meaning)


@pytest.mark.parametrize(
    ("typed", "place"),
    [
        ("1/2x", 3),
        ("x/yn", 3),
        ("x/y n", 4),
        ("x/y(n)", 3),
        ("x//2y", 4),
        ("1/2(x+y)", 3),
        ("x/2⌊y⌋", 3),
        ("2x/(y+1)n", 8),
        ("x/2sqrt(y)", 3),
        ("x÷2y", 3),
    ],
)
def test_a_product_without_a_sign_behind_a_division_is_asked_about(typed, place):
    found = verdict("x", typed)
    assert (found.outcome, found.reason.code, found.reason.position) == (Outcome.INVALID, "ambiguous_division", place)


@pytest.mark.parametrize(("typed", "meaning"), [("x/2*y", "(x/2)*y"), ("x/(2y)", "x/(2*y)"), ("(x/2)y", "(x/2)*y")])
def test_a_sign_or_a_bracket_settles_a_division(typed, meaning):
    assert reads(typed, meaning)


@pytest.mark.parametrize(
    ("typed", "names", "meaning"),
    [
        ("2PR", "P R", "2*P*R"),
        ("PR", "P R PR", "PR"),
        ("2TPFP", "TP FP", "2*TP*FP"),
        ("TPP", "T TP P", "TP*P"),
        ("K^2C_inC_out", "K C_in C_out", "K^2*C_in*C_out"),
        ("C_inC_out", "C C_in C_out", "C_in*C_out"),
        ("KKC_in", "K C_in", "K*K*C_in"),
        ("abc", "a b c ab", "ab*c"),
        ("abc", "a bc", "a*bc"),
        ("Kmax(n,2)", "K n", "K*max(n,2)"),
        ("ne", "n", "n*exp(1)"),
        ("S(W-1)", "S W", "S*(W-1)"),
        ("log(n)", "log n", "log*n"),
        ("e", "e", "e+0"),
        ("2e", "e", "2*e"),
    ],
)
def test_names_are_split_longest_first(typed, names, meaning):
    assert reads(typed, meaning, names)


@pytest.mark.parametrize(
    "typed", ["Cin", "C_in", "C_{in}", r"C_{\text{in}}", r"C_\mathrm{in}", "cin", "c_in", "C_ in", "Cᵢₙ"]
)
def test_spellings_of_one_name(typed):
    assert reads(typed, "C_in", "C_in n")
    assert reads(f"2{typed} n", "2*C_in*n", "C_in n")


@pytest.mark.parametrize("typed", ["β", r"\beta", "beta"])
@pytest.mark.parametrize("name", ["beta", "β"])
def test_a_greek_name_is_a_letter_or_a_word(typed, name):
    assert reads(f"2 {typed} x", f"2*{name}*x", f"{name} x")


def test_case_counts_where_both_names_are_declared():
    assert reads("nN", "n*N", "n N")
    assert verdict("n*N", "N^2", "n N").outcome is Outcome.INCORRECT
    assert verdict("x", "C", "x C_a Ca").reason.code == "unknown_name"


DOWN = ["floor(x/2)", "⌊x/2⌋", "x//2", r"\lfloor x/2\rfloor", r"\left\lfloor\frac{x}{2}\right\rfloor", "x／／2"]
DOWN += [
    "floor[x/2]",
    r"\lfloor\frac x2\rfloor",
    "⌊ x ÷ 2 ⌋",
    r"\operatorname{floor}(x/2)",
    "-ceil(-x/2)",
]


@pytest.mark.parametrize("typed", [*DOWN, "⌊½x⌋", "floor((1/2)x)"])
def test_rounding_down(typed):
    assert reads(typed, "floor(x/2)")


@pytest.mark.parametrize(
    "typed",
    [
        "ceil(x/2)",
        "⌈x/2⌉",
        r"\lceil x/2\rceil",
        r"\left\lceil\frac{x}{2}\right\rceil",
        "ceiling(x/2)",
        "(x+1)//2",
        "-(-x//2)",
    ],
)
def test_rounding_up(typed):
    assert reads(typed, "ceil(x/2)")


@pytest.mark.parametrize(
    "typed", ["|x|", "abs(x)", "abs x", r"\left|x\right|", r"\lvert x\rvert", r"\vert x\vert", "|-x|"]
)
def test_absolute_values(typed):
    assert reads(typed, "max(x,-x)", "x", x=REAL)


def test_absolute_values_inside_each_other():
    assert reads("||x|-2|", "abs(abs(x)-2)", "x", x=REAL)
    assert reads("|x|+|y|·|x-y|", "abs(x)+abs(y)*abs(x-y)", "x y", x=REAL, y=REAL)


@pytest.mark.parametrize(
    ("typed", "meaning"),
    [
        ("sqrt x", "sqrt(x)"),
        ("sqrt(x)", "x^(1/2)"),
        ("√x", "sqrt(x)"),
        ("√(x+y)", "sqrt(x+y)"),
        (r"\sqrt{x}", "sqrt(x)"),
        ("√x²", "x"),
        ("ln x", "log(x)"),
        ("ln x + 1", "log(x)+1"),
        ("ln x^2", "2*log(x)"),
        ("2 ln x", "2*log(x)"),
        (r"\ln x", "log(x)"),
        (r"\log(x)", "log(x)"),
        ("log2(x)", "log(x)/log(2)"),
        ("log_2(x)", "log2(x)"),
        (r"\log_2 x", "log2(x)"),
        (r"\log_{2}(x)", "log2(x)"),
        ("log₂(x)", "log2(x)"),
        ("lb x", "log2(x)"),
        ("exp(x)", "exp(x)"),
        ("exp x", "exp(x)"),
        ("exp[x]", "exp(x)"),
        ("e^x", "exp(x)"),
        ("e**x", "exp(x)"),
        ("e^{-x}", "exp(-x)"),
        ("e^-x", "exp(-x)"),
        ("e^(x+y)", "exp(x)*exp(y)"),
        ("2e^x", "2*exp(x)"),
        (r"\mathrm{e}^{x}", "exp(x)"),
        ("e⁻¹", "exp(-1)"),
        ("tanh x", "(exp(2*x)-1)/(exp(2*x)+1)"),
        (r"\tanh(x)", "tanh(x)"),
        ("max(x,y)", "(x+y+abs(x-y))/2"),
        (r"\max\left(x, y\right)", "max(x,y)"),
        (r"\max\{x,y\}", "max(y,x)"),
        ("min(x,y,n)", "min(x,min(y,n))"),
        ("max(1,200)x", "200*x"),
    ],
)
def test_functions(typed, meaning):
    assert reads(typed, meaning)


@pytest.mark.parametrize(
    "typed",
    [
        r"\frac{x}{y+1}",
        r"\dfrac{x}{y+1}",
        r"\tfrac x{y+1}",
        r"\frac{x}{y\,+\,1}",
        r"$\frac{x}{y+1}$",
        r"$$ \frac{x}{y+1} $$",
        r"\frac{2x}{2\left(y+1\right)}",
        r"\frac{2 \cdot x}{2 \times (y + 1)}",
        r"{x}/{(y+1)}",
        r"x \div (y+1)",
        r"x\,(y+1)^{-1}",
        r"\frac{\frac{x}{2}}{\frac{y+1}{2}}",
        r"\displaystyle\frac{x}{y+1}",
    ],
)
def test_latex(typed):
    assert reads(typed, "x/(y+1)")


@pytest.mark.parametrize(
    "typed",
    [
        "x+1",
        "out = x+1",
        "y=x+1",
        "f(n) = x+1",
        "= x+1",
        "W_out = x+1",
        r"\text{out} = x+1",
        "输出 = x+1",
        "x+1.",
        "x+1;",
    ],
)
def test_what_stands_before_an_equals_sign_names_the_result(typed):
    assert reads(typed, "x+1", "x n")


@pytest.mark.parametrize("typed", ["x = x+1", "x+1 = y", "x == 1", "y = x = 1", "x < 1", "x % 2"])
def test_what_is_an_equation_or_a_condition_is_no_formula(typed):
    assert verdict("x+1", typed).outcome is Outcome.INVALID


def test_square_brackets_that_would_be_right_as_rounding_down_are_asked_about():
    found = verdict("floor(x/2)+1", "[x/2]+1")
    assert (found.outcome, found.reason.code) == (Outcome.INVALID, "floor_brackets")
    assert verdict("floor(x/2)+1", r"\left[\frac{x}{2}\right]+1").outcome is Outcome.INVALID
    assert verdict("floor(x/2)+1", "[x/3]+1").outcome is Outcome.INCORRECT
    assert verdict("x/2+1", "[x/2]+1").outcome is Outcome.CORRECT
    assert verdict("2*(x+1)", "2[x+1]").outcome is Outcome.CORRECT


@pytest.mark.parametrize(
    ("typed", "code", "place"),
    [
        ("x+", "missing_operand", 2),
        ("x+*y", "missing_operand", 2),
        ("(x+y", "unclosed", 4),
        ("  (x+y", "unclosed", 6),
        ("x+y)", "trailing", 3),
        ("⌊x", "unclosed", 2),
        ("⌊x)", "expected", 2),
        ("x + zz", "unknown_name", 4),
        ("x y2", "unknown_name", 2),
        ("x 2", "missing_operator", 2),
        ("2 3", "missing_operator", 2),
        ("x # y", "unexpected_character", 2),
        ("x & y", "unexpected_character", 2),
        ("ｘ＋", "missing_operand", 2),
        ("½+zz", "unknown_name", 2),
        ("x\u200b+y", "invisible_character", 1),
        (r"\frac{x}{zz}", "unknown_name", 9),
        (r"x + \foo{y}", "unknown_name", 4),
        (r"\frac{x", "unclosed", 5),
        ("floor()", "missing_operand", 6),
        ("sqrt(x,y)", "argument_count", 0),
        ("floor", "missing_operand", 5),
        ("out = x + zz", "unknown_name", 10),
        ("e^", "missing_operand", 2),
        ("x__import__", "unknown_name", 0),
        ("1" * 101, "too_many_digits", 0),
        ("(" * 61 + "x" + ")" * 61, "too_deep", 61),
        ("x^" * 61 + "x", "too_deep", 122),
        ("x+" * 300, "too_many_signs", 400),
        ("x" * 1999, "too_many_signs", 0),
        ("x" * 1900 + "Z", "unknown_name", 0),
    ],
)
def test_a_caret_points_at_the_place_as_typed(typed, code, place):
    reason = verdict("x", typed).reason
    assert (reason.code, reason.position) == (code, place)


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("x/0", "division_by_zero"),
        ("ln(-x)", "undefined"),
        ("9^9^9^9", "too_large"),
        ("sqrt(-1)", "undefined"),
        ("0^-x", "division_by_zero"),
    ],
)
def test_what_has_no_value_anywhere_is_invalid(typed, code):
    found = verdict("x", typed)
    assert (found.outcome, found.reason.code) == (Outcome.INVALID, code)


OUTPUT = {"W": {"min": 1, "max": 64}, "F": {"min": 1, "max": 11}, "P": {"min": 0, "max": 5}, "S": {"min": 1, "max": 5}}


WRONG = ["(W-F+2P)/S+1", "⌈(W-F+2P)/S⌉+1", "(W-F+2P)//S", "(W-F+P)//S+1", "(W-F+2P+1)//S", "(W+F+2P)//S+1", "W"]
WRONG += ["(W-F+2P)//S+S", "(W-F+2P-1)//S+2", "(W-F+2P)//S+max(1,S-3)", "(W-F+P^2)//S+1", "(W-F+2P)//min(S,4)+1"]


@pytest.mark.parametrize("typed", WRONG)
def test_a_difference_is_shown_at_a_point_of_the_domain(typed):
    where = "W-F+2*P>=0"
    found = verdict("floor((W-F+2*P)/S)+1", typed, "W F P S", where, **OUTPUT)
    assert (found.outcome, found.reason.code) == (Outcome.INCORRECT, "counter_example")
    at = dict(pair.split("=") for pair in found.reason.values["at"].split(", "))
    w, f, p, s = (int(at[name]) for name in "WFPS")
    assert w - f + 2 * p >= 0
    assert found.reason.values["right"] == str((w - f + 2 * p) // s + 1) != found.reason.values["given"]


def test_a_value_for_one_of_them_alone_is_a_difference():
    assert verdict("x", "x*(x-5)/(x-5)").reason.code == "no_value_at"
    assert verdict("x*(x-5)/(x-5)", "x").reason.code == "value_where_none"
    assert verdict("x*(x-5)/(x-5)", "x", where="x > 5").outcome is Outcome.CORRECT


def test_the_domain_decides():
    odd = {"values": [1, 3, 5, 7]}
    assert reads("x//2", "(x-1)/2", "x", x=odd)
    assert not reads("x//2", "(x-1)/2", "x")
    assert reads("x/y", "x//y", "x y", x={"values": [8, 16]}, y={"values": [1, 2, 4]})
    assert not reads("floor(x)", "x", "x", x=REAL)
    assert reads("floor(x)", "x", "x")
    assert reads("sqrt(x^2)", "x", "x", x=UNIT)
    assert not reads("sqrt(x^2)", "x", "x", x=REAL)
    assert verdict("y-x", "max(y-x,0)", "x y", where="y >= x").outcome is Outcome.CORRECT


@pytest.mark.parametrize(
    "wrong", ["1/(1+exp(x))", "tanh(x)", "1/(1+exp(-x))+1e-6", "1/(1+exp(-1.0001x))", "exp(x)/(2+exp(x))"]
)
def test_values_behind_exp_are_equal_to_nine_digits(wrong):
    for right in ("1/(1+e^-x)", "e^x/(1+e^x)", "(1+tanh(x/2))/2", "1-1/(1+e^x)", r"\frac{1}{1+e^{-x}}"):
        assert reads(right, "1/(1+exp(-x))", "x", x=REAL)
    assert verdict("1/(1+exp(-x))", wrong, "x", x=REAL).outcome is Outcome.INCORRECT


def test_exact_values_are_not_rounded():
    big = {"min": 10**15, "max": 10**15 + 20}
    assert not reads("x+1/10^12", "x", "x", x=big)
    assert reads("(x^2-1)/(x-1)", "x+1", "x", x=big)
    assert not reads("2^70", "2^70+1")
    assert reads("0.1+0.2", "0.3")
