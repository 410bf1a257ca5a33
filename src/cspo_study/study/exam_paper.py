"""A paper for one learner: what may be asked in an assessment, and the draw from it."""

from random import Random

from cspo_study.content.catalog import Catalog
from cspo_study.content.model import Goal, Heading, Question, QuestionId
from cspo_study.errors import UsageError
from cspo_study.learning.blueprint import Drawable, Place, draw
from cspo_study.learning.profile import Profile
from cspo_study.study.knowing import DAY
from cspo_study.study.learner import Learner


def draw_paper(learner: Learner, profile: Profile, dice: Random) -> list[Question]:
    """The questions of a paper in the order they are asked. `UsageError` where the content has none for it."""
    goals = goals_of(learner.catalog, profile)
    places = [Place(goal.id, goal.id.partition(".")[0], goal.level) for goal in goals]
    drawn = draw(profile, places, pool(learner, goals), dice)
    if not drawn:
        raise UsageError("There are no questions for this assessment.", "See what there is: cspo content stats")
    return [learner.catalog.question(QuestionId(one.id)) for one in drawn]


def goals_of(catalog: Catalog, profile: Profile) -> list[Goal]:
    """The goals a profile asks about: never those of a supplement, unless their domain is named."""
    if not profile.domains:
        return list(catalog.outline_goals.values())
    return [goal for name in profile.domains for goal in catalog.domain(name).goals()]


def pool(learner: Learner, goals: list[Goal]) -> list[Drawable]:
    """All questions that may be drawn on `goals`, as the blueprint sees them."""
    asked, now = learner.questions(), learner.now()
    found = []
    for goal in goals:
        for heading in assessing(learner.catalog, goal):
            state = asked.get(QuestionId(heading.id))
            rested = now - state.answered / DAY if state else None
            times = state.answers if state else 0
            apart = heading.contrast or heading.family
            found.append(Drawable(heading.id, goal.id, heading.concept, apart, heading.case, rested, times))
    return found


def assessing(catalog: Catalog, goal: Goal) -> list[Heading]:
    """The questions that may assess a goal: none that people rate themselves, and those at its own level if any."""
    graded = [
        heading
        for concept in goal.concept_ids()
        for heading in catalog.headings_by_concept.get(concept, ())
        if heading.type != "recall"
    ]
    return [one for one in graded if one.level in (None, goal.level)] or graded
