"""Plain arithmetic, evaluated without running anything: numbers, + - * /, brackets, and three words of a spreadsheet.

Numeric questions carry their working as text. Reading it back proves that the key follows from it.
"""

import ast
import math
import operator
from collections.abc import Callable

_OPERATIONS: dict[type[ast.operator], Callable[[float, float], float]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
}
_FUNCTIONS: dict[str, Callable[..., float]] = {
    "max": lambda *values: max(values),
    "min": lambda *values: min(values),
    "round_up": lambda value: math.ceil(value - 1e-9),
}
"""What a learner knows from a spreadsheet. A whole number that division left a hair above itself stays what it is."""
MAX_LENGTH = 200


def evaluate(working: str) -> float:
    """The value of `working`, such as `(8 + 13 + 5) / 4`. Raises `ValueError` saying what is not plain arithmetic."""
    if len(working) > MAX_LENGTH:
        raise ValueError(f"the working has more than {MAX_LENGTH} characters")
    text = working.strip()
    try:
        value = _value(ast.parse(text, mode="eval").body, text)
    except SyntaxError:
        raise ValueError(f"'{working}' is not plain arithmetic") from None
    except ZeroDivisionError:
        raise ValueError(f"'{working}' divides by zero") from None
    if not math.isfinite(value):  # 1e999 - 1e999 would agree with any answer
        raise ValueError(f"'{working}' gives no finite number")
    return value


def _value(node: ast.expr, text: str) -> float:
    match node:
        case ast.Constant(value=number) if type(number) in (int, float):
            return float(number)  # type: ignore[arg-type]
        case ast.UnaryOp(op=ast.USub(), operand=operand):
            return -_value(operand, text)
        case ast.BinOp(left=left, op=operation, right=right) if type(operation) in _OPERATIONS:
            return _OPERATIONS[type(operation)](_value(left, text), _value(right, text))
        case ast.Call(func=ast.Name(id=name), args=[first, *others], keywords=[]) if name in _FUNCTIONS:
            if not others or name != "round_up":
                return float(_FUNCTIONS[name](_value(first, text), *(_value(other, text) for other in others)))
    raise ValueError(f"'{ast.get_source_segment(text, node)}' is not plain arithmetic")
