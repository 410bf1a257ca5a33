"""What the Scrum Guide is said to say must stand in it."""

import re
from collections.abc import Iterator

from cspo_study.content.checks.finding import Item, Remark, item_check, texts

_GUIDE = re.compile(
    r"according to the (?:2020 )?scrum guide|\b(?:the )?(?:2020 )?scrum guide (?:of 2020 )?"
    r"(?:says?|asks?|requires?|demands?|wants?|expects?|defines?|names?|lists?|prescribes?|calls?|describes?)\b"
    r"|as the scrum guide",
    re.IGNORECASE,
)
_ABSENT = re.compile(
    r"\bvision\b|\bvelocity\b|\broad ?maps?\b|\buser stor(?:y|ies)\b|\bepics?\b|\bestimat\w*|\bprioriti[sz]\w*"
    r"|\bacceptance criteri(?:a|on)\b|\brelease plan\w*|\bdefinition of ready\b|\bMVP\b|\bminimum viable\b"
    r"|\btechnical debt\b|\bpersonas?\b|\bstory points?\b|\bburn-?(?:up|down)s?\b|\b10 ?(?:%|percent)",
    re.IGNORECASE,
)
_DENIAL = re.compile(
    r"\b(?:not|no|never|nowhere|nothing|none|neither|nor|without|silent|absent|n't|unlike|elsewhere|optional)\b|n't\b|n’t\b",
    re.IGNORECASE,
)
PRESENT = frozenset({"burn-downs", "burn-ups", "burndowns"})
"""The Guide does name these, as useful forecasting practices."""


def _false(item: Item) -> Iterator[Remark]:
    for at, text in texts(item.question):
        for sentence in re.split(r"(?<=[.?!;])\s+", text):
            if _GUIDE.search(sentence) and not _DENIAL.search(sentence):
                for term in _ABSENT.findall(sentence):
                    if term.lower() not in PRESENT:
                        yield Remark(
                            f"'{term}' beside what the Scrum Guide says, which does not have the word",
                            "expected it attributed to whoever it comes from",
                            at,
                        )


CHECKS = (
    item_check(
        "false-attribution", "a term that is absent from the Scrum Guide, said to be what the Guide says", _false
    ),
)
