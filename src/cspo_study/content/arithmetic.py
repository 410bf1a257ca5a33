"""Plain arithmetic, evaluated without running anything: numbers, + - * / and brackets.

Numeric questions carry their working as text. Reading it back proves that the key follows from it.
"""

import ast
import operator
from collections.abc import Callable

_OPERATIONS: dict[type[ast.operator], Callable[[float, float], float]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
}
MAX_LENGTH = 200


def evaluate(working: str) -> float:
    """The value of `working`, such as `(8 + 13 + 5) / 4`. Raises `ValueError` saying what is not plain arithmetic."""
    if len(working) > MAX_LENGTH:
        raise ValueError(f"the working has more than {MAX_LENGTH} characters")
    try:
        return _value(ast.parse(working.strip(), mode="eval").body)
    except SyntaxError:
        raise ValueError(f"'{working}' is not plain arithmetic") from None
    except ZeroDivisionError:
        raise ValueError(f"'{working}' divides by zero") from None


def _value(node: ast.expr) -> float:
    match node:
        case ast.Constant(value=number) if type(number) in (int, float):
            return float(number)  # type: ignore[arg-type]
        case ast.UnaryOp(op=ast.USub(), operand=operand):
            return -_value(operand)
        case ast.BinOp(left=left, op=operation, right=right) if type(operation) in _OPERATIONS:
            return _OPERATIONS[type(operation)](_value(left), _value(right))
    raise ValueError(f"'{ast.unparse(node)}' is not plain arithmetic")
