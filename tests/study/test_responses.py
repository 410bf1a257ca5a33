"""Responses go to the log and come back."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cspo_study.study.responses import Assigned, Chosen, Placed, Rated, Response, Typed, from_log, to_log

responses = st.one_of(
    st.builds(Chosen, st.frozensets(st.integers(0, 6))),
    st.builds(Placed, st.permutations(range(5)).map(tuple)),
    st.builds(Assigned, st.lists(st.text()).map(tuple)),
    st.builds(Typed, st.text(st.characters(exclude_categories=["Cs"]))),
    st.sampled_from([Rated("again"), Rated("hard"), Rated("good"), Rated("easy")]),
)


@settings(deadline=None)
@given(responses)
def test_what_the_log_holds_is_what_was_answered(response: Response) -> None:
    assert from_log(to_log(response)) == response


@pytest.mark.parametrize(
    ("response", "logged"),
    [
        (Chosen(frozenset({2, 0})), '{"type":"chosen","options":[0,2]}'),
        (Placed((2, 0, 1, 3)), '{"type":"placed","items":[2,0,1,3]}'),
        (Assigned(("Must", "Could")), '{"type":"assigned","categories":["Must","Could"]}'),
        (Typed("6,5"), '{"type":"typed","text":"6,5"}'),
        (Rated("hard"), '{"type":"rated","rating":"hard"}'),
    ],
)
def test_the_log_reads_as_it_always_did(response: Response, logged: str) -> None:
    assert to_log(response) == logged
    assert from_log(logged) == response
