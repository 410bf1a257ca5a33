"""Small charts: what is drawn says what the numbers say."""

import pytest

from cspo_study.tui.charts import band, columns_chart, under


def test_a_band_shows_the_mean_its_interval_and_the_aim() -> None:
    assert band(0.55, 0.3, 0.75, 10, aim=0.95).plain == "╌╌╌━━●━━╌┃"
    assert band(1.0, 0.9, 1.0, 10).plain == "╌╌╌╌╌╌╌╌╌●"
    assert band(0.0, 0.0, 1.0, 4, aim=0.0).plain == "●━━━"


def test_columns_reach_as_high_as_their_values() -> None:
    assert columns_chart([0, 4, 8], 1).plain == " ▄█"
    assert columns_chart([16, 8, 1], 2).plain == "█  \n██▁"
    assert columns_chart([1, 1000], 1).plain == "▁█"  # what is there is seen
    assert columns_chart([8, 4], 1, each=2).plain == "█ ▄ "
    assert columns_chart([0, 0], 1).plain == "  "
    assert columns_chart([], 1).plain == ""


@pytest.mark.parametrize(("width", "told"), [(12, "today  later"), (3, "todaylater")])
def test_words_stand_under_the_ends(width: int, told: str) -> None:
    assert under("today", "later", width).plain == told
