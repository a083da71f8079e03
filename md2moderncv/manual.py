"""The group of commands whose help reads like a page of a manual, and whose first argument may be a document."""

from __future__ import annotations

import os
import sys

import click


class Unnamed(click.Context):
    """The context of the command that nobody names."""

    @property
    def command_path(self) -> str:
        """Give the words by which it is called, without an empty one."""
        return super().command_path.strip()


class Direct(click.Command):
    """The command that nobody names: its usage has one word less."""

    context_class = Unnamed


class Manual(click.Group):
    """A group whose first argument may be a document: `md2moderncv cv.md` converts it."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Put `convert` in front of anything that names no command."""
        if not args and sys.stdin and not sys.stdin.isatty():
            args = ["-"]
        if args and args[0] not in (*self.commands, "--help", "-h", "--version"):
            self.refuse_misspelt(ctx, args)
            args = ["convert", *args]
        return super().parse_args(ctx, args)

    def refuse_misspelt(self, ctx: click.Context, args: list[str]) -> None:
        """Say which command was meant, where the first of several words is no file but nearly a command."""
        from difflib import get_close_matches

        word = args[0]
        if len(args) > 1 and word.isalpha() and not os.path.lexists(word):
            visible = [name for name, command in self.commands.items() if not command.hidden]
            if near := get_close_matches(word, visible, 1):
                raise click.UsageError(f"there is no command `{word}`; did you mean `{near[0]}`?", ctx)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Leave the name of the conversion, which nobody types, out of usage messages."""
        name, command, rest = super().resolve_command(ctx, args)
        return ("" if name == "convert" else name), command, rest

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Show what is written most often."""
        formatter.write_usage(ctx.command_path, "[OPTIONS] SOURCE")
        formatter.write_usage(ctx.command_path, "COMMAND [ARGUMENTS]", "       ")

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Show the options of the conversion, then the commands."""
        own = [record for param in self.get_params(ctx) if (record := param.get_help_record(ctx))]
        options = [
            record
            for param in self.commands["convert"].params
            if isinstance(param, click.Option) and (record := param.get_help_record(ctx))
        ]
        with formatter.section("Options"):
            formatter.write_dl(options + own)
        self.format_commands(ctx, formatter)
