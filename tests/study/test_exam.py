"""Taking an assessment: its clock, its draft on the disk, the end."""

from random import Random

import pytest

from answering import MovableClock, right_response, wrong_response
from cspo_study.content.catalog import Catalog
from cspo_study.errors import StoreError, UsageError
from cspo_study.learning.profile import Profile
from cspo_study.study import exam_draft, exam_result
from cspo_study.study.exam import Exam
from cspo_study.study.exam_draft import in_words
from cspo_study.study.learner import Learner
from cspo_study.study.profiles import PROFILES, find_profile
from cspo_study.study.settings import Settings, read_settings
from cspo_study.study.tell_exam import tell_result

QUICK = PROFILES["quick"]


def begun(learner: Learner, profile: Profile = QUICK, seed: int = 1) -> Exam:
    return Exam.begin(learner, "quick", profile, Random(seed))


def resumed(learner: Learner) -> Exam:
    exam = Exam.resume(learner)
    assert exam
    return exam


def attempts(learner: Learner) -> list[str]:
    return [one.question for one in learner.answers() if one.mode == "exam"]


def test_forward_back_flags_and_the_review_page(learner: Learner) -> None:
    exam = begun(learner)
    first = exam.current.question.id
    assert exam.answer(right_response(exam.current.question))
    exam.go(1)
    assert exam.flag()
    exam.go(0)
    assert exam.current.question.id == first
    assert exam.given == right_response(exam.current.question)
    lines = exam.lines()
    assert [line.number for line in lines] == list(range(1, 21))
    assert [line.number for line in lines if line.answered] == [1]
    assert [line.number for line in lines if line.flagged] == [2]
    exam.go(99)
    assert exam.place == 19
    assert exam.next_open() == 1


def test_nothing_is_in_the_log_and_nothing_is_known_before_the_end(learner: Learner) -> None:
    exam = begun(learner)
    exam.answer(right_response(exam.current.question))
    assert attempts(learner) == []
    outcome = exam.hand_in()
    assert attempts(learner) == [outcome.sheets[0].question]
    assert [one.score for one in outcome.sheets[:2]] == [1.0, 0.0]
    assert not exam_draft.path_in(learner.home).exists()  # type: ignore[arg-type]


def test_the_last_answer_to_a_question_is_the_one_that_counts(learner: Learner) -> None:
    exam = begun(learner)
    exam.answer(wrong_response(exam.current.question))
    exam.answer(right_response(exam.current.question))
    exam.hand_in()
    (attempt,) = learner.answers()
    assert (attempt.mode, attempt.score) == ("exam", 1.0)


def test_a_kill_at_any_moment_loses_nothing_and_the_clock_runs_on(learner: Learner, clock: MovableClock) -> None:
    exam = begun(learner)
    for place in range(5):
        exam.go(place)
        exam.answer(right_response(exam.current.question))
    exam.go(7)
    exam.flag()
    shown = exam.current.shown
    clock.advance(seconds=600)
    again = resumed(learner)  # as after a kill: nothing was told to the first
    assert (again.answered, again.place, again.flagged) == (5, 7, True)
    assert again.current.shown == shown
    assert again.left() == 25 * 60 - 600


def test_it_is_handed_in_at_zero_with_what_was_answered_in_time(learner: Learner, clock: MovableClock) -> None:
    exam = begun(learner)
    exam.answer(right_response(exam.current.question))
    clock.advance(seconds=25 * 60)
    assert exam.is_over
    assert not exam.answer(wrong_response(exam.current.question))
    outcome = resumed(learner).hand_in()
    assert outcome.points == 1.0
    assert outcome.ended - outcome.began == 25 * 60_000


def test_a_clock_set_back_gives_no_time_back(learner: Learner, clock: MovableClock) -> None:
    exam = begun(learner)
    clock.advance(seconds=900)
    exam.answer(right_response(exam.current.question))
    clock.advance(seconds=-800)
    assert exam.left() == 600
    assert resumed(learner).left() == 600


def test_a_hand_in_that_was_killed_halfway_is_done_again_without_doubling(
    learner: Learner, monkeypatch: pytest.MonkeyPatch
) -> None:
    exam = begun(learner)
    exam.answer(right_response(exam.current.question))
    with monkeypatch.context() as patched:
        patched.setattr(exam_draft, "remove", lambda _: (_ for _ in ()).throw(KeyboardInterrupt))
        with pytest.raises(KeyboardInterrupt):
            exam.hand_in()
    resumed(learner).hand_in()
    assert len(attempts(learner)) == 1
    assert len(exam_result.outcomes(learner.home)) == 1


def test_an_answer_that_could_not_be_kept_is_not_shown_as_given(
    learner: Learner, monkeypatch: pytest.MonkeyPatch
) -> None:
    exam = begun(learner)

    def full(*_: object) -> None:
        raise StoreError("full")

    monkeypatch.setattr(exam_draft, "save", full)
    with pytest.raises(StoreError):
        exam.answer(right_response(exam.current.question))
    assert exam.given is None


def test_warnings_come_once_each_and_calmly(learner: Learner, clock: MovableClock) -> None:
    exam = begun(learner)
    assert exam.warning() is None
    clock.advance(seconds=15 * 60)
    assert exam.warning() == "10 minutes left, 20 questions open."
    assert exam.warning() is None
    clock.advance(seconds=9 * 60 + 10)
    assert exam.warning() == "50 seconds left, 20 questions open."


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(4800, "80 minutes"), (301, "6 minutes"), (299, "4:59 minutes"), (60, "1:00 minutes"), (1, "1 second")],
)
def test_time_is_told_roughly_while_there_is_plenty(seconds: float, words: str) -> None:
    assert in_words(seconds) == words


def test_only_one_is_taken_at_a_time(learner: Learner) -> None:
    begun(learner)
    with pytest.raises(UsageError) as caught:
        begun(learner)
    assert caught.value.message == "An assessment is being taken already."
    resumed(learner).drop()
    assert Exam.resume(learner) is None
    assert attempts(learner) == []


def test_a_damaged_draft_is_told_with_the_way_out(learner: Learner) -> None:
    assert learner.home
    exam_draft.path_in(learner.home).write_text("{")
    with pytest.raises(StoreError) as caught:
        Exam.resume(learner)
    assert "exam.json cannot be read" in caught.value.message
    assert caught.value.hint.startswith("Throw it away and begin anew: cspo exam --drop.")


def test_questions_seen_lately_do_not_come_again_where_others_are(learner: Learner, clock: MovableClock) -> None:
    first = begun(learner)
    seen = {line.goal: first.asked(line.number - 1).question.id for line in first.lines()}
    for place in range(first.total):
        first.go(place)
        first.answer(right_response(first.current.question))
    first.hand_in()
    clock.advance(days=1)
    second = begun(learner, seed=1)
    assert not {second.asked(place).question.id for place in range(second.total)} & set(seen.values())


def test_the_result_tells_domains_levels_the_mark_and_earlier_ones(learner: Learner, clock: MovableClock) -> None:
    for number, seed in enumerate((1, 2)):
        exam = Exam.begin(learner, "pspo-like", PROFILES["pspo-like"], Random(seed))
        for place in range(exam.total):
            exam.go(place)
            wrong = number == 0 and place % 2
            exam.answer((wrong_response if wrong else right_response)(exam.current.question))
        outcome = exam.hand_in()
        clock.advance(days=1)
    result = exam_result.result_of(learner.catalog, outcome, exam_result.outcomes(learner.home))
    assert (result.share, result.answered, result.questions) == (1.0, 80, 80)
    assert [part.questions for part in result.domains] == [12, 11, 14, 12, 9, 11, 11]
    assert sum(part.questions for part in result.levels) == 80
    assert len(result.earlier) == 1
    assert result.change.startswith("50 points up on your last: more than chance alone")
    text = "\n".join(line.text for line in tell_result(result))
    assert "✓ Reached: the 85 % that pspo-like asks for." in text
    for banned in ("pass", "probability"):
        assert banned not in text.lower()


def test_every_question_comes_back_with_its_reasons(learner: Learner) -> None:
    exam = begun(learner)
    exam.answer(right_response(exam.current.question))
    outcome = exam.hand_in()
    reviewed = list(exam_result.reviewed(learner.catalog, outcome))
    assert len(reviewed) == 20
    assert reviewed[0].feedback
    assert reviewed[0].feedback.score == 1
    assert reviewed[0].asked.shown == exam.asked(0).shown
    assert reviewed[1].response is None
    assert not any(mark.chosen for mark in reviewed[1].feedback.marks)
    assert all(one.feedback.explanation for one in reviewed)


def test_a_profile_of_ones_own_stands_in_the_config(learner: Learner, tmp_path: object, catalog: Catalog) -> None:
    from pathlib import Path

    folder = Path(str(tmp_path)) / "own"
    folder.mkdir()
    (folder / "config.toml").write_text('[exams.mine]\nquestions = 12\nminutes = 9\nmark = 0.7\ndomains = ["3", "4"]\n')
    read = read_settings(folder)
    assert read.problems == []
    profile = find_profile(read.settings, catalog, "mine")
    assert profile == Profile(12, 9, 0.7, ("3", "4"))
    exam = Exam.begin(learner, "mine", profile, Random(1))
    assert {line.goal[0] for line in exam.lines()} == {"3", "4"}
    (folder / "config.toml").write_text("[exams.mine]\nquestions = 0\nminutes = 9\n")
    (problem,) = read_settings(folder).problems
    assert "'exams' is" in problem
    assert "expected tables such as [exams.mine] with questions (1 to 200)" in problem


def test_an_unknown_profile_is_told_with_the_nearest(catalog: Catalog) -> None:
    with pytest.raises(UsageError) as caught:
        find_profile(Settings(), catalog, "quik")
    assert caught.value.message == "There is no assessment 'quik'."
    assert caught.value.hint == "Did you mean quick? There are workshop-ready, quick, pspo-like."
    with pytest.raises(UsageError):
        find_profile(Settings(exams={"odd": Profile(5, 5, None, ("99",))}), catalog, "odd")
