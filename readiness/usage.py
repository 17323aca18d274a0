"""What the command line says about itself: the help for each command, and what is wrong with how one was typed."""

import inspect
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from enum import Enum
from typing import Any, Final

import typer
from typer._click import Command as AnyCommand
from typer._click import Context, HelpFormatter, Parameter
from typer._click.exceptions import (
    BadOptionUsage,
    BadParameter,
    MissingParameter,
    NoArgsIsHelpError,
    NoSuchOption,
    UsageError,
)
from typer.core import TyperCommand, TyperGroup

from questionnaires.faults import Fault
from questionnaires.language import _
from questionnaires.local_style import either
from readiness.exits import UsageFault
from readiness.next_step import command
from readiness.text import without_full_stop

_OPTIONS_OF_TYPER: Final = {
    "help": _("Show this help and exit."),
    "install_completion": _("Let the Tab key complete commands and options in this shell."),
    "show_completion": _("Show what --install-completion would set up, so that you can copy or change it."),
}
"""What is said about the options that Typer adds, by their names in Python."""


def add_command(group: typer.Typer, function: Callable[..., None], name: str | None = None) -> None:
    """Adds a command to a group; its help is its docstring, in the language in use."""
    group.command(name, cls=SpokenCommand, help=_(inspect.cleandoc(function.__doc__ or "")))(function)


def one_of(choices: Iterable[str]) -> str:
    """How the choices of an option are shown: `[table|json]`."""
    return f"[{'|'.join(choices)}]"


class SpokenCommand(TyperCommand):
    """A command whose help and errors are in the language in use."""

    allow_extra_args = True  # so that they are refused here, in our words

    def parse_args(self, ctx: Context, args: list[str]) -> list[str]:
        """Reads what was typed after the command.

        Raises:
            UsageFault: that is not how the command is used.
        """
        if args == ["help"] and not os.path.lexists("help"):
            raise UsageFault(Fault(" ".join(_names(ctx)), _("there is no file called 'help'"), _see_help(ctx)))
        with _mistakes_explained(ctx):
            left = super().parse_args(ctx, args)
        if left and not ctx.resilient_parsing:
            what = _("'{words}' is more than this command expects", words=" ".join(left))
            remedy = _(
                "Leave this out. If it belongs to a name or code with spaces, put the whole name or code in "
                "quotation marks"
            )
            raise UsageFault(Fault(" ".join(_names(ctx)), what, remedy))
        return left

    def format_usage(self, ctx: Context, formatter: HelpFormatter) -> None:
        """Writes the line that shows how the command is typed."""
        pieces = [piece for each in self.get_params(ctx) for piece in each.get_usage_pieces(ctx)]
        _write_usage(ctx, formatter, pieces)

    def format_options(self, ctx: Context, formatter: HelpFormatter) -> None:
        """Writes what each argument and option is for."""
        _write_parameters(self, ctx, formatter)


class SpokenGroup(TyperGroup):
    """A group of commands whose help and errors are in the language in use."""

    def parse_args(self, ctx: Context, args: list[str]) -> list[str]:
        """Reads what was typed up to the command.

        Raises:
            UsageFault: there is no such option.
        """
        words = [*args]  # they are used up where they are read
        try:
            with _mistakes_explained(ctx):
                return super().parse_args(ctx, args)
        except UsageFault as fault:
            if isinstance(fault.__cause__, NoSuchOption):
                self._explain_where(ctx, fault.__cause__.option_name, words)
            raise

    def _explain_where(self, ctx: Context, option: str, words: Sequence[str]) -> None:
        """Explains that an option belongs after a command: the one that was typed, or `assess`, which needs no name.

        Args:
            ctx: what has been read so far.
            option: the option.
            words: everything that was typed after the group's own name.

        Raises:
            UsageFault: the command has this option.
        """
        name = next((word for word in words if word in self.commands), "assess")
        if name in self.commands and any(option in each.opts for each in self.commands[name].params):
            typed = command(*_names(ctx), name, *(word for word in words if word != name))
            remedy = _("Put it after the command: `{command}`", command=typed)
            raise UsageFault(Fault(option, _("this option belongs to a command"), remedy))

    def resolve_command(self, ctx: Context, args: list[str]) -> tuple[str | None, AnyCommand | None, list[str]]:
        """Finds the command that was typed.

        Raises:
            UsageFault: there is no such command.
        """
        if args[0] not in self.commands and not ctx.resilient_parsing:
            from difflib import get_close_matches

            remedy = _did_you_mean(get_close_matches(args[0], self.commands)) or _see_help(ctx)
            raise UsageFault(Fault(args[0], _("there is no such command"), remedy))
        return super().resolve_command(ctx, args)

    def format_usage(self, ctx: Context, formatter: HelpFormatter) -> None:
        """Writes the line that shows how the commands are typed."""
        _write_usage(ctx, formatter, [_("COMMAND ...")])

    def format_options(self, ctx: Context, formatter: HelpFormatter) -> None:
        """Writes what each option is for, and the first sentence about each command."""
        _write_parameters(self, ctx, formatter)
        rows = [
            (name, each.short_help or " ".join((each.help or "").partition("\n\n")[0].split()))
            for name, each in self.commands.items()
        ]
        with formatter.section(_("Commands")):
            formatter.write_dl(rows)


def _write_usage(ctx: Context, formatter: HelpFormatter, pieces: Sequence[str]) -> None:
    formatter.write_usage(ctx.command_path, " ".join([_("[OPTIONS]"), *pieces]), _("Usage:") + " ")


def _write_parameters(of: AnyCommand, ctx: Context, formatter: HelpFormatter) -> None:
    for kind, heading in (("argument", _("Arguments")), ("option", _("Options"))):
        rows = [
            (_as_typed(each, ", ".join(each.opts)), _help_for(each))
            for each in of.get_params(ctx)
            if each.param_type_name == kind
        ]
        if rows:
            with formatter.section(heading):
                formatter.write_dl(rows)


def _as_typed(parameter: Parameter, name: str) -> str:
    """How an argument or option is typed, with a word for its value: `FILE`, `-o PLAN`, `--short`."""
    name = "" if parameter.param_type_name == "argument" else name
    return " ".join(filter(None, (name, parameter.metavar)))


def _help_for(parameter: Any) -> str:
    texts = [_OPTIONS_OF_TYPER.get(parameter.name) or parameter.help or ""]
    if parameter.required and parameter.param_type_name == "option":
        texts.append(_("(required)"))
    return " ".join(texts)


@contextmanager
def _mistakes_explained(ctx: Context) -> Iterator[None]:
    """Turns what is wrong with a call into a fault; a group called with nothing still shows its help.

    Raises:
        UsageFault: something is wrong.
    """
    try:
        yield
    except NoArgsIsHelpError:
        raise
    except UsageError as error:
        raise UsageFault(_fault_of(error, ctx)) from error


def _fault_of(error: UsageError, ctx: Context) -> Fault:
    see_help = _see_help(ctx)
    match error:
        case NoSuchOption():
            remedy = _did_you_mean(sorted(error.possibilities or ())) or see_help
            return Fault(error.option_name, _("there is no such option"), remedy)
        case MissingParameter(param=Parameter() as parameter):
            return _missing(parameter, ctx)
        case BadParameter(param=Parameter() as parameter):
            name = parameter.opts[-1] if parameter.param_type_name == "option" else parameter.metavar or ""
            return Fault(name, _("this value can't be used here"), _values_of(parameter) or see_help)
        case BadOptionUsage(option_name=name):
            if any(name in each.opts and each.metavar for each in ctx.command.params):
                return Fault(name, _("this option needs a value"), see_help)
            return Fault(name, _("this option doesn't take a value"), _("Leave out the = and everything after it"))
        case _other:
            return Fault(" ".join(_names(ctx)), error.format_message().removesuffix("."), see_help)


def _missing(parameter: Any, ctx: Context) -> Fault:
    """That something has to be added to a command, with its own explanation: `DIR: The folder to create.`."""
    what = _("please add {option} to the command", option=_as_typed(parameter, parameter.opts[0]))
    meaning = without_full_stop(parameter.help or "")
    remedy = f"{parameter.metavar}: {meaning}" if meaning and parameter.metavar else _see_help(ctx)
    return Fault(" ".join(_names(ctx)), what, remedy)


def _values_of(parameter: Parameter) -> str:
    """What can be given to an argument or option: which words, or which numbers; empty if that is not known."""
    annotation = getattr(getattr(parameter, "type_descriptor", None), "annotation", None)
    choices = (parameter.metavar or "").strip("[]").split("|")
    if len(choices) == 1 and isinstance(annotation, type) and issubclass(annotation, Enum):
        choices = [str(member.value) for member in annotation]
    if len(choices) > 1:
        return _("Choose one of these: {choices}", choices=either(choices))
    lowest, highest = getattr(parameter, "min", None), getattr(parameter, "max", None)
    if lowest is not None and highest is not None:
        return _("Give a whole number from {lowest} to {highest}", lowest=lowest, highest=highest)
    return _("Give a whole number") if annotation is int else ""


def _did_you_mean(close: Sequence[str]) -> str:
    return _("Did you mean '{name}'?", name=close[0]) if close else ""


def _see_help(ctx: Context) -> str:
    return _("To see what you can type, use `{command}`", command=command(*_names(ctx), "--help"))


def _names(ctx: Context) -> list[str]:
    """The names of the groups and the command that were typed after the program's own: `workshop`, `new`."""
    names: list[str] = []
    while ctx.parent:
        names.insert(0, ctx.info_name or "")
        ctx = ctx.parent
    return names
