"""What the rules of a questionnaire's style find in its texts."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from questionnaires.language import _, ngettext
from questionnaires.local_style import either
from questionnaires.style import FILE, ActionRules, Style, TitleRules, found, pattern_of
from questionnaires.working_papers import WorkingPaper
from readiness.advice.texts import actions_of, texts_of
from scoring.instrument import Instrument
from scoring.rubric import Action
from scoring.unwritten import MARK


@dataclass(frozen=True, slots=True)
class Advice:
    """A text that could be worded better. Unlike a fault it stops nothing."""

    where: str
    """The file, the question or paper, and the field."""
    what: str
    """What a rule found, as a sentence without its full stop."""
    remedy: str
    """What to do about it, as a sentence without its full stop."""

    def __str__(self) -> str:
        return f"{self.where}: {self.what}. {self.remedy}."


def advice_on(instrument: Instrument, papers: Mapping[str, WorkingPaper], style: Style) -> list[Advice]:
    """All advice on an instrument and its working papers: on words first, then on each action."""
    advice = list(_on_words(instrument, papers, style))
    place_of_title: dict[str, str] = {}
    for place, level, action in actions_of(instrument):
        if action.title.startswith(MARK):
            continue
        if style.titles:
            advice += _on_title(f"{place}.title", action.title, style.titles)
            first = place_of_title.setdefault(action.title.casefold(), place)
            if first != place:
                advice.append(
                    Advice(
                        f"{place}.title",
                        _("this title is also used in {first}", first=first),
                        _("Give each of the two a title that shows how they differ"),
                    )
                )
        if style.actions:
            most = style.actions.most_steps_at_not_yet if level == "not_yet" else style.actions.most_steps
            advice += _on_steps(f"{place}.steps", action, style.actions.fewest_steps, most)
            advice += _on_owner(f"{place}.owner", action.owner, style.actions)
    return advice


def _on_words(instrument: Instrument, papers: Mapping[str, WorkingPaper], style: Style) -> Iterator[Advice]:
    for place, text in texts_of(instrument, papers):
        if text.startswith(MARK):
            continue
        for words in style.words:
            for word in words.found_in(text):
                remedy = (
                    _("Use instead: {words}", words=words.instead)
                    if words.instead
                    else _("Rewrite the sentence without '{word}'", word=word)
                )
                yield Advice(place, _("'{word}' is one of the words to avoid", word=word), remedy)


def _on_title(place: str, title: str, rules: TitleRules) -> Iterator[Advice]:
    words = title.split()
    verb = words[0]
    if len(words) > rules.most_words:
        yield Advice(
            place,
            ngettext("the title has {n} word", "the title has {n} words", len(words)),
            ngettext("Use at most {n} word", "Use at most {n} words", rules.most_words),
        )
    if verb.casefold() in _lower(rules.never_begin_with):
        yield Advice(
            place,
            _("'{verb}' doesn't make it clear what has to be done", verb=verb),
            _("Start with a verb that says what to do, such as agree, write or book"),
        )
    elif rules.begin_with and verb.casefold() not in _lower(rules.begin_with):
        remedy = _(
            "Start with a verb that says what to do. If '{verb}' is one, add it to 'begin_with' in {file}",
            verb=verb,
            file=FILE,
        )
        yield Advice(
            place, _("the title starts with '{verb}', which is not in the list of verbs for titles", verb=verb), remedy
        )
    for bare in found(pattern_of(rules.not_after_the, after="the"), title):
        yield Advice(
            place,
            _("it isn't clear what '{words}' refers to", words=bare),
            _("Use the full name: 'the training plan', not 'the plan'"),
        )


def _on_steps(place: str, action: Action, fewest: int, most: int) -> Iterator[Advice]:
    number = len(action.steps)
    if number < fewest:
        yield Advice(
            place,
            ngettext("there is only {n} step after the first", "there are only {n} steps after the first", number),
            ngettext("Write at least {n} step after the first", "Write at least {n} steps after the first", fewest),
        )
    if number > most:
        yield Advice(
            place,
            ngettext(
                "there is {n} step after the first, which is too many",
                "there are {n} steps after the first, which is too many",
                number,
            ),
            ngettext(
                "Combine or remove some steps: there is only room for {n} after the first",
                "Combine or remove some steps: there is only room for {n} after the first",
                most,
            ),
        )


def _on_owner(place: str, owner: str, rules: ActionRules) -> Iterator[Advice]:
    role, _comma, others = owner.partition(",")
    joining = pattern_of(rules.owner_not_joined_by, unless=rules.one_role_all_the_same)
    after = either([f"', {word}'" for word in rules.others_after]) if rules.others_after else ""
    if joined := found(joining, role):
        remedy = _("Name only one role")
        if after:
            example = f"'service manager, {rules.others_after[0]} HR'"
            remedy = _(
                "Name one role first, and any other roles after {words}: {example}", words=after, example=example
            )
        yield Advice(place, _("'{word}' means that more than one role is named here", word=joined[0]), remedy)
    if others and after and others.split()[0].casefold() not in _lower(rules.others_after):
        yield Advice(
            place,
            _("there is extra text after the role: '{words}'", words=others.strip()),
            _("Put any other roles after {words}", words=after),
        )


def _lower(words: tuple[str, ...]) -> set[str]:
    return {word.casefold() for word in words}
