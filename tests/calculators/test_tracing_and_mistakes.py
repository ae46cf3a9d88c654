"""One definition, many faces: the traced run equals the plain one, its lines end in the result, slips have values."""

from __future__ import annotations

import sympy
from hypothesis import given
from hypothesis import strategies as st

from quizzer.calculators.catalogue import CALCULATORS
from quizzer.calculators.sizes import conv_output_size
from quizzer.expressions.tracing import Traced
from quizzer.expressions.tree import Name, Node, Number, Operation, Step


def to_sympy(node: Node):
    """A tree as SymPy would write it: a second opinion on what was traced."""
    match node:
        case Number(value):
            return sympy.nsimplify(value)
        case Name(name):
            return sympy.Symbol(name)
        case Step(_, body):
            return to_sympy(body)
        case Operation("//", (above, below)):
            return sympy.floor(to_sympy(above) / to_sympy(below))
        case Operation(operator, operands):
            values = [to_sympy(operand) for operand in operands]
            return {"+": sympy.Add, "*": sympy.Mul, "-": lambda a, b: a - b}[operator](*values)
    raise AssertionError(node)


def named(**values):
    return {name: Traced(value, Name(name, value)) for name, value in values.items()}


@given(st.integers(12, 230), st.integers(1, 11), st.integers(1, 4), st.integers(0, 5))
def test_the_traced_formula_is_the_formula(size, kernel, stride, padding):
    arguments = named(size=size, kernel=kernel, stride=stride, padding=padding)
    traced = conv_output_size(**arguments)
    values = {"size": size, "kernel": kernel, "stride": stride, "padding": padding}
    assert to_sympy(traced.node).subs(values) == conv_output_size(**values) == traced.value


def test_a_formula_and_its_lines_as_written():
    explained = conv_output_size.explain(named(size=224, kernel=7, stride=2, padding=3))
    assert explained.formula == "⌊(size − kernel + 2·padding)/stride⌋ + 1"
    assert [(line.label, line.work, line.result) for line in explained.lines] == [
        ("room", "224 − 7 + 2·3", "223"),
        ("side", "⌊223/2⌋ + 1", "112"),
    ]


# At these numbers each mistake gives a value of its own (../shared catalogue: right and wrong of its examples).
EXAMPLES = {
    ("OUT-NOPLUS1", (89, 3, 1, 3)): (93, 92),
    ("OUT-PAD1", (254, 1, 1, 2)): (258, 256),
    ("OUT-NOPAD", (26, 3, 2, 2)): (14, 12),
    ("OUT-CEIL", (186, 11, 2, 1)): (89, 90),
    ("OUT-HALVE", (71, 7, 4, 3)): (18, 17),
    ("OUT-SAMECEIL", (217, 11, 2, 1)): (105, 109),
    ("OUT-KHALF", (71, 7, 4, 3)): (18, 19),
    ("OUT-STRIDEMUL", (180, 11, 3, 2)): (58, 520),
    ("OUT-PLUSINSIDE", (153, 7, 3, 2)): (51, 50),
    ("OUT-SIGN", (54, 1, 2, 0)): (27, 28),
    ("OUT-AREA", (234, 1, 1, 2)): (238, 56644),
    ("DIL-IGNORE", (143, 3, 2, 2, 4)): (70, 73),
    ("DIL-KTIMESD", (98, 5, 3, 0, 4)): (28, 27),
    ("DIL-GAPS", (16, 5, 3, 4, 4)): (3, 6),
    ("DIL-DPLUS1", (198, 5, 1, 6, 3)): (198, 194),
    ("DIL-NOMINUS1", (45, 5, 1, 0, 3)): (33, 34),
    ("DIL-PADTOO", (177, 5, 3, 5, 3)): (59, 65),
}


def test_each_mistake_of_the_size_rule_gives_its_own_number():
    names = ("size", "kernel", "stride", "padding", "dilation")
    for (mistake, values), (right, wrong) in EXAMPLES.items():
        arguments = dict(zip(names, values, strict=False))
        assert conv_output_size(**arguments) == right, mistake
        assert conv_output_size.mistaken(mistake, arguments) == wrong, mistake


CHAIN = {"layers": [(7, 2, 1), (5, 2, 1), (3, 1, 1)]}
DILATED = {"layers": [(3, 1, 4), (3, 1, 4)]}
MORE = [
    ("chain_receptive_field", "RF-OWNSTRIDE", CHAIN, 23, 37),
    ("chain_receptive_field", "RF-NOSTRIDE", {"layers": [(3, 2, 1), (3, 1, 1), (3, 1, 1)]}, 11, 7),
    ("chain_receptive_field", "RF-SUMSTRIDE", {"layers": [(3, 3, 1), (5, 1, 1), (5, 1, 1)]}, 27, 31),
    ("chain_receptive_field", "RF-KTIMESJ", {"layers": [(5, 2, 1), (3, 1, 1), (5, 1, 1)]}, 17, 22),
    ("chain_receptive_field", "RF-POOLX2", {"layers": [(5, 3, 1), (3, 2, 1), (5, 1, 1)]}, 35, 38),
    ("chain_receptive_field", "RF-DILK", DILATED, 17, 23),
    ("chain_receptive_field", "RF-NODIL", DILATED, 17, 5),
    ("conv_params", "PAR-NOBIAS", {"kernel": 5, "in_channels": 256, "out_channels": 128}, 819328, 819200),
    ("conv_params", "PAR-BIASIN", {"kernel": 3, "in_channels": 16, "out_channels": 256}, 37120, 36880),
    ("conv_params", "PAR-BIAS1", {"kernel": 1, "in_channels": 64, "out_channels": 32}, 2080, 2049),
    ("conv_params", "PAR-BIASCELL", {"kernel": 5, "in_channels": 64, "out_channels": 128}, 204928, 208000),
    ("conv_params", "PAR-K1", {"kernel": 7, "in_channels": 256, "out_channels": 32}, 401440, 57376),
    ("conv_params", "PAR-NOCIN", {"kernel": 3, "in_channels": 32, "out_channels": 256}, 73984, 2560),
    ("conv_params", "PAR-SUM", {"kernel": 1, "in_channels": 64, "out_channels": 16}, 1040, 96),
    ("conv_params", "PAR-SWAPBN", {"kernel": 1, "in_channels": 16, "out_channels": 32}, 544, 608),
    ("conv_params", "GRP-BIAS", {"kernel": 5, "in_channels": 128, "out_channels": 32, "groups": 8}, 12832, 12804),
    ("pool_output_size", "POOL-FLOOR", {"size": 68, "kernel": 3, "stride": 2, "ceil_mode": True}, 34, 33),
    (
        "pool_output_size",
        "POOL-NOSTART",
        {"size": 123, "kernel": 2, "stride": 2, "padding": 1, "ceil_mode": True},
        62,
        63,
    ),
    ("pool_output_size", "POOL-STRIDE1", {"size": 84, "kernel": 4}, 21, 81),
    ("pool_output_size", "POOL-OVERW", {"size": 61, "kernel": 4}, 15, 16),
    ("dilated_kernel_size", "DIL-KTIMESD", {"kernel": 3, "dilation": 2}, 5, 6),
]


def test_more_mistakes_by_their_examples():
    for name, mistake, arguments, right, wrong in MORE:
        assert CALCULATORS[name](**arguments) == right, mistake
        assert CALCULATORS[name].mistaken(mistake, arguments) == wrong, mistake
