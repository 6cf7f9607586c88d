"""The commands that back up what a station cannot make again, and put it back."""

from __future__ import annotations

from getpass import getpass
from pathlib import Path

import click

from evaltoolkit.commands.adding import Command
from evaltoolkit.console import LANGUAGE, argument, option, say
from evaltoolkit.errors import ExitCode, UserError
from evaltoolkit.language import text


def add_backup(command: Command) -> None:
    """Add both commands."""

    @command(
        text(
            "Back up in one file the keys, the parameter files and the list of what was published; without them no "
            "earlier year can be matched and no paper be verified."
        )
    )
    @argument("file", type=click.Path(path_type=Path), help=text("File to write; it must not exist yet"))
    @option("--encrypt", is_flag=True, help=text("Ask for a password twice and encrypt with it (AES-256-GCM)"))
    def backup(file: Path, encrypt: bool) -> int:
        """Write the backup and say where it belongs."""
        from evaltoolkit.intake.files.project import find_project
        from evaltoolkit.reporting.release.backup import back_up

        project = find_project()
        count = back_up(project, file, _new_password() if encrypt else None)
        say(text("Backed up {count} files: {file}", count=count, file=str(file)))
        has_keys = any(path.is_file() for path in project.keys.glob("*"))
        if not has_keys:
            say(text("There is no key in it: this project has none yet. Back up again once a report has been made."))
        if encrypt:
            say(text("Nobody can open it without the password; it is kept nowhere."))
        elif has_keys:
            say(
                text("It is not encrypted and holds the keys: keep it where `private` would be kept, or use --encrypt.")
            )
        else:
            say(text("It is not encrypted: keep it where `private` would be kept, or use --encrypt."))
        return int(ExitCode.OK)

    @command(
        text(
            "Put the keys, parameter files and list of what was published of a backup back; what they replace is kept "
            "in `private`, and what is known here of published papers stays known."
        )
    )
    @argument("file", type=click.Path(path_type=Path), help=text("Backup that `backup` wrote"))
    def restore(file: Path) -> int:
        """Restore, and say what was replaced and where it is."""
        from evaltoolkit.intake.files.project import find_project
        from evaltoolkit.reporting.release import backup as kept

        project = find_project()
        with kept.opened(file, lambda: _asked(LANGUAGE.say(text("Password of the backup: ")))) as packed:
            count, before = kept.restore(project, packed)
        say(text("Restored {count} files; those that were the same already are left.", count=count))
        if before is not None:
            say(text("What they replaced is kept in {folder}.", folder=str(before)))
        return int(ExitCode.OK)


def _new_password() -> str:
    first = _asked(LANGUAGE.say(text("New password: ")))
    if not first:
        raise UserError(text("An empty password protects nothing. Nothing was written."), ExitCode.USAGE)
    if _asked(LANGUAGE.say(text("The same password again: "))) != first:
        raise UserError(text("The two passwords differ. Nothing was written."), ExitCode.USAGE)
    return first


def _asked(question: str) -> str:
    try:
        return getpass(question)
    except EOFError:
        raise UserError(text("A password can only be typed at a keyboard."), ExitCode.USAGE) from None
