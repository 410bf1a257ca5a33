"""Which terms of the glossary a text speaks of, for whoever reads it and wants to look one up."""

import re
from collections.abc import Iterable

from cspo_study.content.model import Term


def folded(form: str) -> str:
    """A form as it is compared: in small letters, its words one blank apart."""
    return " ".join(form.casefold().split())


class TermFinder:
    """Looks for all terms in one pass.

    A form is found as whole words, in capitals or small letters, over a line's end too. Where several begin at one
    place the longest wins: in "Sprint Goal" nobody is told of the Sprint.
    """

    def __init__(self, terms: Iterable[Term]) -> None:
        self._by_form = {folded(form): term for term in terms for form in term.forms()}
        longest_first = sorted(self._by_form, key=len, reverse=True)
        pattern = "|".join(r"\s+".join(map(re.escape, form.split())) for form in longest_first)
        self._pattern = re.compile(rf"(?<!\w)(?:{pattern})(?!\w)", re.IGNORECASE) if pattern else None

    def terms_in(self, text: str) -> list[Term]:
        """The terms mentioned, each once, in the order of their first mention."""
        if self._pattern is None:
            return []
        found = (self._by_form.get(folded(match[0])) for match in self._pattern.finditer(text))
        return list({term.id: term for term in found if term is not None}.values())
