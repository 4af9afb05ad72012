"""The command ``guilan``: stdout is data, stderr is talk, exit codes are an interface (CONTRACT)."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Iterable
from importlib import import_module
from pathlib import Path
from typing import Any, cast

import click

from library.cleaning import clean_line
from library.errors import GuilanError
from tui.settings import load
from tui.strings import text, use

COMMANDS = (
    "index",
    "versions",
    "plans",
    "search",
    "searches",
    "find",
    "show",
    "similar",
    "diff",
    "wording",
    "synonym",
    "basket",
    "export",
    "compare",
    "matrix",
    "timeline",
    "upper",
    "projects",
    "check",
    "verify",
    "dump",
    "rebuild",
    "doctor",
    "serve",
    "settings",
)


HEADINGS = {"Options": "cli.options", "Commands": "cli.commands"}


class Formatter(click.HelpFormatter):
    """Click's help page with its headings in the language of the screen."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:  # noqa: ARG002 - click's signature
        """Write the usage line."""
        super().write_usage(prog, args, text("cli.usage"))

    def write_heading(self, heading: str) -> None:
        """Write a heading."""
        known = HEADINGS.get(heading)
        super().write_heading(text(known) if known else heading)


class Command(click.Command):
    """A command whose help speaks the language of the screen: the words for its texts are looked up when shown."""

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """``--help``, in our words."""
        option = super().get_help_option(ctx)
        if option:
            option.help = text("cli.help")
        return option

    def collect_usage_pieces(self, ctx: click.Context) -> list[str]:
        """The pieces of the usage line."""
        pieces = super().collect_usage_pieces(ctx)
        return [text("cli.options_metavar") if piece == self.options_metavar else piece for piece in pieces]

    def get_short_help_str(self, limit: int = 90) -> str:
        """One line for the list of commands."""
        return text(self.help)[:limit] if self.help else ""

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002 - click's signature
        """The help, looked up in the strings."""
        if self.help:
            formatter.write_paragraph()
            with formatter.indentation():
                formatter.write_text(text(self.help))


class Option(click.Option):
    """An option whose help is a key of the strings."""

    def make_metavar(self, ctx: click.Context) -> str:
        """What stands for the value: the choices, a number, or words."""
        if isinstance(self.type, click.Choice) or self.metavar:
            return super().make_metavar(ctx)
        return text("cli.number" if isinstance(self.type, click.IntRange) else "cli.words")

    def get_help_record(self, ctx: click.Context) -> tuple[str, str] | None:
        """The option and its help, looked up in the strings."""
        record = super().get_help_record(ctx)
        if record is None or not self.help or "." not in self.help:
            return record
        extra = f" [{text('cli.default', value=self.default)}]" if self.show_default else ""
        return record[0], text(self.help) + extra


class Argument(click.Argument):
    """An argument named, where people read it, in the language of the screen."""

    def make_metavar(self, ctx: click.Context) -> str:  # noqa: ARG002 - click's signature
        """Its name, with … where there may be several."""
        return text(f"argument.{self.name}") + ("…" if self.nargs != 1 else "")


class Group(Command, click.Group):
    """The commands, each imported when it is asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        """All of them, in the order of the contract."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 - click's signature
        """Import one."""
        return import_module(f"tui.commands.{cmd_name}").command if cmd_name in COMMANDS else None

    def resolve_command(self, ctx: click.Context, args: list[str]) -> tuple[str | None, click.Command | None, list[str]]:
        """The command asked for; says so in our words where there is none of that name."""
        if args and self.get_command(ctx, args[0]) is None:
            name = args[0]
            raise click.UsageError(text("error.option" if name.startswith("-") else "error.command", name=clean_line(name)), ctx)
        return super().resolve_command(ctx, args)

    def collect_usage_pieces(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        """The pieces of the usage line."""
        return [text("cli.options_metavar"), text("cli.command_metavar")]

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Options, then commands."""
        click.Command.format_options(self, ctx, formatter)
        self.format_commands(ctx, formatter)


def _language(ctx: click.Context, param: click.Parameter, value: str | None) -> str:  # noqa: ARG001 - click's signature
    language = value or load()[0].language
    use(language)
    return language


@click.group(cls=Group, invoke_without_command=True, help="cli.about")
@click.option("--lang", cls=Option, type=click.Choice(["zh", "en"]), is_eager=True, callback=_language, help="cli.lang")
@click.option("--library", cls=Option, metavar="DIR", help="cli.library")
@click.option("--plain", cls=Option, is_flag=True, help="cli.plain")
@click.option("--debug", cls=Option, is_flag=True, help="cli.debug")
@click.option("--version", cls=Option, is_flag=True, help="cli.version")
@click.pass_context
def cli(ctx: click.Context, lang: str, library: str | None, plain: bool, debug: bool, version: bool) -> None:  # noqa: ARG001 - read from ctx.params
    """Open the app where no command is given."""
    ctx.obj = library
    if version:
        from importlib.metadata import version as installed

        click.echo(f"guilan {installed('guilan')}")
    elif ctx.invoked_subcommand is None:
        from tui.commands.app import open_app, open_plain

        ctx.exit(open_plain(library) if plain else open_app(library, lang))
    else:
        gc.set_threshold(100_000, 20, 50)  # most commands end before there is anything worth collecting


def main(argv: list[str] | None = None) -> int:
    """Run a command line; returns the exit status."""
    status = _run(argv)
    if argv is None:
        gc.freeze()  # the process ends: nobody needs what is left to be looked through once more
    return status


def _run(argv: list[str] | None) -> int:
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure") and not stream.isatty():
            stream.reconfigure(encoding="utf-8", errors="replace")
    arguments = sys.argv[1:] if argv is None else argv
    use(_wanted_language(arguments))
    click.Context.formatter_class = Formatter
    try:
        status = cli.main(arguments, prog_name="guilan", standalone_mode=False)
        sys.stdout.flush()
        return status if isinstance(status, int) else 0
    except GuilanError as error:
        return _say(error.message, error.code)
    except click.ClickException as error:
        return _say(text("error.usage", message=_explain(error)), 2)
    except (KeyboardInterrupt, click.Abort):
        return _say(text("error.interrupted"), 130)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        return 1
    except Exception as error:
        if "--debug" in arguments:
            raise
        return _say(text("error.internal", kind=type(error).__name__), 3)


def _wanted_language(arguments: Iterable[str]) -> str:
    """The language, before click reads the options: its own errors need it."""
    line = list(arguments)
    said = {one for one, before in zip(line, ["", *line], strict=False) if before == "--lang" or one.startswith("--lang=")}
    return next((language for language in ("en", "zh") if said & {language, f"--lang={language}"}), "") or load()[0].language


def _say(message: str, status: int) -> int:
    print(message, file=sys.stderr)
    return status


def _explain(error: click.ClickException) -> str:
    """What click has to say, in our words."""
    if isinstance(error, click.NoSuchOption):
        return text("error.option", name=error.option_name)
    if isinstance(error, click.BadOptionUsage):
        return text("error.option_value", name=error.option_name)
    parameter = cast(Any, getattr(error, "param", None))
    name = _name(parameter, error.ctx) if parameter is not None and isinstance(error, click.UsageError) else ""
    if isinstance(error, click.MissingParameter):
        return text("error.missing", name=name)
    if isinstance(error, click.BadParameter):
        return text("error.value", name=name, message=_choices(parameter) or error.message)
    return error.format_message()


def _name(parameter: click.Parameter, ctx: click.Context | None) -> str:
    return parameter.opts[-1] if isinstance(parameter, click.Option) or ctx is None else parameter.make_metavar(ctx)


def _choices(parameter: click.Parameter | None) -> str:
    kind = parameter.type if parameter else None
    if isinstance(kind, click.IntRange):
        return text("error.number", least=kind.min)
    return " / ".join(str(choice) for choice in kind.choices) if isinstance(kind, click.Choice) else ""


def library_folder(option: str | None) -> Path:
    """The library that ``--library`` or its absence means."""
    from library.library import locate

    return locate(option)


if __name__ == "__main__":
    sys.exit(main())
