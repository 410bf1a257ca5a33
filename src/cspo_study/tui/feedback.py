"""What stands above and below an answer once it is marked."""

from textual.content import Content

from cspo_study.study.asking import Feedback
from cspo_study.study.plaintext import one_line
from cspo_study.study.shares import percent
from cspo_study.tui import theme
from cspo_study.tui.reading import paragraphs

VERDICTS = {
    "Right": (theme.RIGHT, "$success"),
    "Partly right": (theme.PARTLY, "$accent"),
    "Wrong": (theme.WRONG, "$error"),
}


def verdict_content(feedback: Feedback) -> Content:
    """Right or wrong, by glyph and word."""
    glyph, colour = VERDICTS[feedback.verdict]
    share = f" · {percent(feedback.score)}" if 0 < feedback.score < 1 else ""
    return Content.styled(f"{glyph} {feedback.verdict}{share}", colour)


def after_content(feedback: Feedback, note: str | None) -> Content:
    """Why, the learner's own word on it, and by which source."""
    parts = [Content(paragraphs(feedback.explanation))]
    if feedback.slip:
        parts.append(Content.styled(f"Misconception: {one_line(feedback.slip)}", "italic $error"))
    if note:
        parts.append(Content.assemble((f"{theme.NOTE} ", "$accent"), one_line(note)))
    return Content("\n\n").join([*parts, Content.styled(f"Source: {one_line(feedback.source)}", "$secondary")])
