"""Days as they are typed on the command line."""

from datetime import date

from cspo_study.errors import UsageError


def read_day(text: str, option: str) -> date:
    """The day that `text` names. `UsageError` for what is none."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise UsageError(f"{option} cannot be {text!r}.", "Expected a day such as 2026-12-15.") from None
