"""What content is made of. These types are at once the YAML format, the JSON Schema and the compiled index.

The docstrings and `Meta` limits are what an author is told; `decoding` checks them, `rules` checks what one field alone
cannot show.
"""

from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import Annotated, Literal, NewType

import msgspec
from msgspec import Meta, Raw, Struct

DomainId = NewType("DomainId", str)
TopicId = NewType("TopicId", str)
GoalId = NewType("GoalId", str)
QuestionId = NewType("QuestionId", str)
ConceptId = NewType("ConceptId", str)
"""A goal and one of its concepts, as `3.2.1/wsjf-fit`."""

Level = Literal["describe", "apply", "analyze"]
Difficulty = Literal["easy", "medium", "hard"]

SLUG_PATTERN = "^[a-z0-9]+(-[a-z0-9]+)*$"
Slug = Annotated[str, Meta(pattern=SLUG_PATTERN, description="lower-case words joined by hyphens")]
Line = Annotated[str, Meta(min_length=1)]


class Element(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True, gc=False):
    """Anything that is written in content."""


# --- the syllabus -----------------------------------------------------------------------------------------------------


class Concept(Element, frozen=True, kw_only=True):
    """One separable thing to know or be able to do."""

    id: Slug
    name: Line


class Goal(Element, frozen=True, kw_only=True):
    """A learning goal: what someone can do who has reached it."""

    id: Annotated[str, Meta(pattern=r"^[1-9][0-9]?\.[1-9]\.[1-9]$", description="an id such as 3.2.1")]
    title: Line
    level: Level
    statement: Line
    concepts: Annotated[tuple[Concept, ...], Meta(min_length=4, max_length=8)]

    def concept_ids(self) -> Iterator[ConceptId]:
        """The goal's concepts by their full ids, in the order written."""
        for concept in self.concepts:
            yield ConceptId(f"{self.id}/{concept.id}")


class Topic(Element, frozen=True, kw_only=True):
    """A handful of goals that belong together."""

    id: Annotated[str, Meta(pattern=r"^[1-9][0-9]?\.[1-9]$", description='a quoted id such as "3.2"')]
    title: Line
    goals: Annotated[tuple[Goal, ...], Meta(min_length=1)]


class Domain(Element, frozen=True, kw_only=True):
    """One of the seven large areas, or, as a `supplement`, one beyond the outline: asked when wanted, never counted."""

    id: Annotated[str, Meta(pattern="^[1-9][0-9]?$", description='a quoted id such as "3"')]
    title: Line
    topics: Annotated[tuple[Topic, ...], Meta(min_length=1)]
    supplement: bool = False

    def goals(self) -> Iterator[Goal]:
        """The domain's goals in order."""
        for topic in self.topics:
            yield from topic.goals


class Syllabus(Element, frozen=True):
    """The map of everything there is to learn."""

    domains: tuple[Domain, ...]


# --- what questions refer to ------------------------------------------------------------------------------------------


class Work(Element, frozen=True, kw_only=True):
    """A book, article or guide that questions cite."""

    id: Slug
    author: Line
    title: Line
    year: Annotated[int, Meta(ge=1900, le=2100)]
    url: str | None = None

    def citation(self) -> str:
        """The work in one line: author, title and year."""
        return f"{self.author}, {self.title} ({self.year})"


class Misconception(Element, frozen=True, kw_only=True):
    """A wrong idea that competent people hold, told so that nobody feels foolish."""

    id: Slug
    name: Line
    belief: Line
    tempting: Line
    truth: Line
    goals: tuple[str, ...] = ()
    """Goals it touches; none for the general kinds, which fit anywhere."""


class Table(Element, frozen=True, kw_only=True):
    """Rows of figures or words under column heads."""

    columns: Annotated[tuple[Line, ...], Meta(min_length=2, max_length=8)]
    rows: Annotated[tuple[tuple[str | int | float, ...], ...], Meta(min_length=1)]


class Case(Element, frozen=True, kw_only=True):
    """A story that several questions share. Its id is its file's name."""

    title: Line
    text: Line
    table: Table | None = None


class Source(Element, frozen=True, kw_only=True):
    """Where an answer can be looked up: a work and the part of it."""

    work: Slug
    part: Line


# --- what is read and looked up ---------------------------------------------------------------------------------------


class Note(Element, frozen=True, kw_only=True):
    """What to read about a goal in five minutes. A blank line separates paragraphs."""

    goal: str
    idea: Line
    """The thought that carries the goal."""
    example: Line
    """It, done once, with facts."""
    mistakes: Line
    """Where competent people go wrong, and why."""
    practice: Line
    """What to do on Monday."""
    guide: Line
    """What the Scrum Guide says about it, and where it is silent."""
    read: Annotated[tuple[Source, ...], Meta(min_length=1)]


class Confusion(Element, frozen=True, kw_only=True):
    """Another term that this one is taken for, and how to tell them apart."""

    term: Slug
    how: Line


class Term(Element, frozen=True, kw_only=True):
    """A word of the field: what it means and whose it is."""

    id: Slug
    term: Line
    also: tuple[Line, ...] = ()
    """Other forms by which it is found: abbreviations, plurals, synonyms."""
    definition: Line
    origin: Line
    confused: tuple[Confusion, ...] = ()
    goals: tuple[str, ...] = ()

    def forms(self) -> tuple[str, ...]:
        """Every way of writing it, the usual one first."""
        return (self.term, *self.also)


# --- questions --------------------------------------------------------------------------------------------------------


class Family(Element, frozen=True, kw_only=True):
    """Numbers drawn anew each time: a generator's name, and the range each of its numbers may take."""

    generator: Slug
    ranges: dict[str, tuple[int, int]]


class Option(Element, frozen=True, kw_only=True):
    """One answer to choose, with the reason why it is or isn't right here."""

    text: Line
    why: Line
    correct: bool = False
    misconception: Slug | None = None


class Step(Element, frozen=True, kw_only=True):
    """One thing to put in its place."""

    text: Line
    why: Line
    misconception: Slug | None = None


class Pair(Element, frozen=True, kw_only=True):
    """One thing and the category it belongs to."""

    text: Line
    category: Line
    why: Line
    misconception: Slug | None = None


class WrongNumber(Element, frozen=True, kw_only=True):
    """A number people reach, and the slip that leads there."""

    answer: float
    why: Line
    misconception: Slug


class WrongTerm(Element, frozen=True, kw_only=True):
    """A term people type, and what they mix up."""

    answer: Line
    why: Line
    misconception: Slug


class Waiver(Element, frozen=True, kw_only=True):
    """A finding of a check that was looked at and left, and why."""

    check: Slug
    because: Line


class QuestionBase(Element, frozen=True, kw_only=True):
    """What every question has."""

    id: Slug
    goal: str
    concept: Slug
    difficulty: Difficulty
    stem: Line
    explanation: Line
    source: Source
    touches: str | None = None
    level: Level | None = None
    table: Table | None = None
    contrast: Slug | None = None
    case: Slug | None = None
    version: Annotated[int, Meta(ge=1)] = 1
    family: Family | None = None
    waive: tuple[Waiver, ...] = ()

    @property
    def concept_id(self) -> ConceptId:
        """The concept's full id."""
        return ConceptId(f"{self.goal}/{self.concept}")


class Single(QuestionBase, frozen=True, kw_only=True, tag_field="type", tag="single"):
    """The best of three or four."""

    options: Annotated[tuple[Option, ...], Meta(min_length=3, max_length=4)]
    ordered: bool = False


class Multiple(QuestionBase, frozen=True, kw_only=True, tag_field="type", tag="multiple"):
    """All that apply, the number told."""

    choose: Annotated[int, Meta(ge=2)]
    options: Annotated[tuple[Option, ...], Meta(min_length=4, max_length=7)]
    ordered: bool = False


class Order(QuestionBase, frozen=True, kw_only=True, tag_field="type", tag="order"):
    """Four to six things to put in order; written in the right one."""

    first: Line
    last: Line
    items: Annotated[tuple[Step, ...], Meta(min_length=4, max_length=6)]


class Match(QuestionBase, frozen=True, kw_only=True, tag_field="type", tag="match"):
    """Each thing to its category."""

    categories: Annotated[tuple[Line, ...], Meta(min_length=2, max_length=5)]
    items: Annotated[tuple[Pair, ...], Meta(min_length=3, max_length=6)]


class Numeric(QuestionBase, frozen=True, kw_only=True, tag_field="type", tag="numeric"):
    """A number with its unit. `tolerance` is how far off still counts, in that unit."""

    unit: Line
    working: Line
    answer: float | None = None
    tolerance: Annotated[float, Meta(ge=0)] = 0.0
    pitfalls: tuple[WrongNumber, ...] = ()


class Short(QuestionBase, frozen=True, kw_only=True, tag_field="type", tag="short"):
    """A term to type. The first of `accept` is the one that is shown."""

    accept: Annotated[tuple[Line, ...], Meta(min_length=1)]
    pitfalls: tuple[WrongTerm, ...] = ()


class Recall(QuestionBase, frozen=True, kw_only=True, tag_field="type", tag="recall"):
    """Think, reveal, rate yourself."""

    answer: Line
    points: Annotated[tuple[Line, ...], Meta(min_length=2, max_length=5)]


Question = Single | Multiple | Order | Match | Numeric | Short | Recall
QUESTION_TYPES: tuple[type[Question], ...] = (Single, Multiple, Order, Match, Numeric, Short, Recall)


class Heading(Struct, frozen=True, gc=False):
    """What is known of a question without its text: enough to count and to choose. `place` is its place in the pack."""

    place: int
    id: str
    type: str
    goal: str
    concept: str
    version: int
    difficulty: Difficulty
    level: Level | None
    contrast: str | None
    case: str | None
    touches: str | None
    family: str | None
    """The generator that draws its numbers."""
    choices: int
    """Options, items or categories to choose among; 0 where the answer is typed."""
    keys: int
    """How many of the options are right."""
    words: int
    """How much there is to read before answering."""

    @property
    def concept_id(self) -> ConceptId:
        """The concept's full id."""
        return ConceptId(f"{self.goal}/{self.concept}")


class Material(Struct, frozen=True):
    """What questions refer to, by id."""

    cases: dict[str, Case]
    misconceptions: dict[str, Misconception]
    works: dict[str, Work]


class Pack(Struct, frozen=True, dict=True):
    """All content, checked. Texts stay undecoded until they are used: a report needs the headings alone, a sitting the
    questions it asks.
    """

    domains: tuple[Domain, ...]
    headings: tuple[Heading, ...]
    bodies: tuple[Raw, ...]
    rest: Raw
    notes_text: Raw
    glossary_text: Raw

    @classmethod
    def of(
        cls,
        domains: tuple[Domain, ...],
        questions: Sequence[Question],
        material: Material,
        notes: Sequence[Note] = (),
        glossary: Sequence[Term] = (),
    ) -> "Pack":
        """The pack of this syllabus, these questions and what they refer to, notes and terms."""
        headings = tuple(heading_of(question, place) for place, question in enumerate(questions))
        bodies = tuple(Raw(msgspec.json.encode(question)) for question in questions)
        rest, notes_text, glossary_text = (Raw(msgspec.json.encode(part)) for part in (material, notes, glossary))
        return cls(domains, headings, bodies, rest, notes_text, glossary_text)

    def question(self, heading: Heading) -> Question:
        """The question under a heading."""
        return msgspec.json.decode(self.bodies[heading.place], type=Question)  # type: ignore[no-any-return]

    @cached_property
    def questions(self) -> tuple[Question, ...]:
        """Every question, in the order written."""
        return tuple(self.question(heading) for heading in self.headings)

    @cached_property
    def _material(self) -> Material:
        return msgspec.json.decode(self.rest, type=Material)

    @property
    def cases(self) -> dict[str, Case]:
        """The stories by their ids."""
        return self._material.cases

    @property
    def misconceptions(self) -> dict[str, Misconception]:
        """The wrong ideas by their ids."""
        return self._material.misconceptions

    @property
    def works(self) -> dict[str, Work]:
        """The works that questions cite, by their ids."""
        return self._material.works

    @cached_property
    def notes(self) -> tuple[Note, ...]:
        """The study notes, at most one a goal."""
        return msgspec.json.decode(self.notes_text, type=tuple[Note, ...])

    @cached_property
    def glossary(self) -> tuple[Term, ...]:
        """The terms, in the order written."""
        return msgspec.json.decode(self.glossary_text, type=tuple[Term, ...])


def heading_of(question: Question, place: int = 0) -> Heading:
    """The heading of a question at a place in a pack."""
    options = getattr(question, "options", ())
    choices = options or getattr(question, "categories", ()) or getattr(question, "items", ())
    return Heading(
        place=place,
        id=question.id,
        type=type_name(question),
        goal=question.goal,
        concept=question.concept,
        version=question.version,
        difficulty=question.difficulty,
        level=question.level,
        contrast=question.contrast,
        case=question.case,
        touches=question.touches,
        family=question.family.generator if question.family else None,
        choices=len(choices),
        keys=sum(option.correct for option in options),
        words=sum(len(text.split()) for text in _read_before_answering(question)),
    )


def _read_before_answering(question: Question) -> Iterator[str]:
    yield question.stem
    for part in (*getattr(question, "options", ()), *getattr(question, "items", ())):
        yield part.text
    if question.table:
        yield from (str(cell) for row in question.table.rows for cell in row)


def type_name(question: Question) -> str:
    """The question's type as it is written in YAML: `single`, `order` …"""
    return str(question.__struct_config__.tag)
