"""Goals beyond the outline: asked when wanted, never counted, never pressed on anyone."""

from pathlib import Path
from random import Random

import msgspec

from answering import MovableClock, answered, single, small_catalog
from cspo_study.content.catalog import Catalog
from cspo_study.study.learner import Learner
from cspo_study.study.picking import drill, recommended
from cspo_study.study.report import coverage


def with_supplement() -> Catalog:
    """One question of the outline, and one of domain 8, a supplement."""
    plain = small_catalog([single("counted", goal="1.1.1"), single("beyond", goal="8.1.1")]).pack
    domains = tuple(msgspec.structs.replace(domain, supplement=domain.id == "8") for domain in plain.domains)
    return Catalog(msgspec.structs.replace(plain, domains=domains))


def test_the_whole_leaves_a_supplement_out_and_a_drill_may_ask_it(tmp_path: Path, clock: MovableClock) -> None:
    catalog = with_supplement()
    learner = Learner.open(catalog, tmp_path / "progress.db", clock)
    try:
        for question in catalog.pack.questions:
            answered(learner, question)
        report = coverage(learner)
        assert [(domain.id, domain.supplement, domain.answers) for domain in report.domains] == [
            ("1", False, 1),
            ("8", True, 1),
        ]
        assert (report.overall.questions, report.overall.answers) == (1, 1)
        assert report.overall.mastery == report.domains[0].mastery
        assert [one.question.id for one in recommended(learner, Random(1))] == ["counted"]
        wanted = drill(learner, catalog.goals_within(domain="8"), (), Random(1), 5)
        assert [one.question.id for one in wanted] == ["beyond"]
    finally:
        learner.close()
