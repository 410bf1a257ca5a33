"""An assessment in plain lines: forward and back, flags, a review page, and the time."""

import sys
import textwrap
from collections.abc import Callable

from cspo_study.cli.plain import UnfitError, read_response, say_feedback, say_question
from cspo_study.cli.telling import say_told
from cspo_study.cli.timed_input import TimedLines, TimeUpError
from cspo_study.content.catalog import Catalog
from cspo_study.content.model import Case
from cspo_study.errors import ExitCode, StoreError
from cspo_study.study.exam import Exam
from cspo_study.study.exam_draft import in_words
from cspo_study.study.exam_result import Outcome, Result, reviewed
from cspo_study.study.plaintext import one_line
from cspo_study.study.showing import response_in_words
from cspo_study.study.tell_exam import tell_result

HELP = """Type your answer, or one of:
  (empty) the next question    b  back           g 7  go to question 7
  f  flag, or take it away     r  review page    t    time left
  o  the next open one         h  hand in        q    leave (the clock runs on)"""
LOOK = 30.0
"""Seconds after which the time is looked at, though nothing was typed: warnings come by themselves."""


class _LeftError(Exception):
    """Somebody leaves: what is answered is kept, and the clock runs on."""


class PlainExam:
    """The loop: show, read, do. `finish` gets the outcome once it is handed in."""

    def __init__(self, exam: Exam, lines: TimedLines) -> None:
        self._exam = exam
        self._lines = lines
        self._story: Case | None = None
        self._shown: int | None = None
        self._commands: dict[str, Callable[[], None]] = {
            "": lambda: self._go(exam.place + 1),
            "n": lambda: self._go(exam.place + 1),
            "b": lambda: self._go(exam.place - 1),
            "o": self._open,
            "f": self._flag,
            "r": self._review,
            "t": self._time,
            "?": lambda: _say(HELP),
            "q": self._leave,
        }

    def run(self) -> Outcome | None:
        """Until it is handed in, by hand or at the end of its time; None when it was left."""
        _say(f"{self._exam.name}: {self._exam.total} questions, {in_words(self._exam.left())} left. ? for help.")
        try:
            while not self._exam.is_over:
                self._show()
                if self._ask():
                    return self._exam.hand_in()
        except TimeUpError:
            pass
        except (EOFError, _LeftError):
            minutes = in_words(self._exam.left())
            _say(f"\nLeft. Everything answered is kept, and the clock runs on: {minutes} left. Go on with: cspo exam")
            return None
        _say("\nThe time is up: handed in as it stands.")
        return self._exam.hand_in()

    def _show(self) -> None:
        exam = self._exam
        if self._shown == exam.place:
            return
        self._shown = exam.place
        exam.show()
        marks = "".join([", answered" if exam.given else "", ", flagged" if exam.flagged else ""])
        story = exam.case if exam.case is not self._story else None
        self._story = exam.case or self._story
        say_question(f"Question {exam.place + 1} of {exam.total}{marks}", exam.current, story)
        if exam.given:
            _say(f"  Your answer: {response_in_words(exam.current, exam.given)}")

    def _ask(self) -> bool:
        """One line; whether it hands the paper in."""
        text = self._line("> ").strip()
        command, _, rest = text.partition(" ")
        if command.lower() == "h":
            return self._is_sure()
        if command.lower() == "g" and rest.strip().isdigit():
            self._go(int(rest) - 1)
        elif text.lower() in self._commands:
            self._commands[text.lower()]()
        else:
            self._answer(text)
        return False

    def _answer(self, text: str) -> None:
        try:
            response = read_response(self._exam.current, text)
        except UnfitError as unfit:
            _say(f"{unfit} (? for help)")
            return
        try:
            kept = self._exam.answer(response)
        except StoreError as error:
            _say(f"{error.message}\n{error.hint}\nYour answer is not kept yet: give it again.")
            return
        if kept and self._exam.place + 1 < self._exam.total:
            self._exam.go(self._exam.place + 1)
        elif kept:
            self._review()

    def _line(self, prompt: str) -> str:
        """A line, waited for to the end of the time, with a word about it where one is due."""
        sys.stdout.write(prompt)
        sys.stdout.flush()
        while True:
            left = self._exam.left()
            if left <= 0:
                raise TimeUpError
            try:
                line = self._lines.line(min(left, LOOK))
            except TimeUpError:
                self._warn()
                continue
            if not sys.stdin.isatty():
                _say(line)
            self._warn()
            return line

    def _warn(self) -> None:
        warning = self._exam.warning()
        if warning:
            _say(f"\n({warning})")

    def _is_sure(self) -> bool:
        open_ones = self._exam.total - self._exam.answered
        _say(f"{open_ones} questions are open." if open_ones else "Every question has an answer.")
        return self._line("Hand in? y or n: ").strip().lower().startswith("y")

    def _go(self, place: int) -> None:
        self._exam.go(place)
        self._shown = None

    def _open(self) -> None:
        place = self._exam.next_open()
        if place is None:
            _say("Every question has an answer. h hands in.")
        else:
            self._exam.go(place)

    def _flag(self) -> None:
        _say("Flagged." if self._exam.flag() else "No longer flagged.")

    def _review(self) -> None:
        for line in self._exam.lines():
            marks = f"{'answered' if line.answered else 'open':8} {'flagged' if line.flagged else '':7}"
            _say(
                f"{line.number:3}  {marks}  {line.goal}  {textwrap.shorten(one_line(line.stem), 45, placeholder=' …')}"
            )
        _say(f"{self._exam.answered} of {self._exam.total} answered, {in_words(self._exam.left())} left.")

    def _time(self) -> None:
        _say(f"{in_words(self._exam.left())} left.")

    def _leave(self) -> None:
        raise _LeftError


def run_plain_exam(catalog: Catalog, exam: Exam, result: Callable[[Outcome], Result]) -> int:
    """Take it, and show how it came out."""
    outcome = PlainExam(exam, TimedLines()).run()
    if outcome is not None:
        say_outcome(catalog, outcome, result(outcome))
    return ExitCode.FINE


def say_outcome(catalog: Catalog, outcome: Outcome, result: Result, *, questions: bool = True) -> None:
    """The result, and every question with its reasons."""
    _say("")
    say_told(tell_result(result))
    for one in reviewed(catalog, outcome) if questions else ():
        state = f"{', left open' if one.response is None else ''}{', flagged' if one.flagged else ''}"
        say_question(f"Question {one.number} ({one.asked.question.goal}){state}", one.asked, None)
        say_feedback(one.feedback)


def _say(text: str) -> None:
    sys.stdout.write(text + "\n")
