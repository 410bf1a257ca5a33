"""The smallest valid content there is: one goal, one question of each type. Tests break one thing in it at a time."""

import re
from pathlib import Path

import pytest

from cspo_study.content.problems import ContentError
from cspo_study.content.reading import LoadedPack, load_pack

SYLLABUS = "syllabus.yaml"
SOURCES = "sources.yaml"
MISCONCEPTIONS = "misconceptions.yaml"
CASE = "cases/night-bus.yaml"
QUESTIONS = "questions/3.1.yaml"

FILES = {
    SYLLABUS: """\
domains:
  - id: "3"
    title: The Product Backlog
    topics:
      - id: "3.1"
        title: Items
        goals:
          - id: 3.1.1
            title: Detail in its time
            level: describe
            statement: Explain why items near the top have more detail than those far down.
            concepts:
              - {id: one-list, name: One list for all work}
              - {id: item-kinds, name: Kinds of items}
              - {id: detail-by-horizon, name: Detail grows as an item comes near}
              - {id: technical-work, name: Technical work as items}
""",
    SOURCES: """\
- id: pichler-2010
  author: Roman Pichler
  title: Agile Product Management with Scrum
  year: 2010
""",
    MISCONCEPTIONS: """\
- id: detail-everything-now
  name: Detailing everything up front
  belief: Every item should be described in full at once.
  tempting: A complete list looks professional.
  truth: Detail costs effort and goes stale.
  goals: [3.1.1]
- id: arithmetic-slip
  name: Arithmetic slip
  belief: The figures were put together the right way.
  tempting: The method is right.
  truth: A step in the sum went wrong.
""",
    CASE: """\
title: The night bus that nobody books
text: A city runs a night bus, and few book it.
table:
  columns: [Sprint, Done, Added]
  rows:
    - [1, 14, 3]
    - [2, 12.5, none]
""",
    QUESTIONS: """\
- id: tram-ticket
  goal: 3.1.1
  concept: detail-by-horizon
  type: single
  difficulty: medium
  stem: A tram company wants to sell tickets abroad in a year. What should Marisol do with the item this month?
  options:
    - text: Leave it as it is
      correct: true
      why: A year away, most detail would be guesswork to be thrown away again.
    - text: Split it now
      why: Right for the items next in line, but these stories would go stale.
      misconception: detail-everything-now
    - text: Take it out
      why: Rough items are normal far down, and removing it hides a direction.
      misconception: detail-everything-now
  explanation: Detail costs effort and goes stale, so it is added as an item comes nearer.
  source: {work: pichler-2010, part: The DEEP qualities}

- id: two-that-hold
  goal: 3.1.1
  concept: one-list
  type: multiple
  choose: 2
  difficulty: easy
  case: night-bus
  stem: The night bus has four lists of work. Which two moves help Odile to see all of it?
  options:
    - text: One list for all four
      correct: true
      why: What is to be done then stands in one order, seen by all.
    - text: The repairs in that list too
      correct: true
      why: Repairs compete for the same days, so they belong beside features.
    - text: A list for each driver
      why: Four lists are what hides the work today, and more would not help.
      misconception: detail-everything-now
    - text: A list in full detail
      why: Detail does not show what comes before what, and it goes stale.
      misconception: arithmetic-slip
  explanation: One Product Backlog is the single source of work for the Scrum Team.
  source: {work: pichler-2010, part: One list}

- id: four-in-order
  goal: 3.1.1
  concept: detail-by-horizon
  type: order
  difficulty: hard
  first: most detailed
  last: least detailed
  stem: Four items stand on a list. How detailed should Nadia expect each of them to be?
  items:
    - {text: Next in line, why: It is about to be built and so has to be small and clear.}
    - {text: Next month, why: It comes soon and has a size that people roughly agree about.}
    - {text: Next quarter, why: It is an outline whose parts are named but not yet sized.}
    - {text: Some day, why: It is one line that calls a direction to mind and no more.}
  explanation: Detail grows as an item comes nearer.
  source: {work: pichler-2010, part: The DEEP qualities}

- id: three-kinds
  goal: 3.1.1
  concept: item-kinds
  touches: 3.1.1/technical-work
  type: match
  difficulty: easy
  stem: Three entries stand on the night bus list. Of which kind is each of them?
  categories: [Feature, Repair]
  items:
    - {text: Book by phone, category: Feature, why: A passenger can do something new once it is there.}
    - {text: Late reminders, category: Repair, why: "It was promised already, and does not work as it should."}
    - {text: A seat map, category: Feature, why: "Nothing of the kind exists today, so it is new."}
  explanation: A backlog holds features and repairs side by side.
  source: {work: pichler-2010, part: Kinds of items}

- id: mean-of-three
  goal: 3.1.1
  concept: one-list
  type: numeric
  difficulty: medium
  level: apply
  stem: Three weeks brought 8, 13 and 5 points over four lines. How many points is that for each line?
  table:
    columns: [Week, Points]
    rows:
      - [1, 8]
      - [2, 13]
      - [3, 5]
  answer: 6.5
  unit: points
  tolerance: 0.05
  working: "(8 + 13 + 5) / 4"
  pitfalls:
    - {answer: 26, why: That is the sum of the three before it is divided by four., misconception: arithmetic-slip}
  explanation: The points of all weeks are added and divided by the number of lines.
  source: {work: pichler-2010, part: Sizes}

- id: the-name
  goal: 3.1.1
  concept: one-list
  type: short
  difficulty: easy
  stem: What is the ordered list of all that is needed to improve the product called?
  accept: [Product Backlog, backlog]
  pitfalls:
    - answer: Sprint Backlog
      why: That is the plan for one Sprint and not for the product.
      misconception: arithmetic-slip
  explanation: The Product Backlog is the single source of work.
  source: {work: pichler-2010, part: One list}

- id: tell-why
  goal: 3.1.1
  concept: technical-work
  type: recall
  difficulty: medium
  version: 2
  stem: A Developer asks why technical work stands on the same list. What would you say?
  answer: It competes for the same days, so it has to be weighed beside the rest.
  points:
    - It takes time from the same people.
    - Its order is a decision like any other.
  explanation: One list makes the trade visible.
  source: {work: pichler-2010, part: One list}
""",
}


class SmallPack:
    """Those files in a folder, to edit, load and look places up in."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        for name, text in FILES.items():
            self.write(name, text)

    def path(self, name: str) -> Path:
        """Where the file called `name` is."""
        return self.folder / name

    def text(self, name: str) -> str:
        """What the file holds now."""
        return self.path(name).read_text(encoding="utf-8")

    def write(self, name: str, content: str | bytes) -> None:
        """Replace or add a file, byte for byte."""
        path = self.path(name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())

    def edit(self, name: str, old: str, new: str) -> None:
        """Change the one place where the file has `old`."""
        text = self.text(name)
        assert text.count(old) == 1, f"{name} has {old!r} {text.count(old)} times"
        self.write(name, text.replace(old, new))

    def add_second_topic(self) -> None:
        """Give the syllabus a topic 3.2 with a goal 3.2.1 that has the concepts of 3.1.1."""
        goals = self.text(SYLLABUS).partition("        goals:\n")[2].replace("3.1.1", "3.2.1")
        self.write(SYLLABUS, f'{self.text(SYLLABUS)}      - id: "3.2"\n        title: Order\n        goals:\n{goals}')

    def at(self, name: str, marker: str) -> str:
        """`file:line:column` of the one place where the file has `marker`; a ^ in it shows where in the marker."""
        before, _, after = marker.rpartition("^")
        text = self.text(name)
        starts = [match.start() + len(before) for match in re.finditer(re.escape(before + after), text)]
        found = [f"{name}:{text.count(chr(10), 0, at) + 1}:{at - text.rfind(chr(10), 0, at)}" for at in starts]
        assert len(found) == 1, f"{name} has {marker!r} at {found}"
        return found[0]

    def load(self) -> LoadedPack:
        """The pack, which is expected to be fine."""
        return load_pack(self.folder)

    def problems(self) -> list[str]:
        """What `load_pack` says is wrong, which is expected to be something."""
        with pytest.raises(ContentError) as caught:
            load_pack(self.folder)
        return [str(problem) for problem in caught.value.problems]
