"""Tables as lines: numbers to the right, everything within the width."""

from hypothesis import given
from hypothesis import strategies as st

from cspo_study.content.model import Table
from cspo_study.study.tabulating import as_lines

WIDE = Table(
    columns=("Who", "Talks", "Today", "Trouble"),
    rows=(
        ("Tenants", 18, "Borrow from a neighbour", "Asking the same person twice"),
        ("Owners", 6, "Buy", "A full cellar"),
    ),
)


def test_numbers_stand_to_the_right_under_their_head() -> None:
    table = Table(columns=("Item", "Size"), rows=(("Refund", 8), ("Guest checkout", 13)))
    assert as_lines(table, 40) == [
        "Item            Size",
        "──────────────  ────",
        "Refund             8",
        "Guest checkout    13",
    ]


def test_long_cells_are_wrapped_where_the_width_runs_out() -> None:
    assert as_lines(WIDE, 44) == [
        "Who      Talks  Today          Trouble",
        "───────  ─────  ─────────────  ─────────────",
        "Tenants     18  Borrow from a  Asking the",
        "                neighbour      same person",
        "                               twice",
        "Owners       6  Buy            A full cellar",
    ]


@given(
    st.lists(st.lists(st.text("abc de", min_size=1, max_size=30), min_size=3, max_size=3), min_size=1, max_size=4),
    st.integers(30, 80),
)
def test_no_line_is_wider_than_asked_and_no_word_is_lost(rows: list[list[str]], width: int) -> None:
    table = Table(columns=("one", "two", "three"), rows=tuple(map(tuple, rows)))
    lines = as_lines(table, width)
    assert max(map(len, lines)) <= width
    letters = sorted("".join("".join(row) for row in rows).replace(" ", ""))
    assert sorted("".join(lines[2:]).replace(" ", "")) == letters
