"""Two question sets about other things than the one that ships, written as TOML: a small one, and a large one.

`Library volunteers` has three domains, other words for the levels, other stages and no essentials. `Wide` has twelve
domains with 200 questions, checklists among them.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

SMALL, LARGE = "library", "wide"
_ACTIONS = ("not_yet", "planned", "in_place")
_VERBS = {"not_yet": "Write", "planned": "Finish", "in_place": "Review"}


def write_small(folder: Path) -> Path:
    """Three domains of two, three and one questions: none is essential, and one does not have to apply."""
    domains = {
        "desk": ("the returns desk", "the key box"),
        "rota": ("the weekend rota", "the list of stand-ins", "the tea fund"),
        "welcome": ("the tour of the stacks",),
    }
    stages = [("open", "Open the doors", -30), ("settle", "Look back after a season", 90)]
    head: dict[str, Any] = {
        "id": SMALL,
        "version": "3.4",
        "title": "Can volunteers run our reading room?",
        "caution": "Talk about it. Nobody is being marked.",
        "words": {"newcomers": "volunteers", "ahead": "opening a reading room"},
        "roles": {"librarian": {"name": "Librarian"}, "reader": {"name": "Reader", "front_line": True}},
        "levels": _levels(("Bare shelf", "On order", "Shelved", "Well thumbed")),
    }
    questions = {
        name: [_scale(name, number, topic) for number, topic in enumerate(topics, 1)]
        for name, topics in domains.items()
    }
    return _write(folder, head, questions, stages, essential=lambda _: False)


def write_large(folder: Path) -> Path:
    """Twelve domains, named after months, with 200 questions; every tenth is a checklist and every fifth essential."""
    months = (
        "january", "february", "march", "april", "may", "june",
        "july", "august", "september", "october", "november", "december",
    )  # fmt: skip
    questions: dict[str, list[dict[str, Any]]] = {name: [] for name in months}
    for number in range(200):
        name = months[number % 12]
        place = len(questions[name]) + 1
        make = _checklist if number % 10 == 9 else _scale
        questions[name].append(make(name, place, f"task {place} of {name.title()}"))
    head: dict[str, Any] = {
        "id": LARGE,
        "version": "1.0",
        "title": "Is the allotment ready for its next year?",
        "caution": "Gardens differ.",
        "roles": {"gardener": {"name": "Gardener", "front_line": True}, "treasurer": {"name": "Treasurer"}},
        "levels": _levels(("Seed", "Shoot", "Leaf", "Fruit")),
    }
    stages = [("dig", "Dig the beds", -60), ("sow", "Sow", 0), ("harvest", "Harvest", 150)]
    return _write(folder, head, questions, stages, essential=lambda place: place % 5 == 0)


def _levels(names: Sequence[str]) -> dict[str, Any]:
    keys = ("not_yet", "planned", "in_place", "shown_to_work")
    return {key: {"name": name, "meaning": f"as far as {name.lower()}"} for key, name in zip(keys, names, strict=True)}


def _scale(domain: str, number: int, topic: str) -> dict[str, Any]:
    levels = {
        "not_yet": f"Nobody has thought about {topic}.",
        "planned": f"Someone has offered to see to {topic}.",
        "in_place": f"We have {topic}.",
        "shown_to_work": f"We have had {topic} for a while, and it works.",
    }
    return {**_question(domain, number, topic), "levels": levels}


def _checklist(domain: str, number: int, topic: str) -> dict[str, Any]:
    options = [{"id": f"part-{part}", "text": f"Part {part} of {topic}"} for part in (1, 2, 3, 4)]
    return {**_question(domain, number, topic), "options": options}


def _question(domain: str, number: int, topic: str) -> dict[str, Any]:
    return {
        "id": f"{domain}.q{number}",
        "topic": topic,
        "text": f"Do you have {topic}?",
        "why": f"Without {topic} things go wrong.",
        "evidence": f"A photo of {topic}.",
    }


def _criterion(question: Mapping[str, Any], stage: str, *, essential: bool) -> dict[str, Any]:
    topic = question["topic"]
    actions = {
        level: {
            "title": f"{_VERBS[level]} a page about {topic}",
            "first_step": f"Ask a colleague about {topic}.",
            "steps": [f"Write down what is known about {topic}.", "Put the page on the wall."],
            "done_when": f"A dated page about {topic} is on the wall.",
            "owner": "librarian, with a reader",
            "effort": "small",
            "why": f"People look for {topic}.",
        }
        for level in _ACTIONS
    }
    about = {"question": question["id"], "weight": 3 if essential else 2, "stage": stage, "sources": ["GUIDE-1"]}
    when = {"essential": True} if essential else {"not_applicable_when": "there is no room for it"}
    return {**about, **when, "ask": f'Ask the caretaker: "Where is {topic}?"', "actions": actions}


def _rubric(stages: Iterable[tuple[str, str, int]]) -> dict[str, Any]:
    named = {"name": "", "meaning": "as it says"}
    return {
        "at_once": 2,
        "stages": [
            {"id": name, "title": title, "aim": title.lower(), "lead_days": days} for name, title, days in stages
        ],
        "bands": [
            {"id": "low", "name": "Low", "from_score": 0, "meaning": "much to do"},
            {"id": "high", "name": "High", "from_score": 60, "meaning": "little to do"},
        ],
        "caps": {"missing": "low", "planned": "low"},
        "checklists": {"4": [0, 1, 3, 4]},
        "decisions": {
            "wait": {"name": "Not now", "meaning": "something is missing", "sentence": "Do not {aim} yet: {topics}."},
            "conditional": {
                "name": "Nearly",
                "meaning": "something is open",
                "sentence": "You can {aim} with {topics}.",
            },
            "go": {"name": "Off you go", "meaning": "nothing is open", "sentence": "You can {aim}."},
        },
        "priorities": {
            number: {**named, "name": name} for number, name in (("1", "Now"), ("2", "Soon"), ("3", "Later"))
        },
        "efforts": {
            effort: {**named, "name": effort.title(), "days": days}
            for effort, days in (("small", 7), ("medium", 28), ("large", 84))
        },
        "flags": {"one_view": {"when": ["roles <= 1"], "sentence": "Only one kind of person answered."}},
    }


def _write(
    folder: Path,
    head: dict[str, Any],
    domains: Mapping[str, Sequence[Mapping[str, Any]]],
    stages: Sequence[tuple[str, str, int]],
    *,
    essential: Any,
) -> Path:
    asked, judged = folder / "questionnaire", folder / "rubric"
    asked.mkdir(parents=True)
    judged.mkdir()
    _save(asked / "questionnaire.toml", {**head, "domains": list(domains)})
    source = {"id": "GUIDE", "short": "The guide", "citation": "The guide, 2020.", "about": "A guide."}
    row = {"id": "GUIDE-1", "place": "page 2", "text": "Have what you need."}
    _save(asked / "sources.toml", {"sources": [{**source, "recommendations": [row]}]})
    _save(asked / "glossary.toml", {"terms": []})
    _save(judged / "rubric.toml", _rubric(stages))
    number = 0
    for place, (name, questions) in enumerate(domains.items()):
        code = f"{chr(ord('A') + place)}{name[0].upper()}"
        about = {"id": name, "code": code, "title": name.title(), "about": f"Everything about {name.title()}."}
        _save(asked / f"{name}.toml", {**about, "questions": list(questions)})
        criteria = []
        for question in questions:
            stage = stages[number % len(stages)][0]
            criteria.append(_criterion(question, stage, essential=essential(number)))
            number += 1
        _save(judged / f"{name}.toml", {"domain": name, "criteria": criteria})
    return folder


def _save(path: Path, content: Mapping[str, Any]) -> None:
    """Writes a table as TOML: each key on a line of its own, with inline tables."""
    path.write_text("".join(f"{key} = {_toml(value)}\n" for key, value in content.items()), encoding="utf-8")


def _toml(value: Any) -> str:
    if isinstance(value, Mapping):
        return f"{{{', '.join(f'{json.dumps(key)} = {_toml(inner)}' for key, inner in value.items())}}}"
    if isinstance(value, list | tuple):
        return f"[{', '.join(map(_toml, value))}]"
    return json.dumps(value, ensure_ascii=False)
