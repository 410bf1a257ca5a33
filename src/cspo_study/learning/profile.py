"""What an assessment asks for."""

from msgspec import Struct


class Profile(Struct, frozen=True, forbid_unknown_fields=True):
    """A kind of assessment: how many questions in how many minutes, the share to reach (None: no mark is set), and the
    domains it asks about (none named: the whole outline).
    """

    questions: int
    minutes: float
    mark: float | None = None
    domains: tuple[str, ...] = ()
