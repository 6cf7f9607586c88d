"""One trial of each kind of addition that the guide for contributors counts the files of: what is written where.

A trial is a table of edits by path. An edit is the whole text of a new file, or pairs: a place that stands in the file,
and what it becomes there. `SAYS` is what a program prints then.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

END = ""
"""The place behind everything that stands in a file."""
Edit = str | tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Trial:
    """Something added to the package.

    Parameters
    ----------
    edits
        By path: the text of a new file, or what is replaced in one that is there.
    chinese
        Chinese of each new message, by catalogue.
    written
        Tools that write what nobody writes by hand.
    reminders
        Tests that fail where a file is forgotten, as pytest names them.
    only
        Which of them alone are of what is new, as pytest's ``-k`` has it.
    program, says
        A program that uses what is new, and what it prints.
    """

    edits: dict[str, Edit]
    chinese: dict[str, dict[str, str]]
    program: str
    says: str
    written: tuple[str, ...] = ()
    reminders: tuple[str, ...] = ()
    only: str = ""

    @property
    def paths(self) -> set[str]:
        """Return every file that is written by hand."""
        return {*self.edits, *(f"evaltoolkit/locales/zh_CN/{name}" for name in self.chinese)}

    def make(self, root: Path) -> None:
        """Write it all into a copy of the project."""
        for path, edit in self.edits.items():
            file = root / path
            if isinstance(edit, str):
                assert not file.exists(), path
                file.write_text(edit, encoding="utf-8")
                continue
            words = file.read_text(encoding="utf-8")
            for place, becomes in edit:
                assert place in words, (path, place)
                words = words.replace(place, becomes, 1) if place else words + becomes
            file.write_text(words, encoding="utf-8")
        for name, messages in self.chinese.items():
            with (root / "evaltoolkit" / "locales" / "zh_CN" / name).open("a", encoding="utf-8") as catalogue:
                for message, said in messages.items():
                    flag = "#, python-brace-format\n" if "{" in message else ""
                    catalogue.write(f'\n{flag}msgid "{message}"\nmsgstr "{said}"\n')
