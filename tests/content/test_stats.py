"""The bank in figures."""

from cspo_study.cli.content_stats import lines
from cspo_study.content.checks.finding import Bank
from cspo_study.content.stats import statistics
from small_pack import SYLLABUS, SmallPack
from support import Run, document


def test_everything_is_counted(small: SmallPack) -> None:
    figures = statistics(Bank(small.load()))
    outline = figures.outline
    assert (outline.questions, outline.singles, outline.in_cases, outline.notes) == (7, 1, 1, 0)
    assert outline.by_domain == {"3": 7}
    assert outline.by_topic == {"3.1": 7}
    assert outline.by_goal == {"3.1.1": 7}
    assert outline.by_level == {"describe": 6, "apply": 1}
    assert set(outline.by_type.values()) == {1}
    assert len(outline.by_type) == 7
    assert outline.by_difficulty == {"medium": 3, "easy": 3, "hard": 1}
    assert outline.thin_concepts == {"3.1.1/item-kinds": 1, "3.1.1/technical-work": 1}
    assert (figures.cases, figures.works, figures.glossary, figures.waivers) == (1, 1, 0, 0)
    assert (figures.misconceptions, figures.misconceptions_unused) == (2, ())
    assert figures.supplement.by_goal == {}
    assert [one.right for one in figures.guessers if one.guesser == "the longest" and one.level == "all"] == [100]


def test_a_supplement_is_counted_apart(small: SmallPack) -> None:
    small.edit(SYLLABUS, "    title: The Product Backlog", "    title: The Product Backlog\n    supplement: true")
    figures = statistics(Bank(small.load()))
    assert (figures.outline.questions, figures.supplement.questions) == (0, 7)


def test_the_lines_name_what_is_thin_and_what_guessing_reaches(small: SmallPack) -> None:
    told = list(lines(statistics(Bank(small.load()))))
    assert told[0] == "Outline: 7 questions on 1 goals, 0 with a note"
    assert "  Concepts with fewer than two questions: 2: 3.1.1/item-kinds, 3.1.1/technical-work" in told
    assert "  the longest                              100.0   33.3  +66.7  (bar 5.0)" in told


def test_the_command_prints_lines_or_one_document(cspo: Run) -> None:
    plain = cspo("content", "stats")
    assert (plain.returncode, plain.stderr) == (0, "")
    assert plain.stdout.startswith("Outline: ")
    data = document(cspo("content", "stats", "--json").stdout)["data"]
    assert len(data["outline"]["by_goal"]) == 65
    assert sum(data["outline"]["by_goal"].values()) == data["outline"]["questions"]
