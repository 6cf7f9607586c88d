"""What later releases are compared with or verified by, as a backup carries it: which files, and how two become one.

Nothing is forgotten when two are joined: what either says was published stays known. Only what was withdrawn here after
the backup was made does not come back with it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from itertools import takewhile
from pathlib import Path
from typing import Any

from evaltoolkit.reporting.release.ledger import FOLDER, UNREAD
from evaltoolkit.reporting.release.plain import to_text
from evaltoolkit.reporting.release.published_list import NAME

_LISTS = re.compile(rf"{re.escape(NAME)}|[^/]+/manifest\.jsonl")
_LEDGERS = re.compile(rf"{FOLDER}/(?!{re.escape(UNREAD)}$)[^/]+\.json")  # what could not be read lies on that machine
_SAID_OF = ("counts", "figures", "company", "members")


def known_files(private: Path) -> Iterator[Path]:
    """Yield the files of a project's private folder that say what was published."""
    for path in sorted([*private.glob("*.jsonl"), *private.glob("*/*.jsonl"), *private.glob(f"{FOLDER}/*.json")]):
        if path.is_file() and not path.is_symlink() and is_known(path.relative_to(private).as_posix()):
            yield path


def is_known(place: str) -> bool:
    """Return whether a place in the private folder is that of such a file.

    Examples
    --------
    >>> is_known("published.jsonl"), is_known("2023/manifest.jsonl"), is_known("published/unread.json")
    (True, True, False)
    """
    return bool(_LISTS.fullmatch(place) or _LEDGERS.fullmatch(place))


def is_ledger(place: str) -> bool:
    """Return whether a place in the private folder is that of a street's ledger, or of a note beside it."""
    return bool(_LEDGERS.fullmatch(place))


def joined(place: str, here: bytes, kept: bytes) -> bytes:
    """Return what a file says that joins the one here with that of a backup.

    Parameters
    ----------
    place
        In the private folder.
    here, kept
        Content of both. A ledger that is damaged here is replaced; a note, which names a ledger, stays as it is here.
    """
    if not is_ledger(place):
        return _lists_joined(here, kept)
    ours, theirs = _ledger(here), _ledger(kept)
    if ours is None:
        return kept if theirs is not None or not _is_whole(here) else here
    if theirs is None:
        return here
    states, log = _states_joined(ours, theirs), _log_joined(ours["log"], theirs["log"])
    if (states, log) == (ours["states"], ours["log"]):
        return here
    return to_text({"states": states, "log": log}).encode("utf-8")


def _lists_joined(here: bytes, kept: bytes) -> bytes:
    """Return both lists' lines; those that are here alone come last, since what is said here stands."""
    ours, theirs = ([line for line in content.split(b"\n") if line] for content in (here, kept))
    same = sum(1 for _ in takewhile(lambda two: two[0] == two[1], zip(ours, theirs, strict=False)))
    more = [line for line in theirs[same:] if line not in {*ours}]
    return b"\n".join([*ours[:same], *more, *ours[same:], b""]) if more else here


def _is_whole(content: bytes) -> bool:
    try:
        return isinstance(json.loads(content), dict)
    except ValueError:
        return False


def _ledger(content: bytes) -> dict[str, Any] | None:
    """Return what a ledger says; None where it is damaged, or where this is a note."""
    try:
        said = json.loads(content)
        for state in said["states"]:
            list(state["names"]), list(state["parts"]), [paper["file"] for paper in state["papers"]]
        return {"states": list(said["states"]), "log": list(said["log"])}
    except (ValueError, KeyError, TypeError):
        return None


def _states_joined(ours: Mapping[str, Any], theirs: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Return the states of both ledgers, in the order in which each has them."""
    new = [entry for entry in ours["log"] if entry not in theirs["log"]]
    gone = {file for entry in new if entry.get("what") == "withdrawn" for file in entry.get("files", ())}
    states, place = [dict(state) for state in ours["states"]], 0
    for state in theirs["states"]:
        # what lay there before may have been sent: what is withdrawn is what lies there
        papers = [paper for paper in state["papers"] if paper.get("replaced") or paper["file"] not in gone]
        if state["papers"] and not papers:
            continue
        own = next((n for n, one in enumerate(states) if {*one["names"]} & {*state["names"]}), None)
        if own is None:
            states.insert(place, {**state, "papers": papers})
            place += 1
        else:
            states[own] = _state_joined(states[own], state, papers)
            place = max(place, own + 1)
    return states


def _state_joined(state: dict[str, Any], other: Mapping[str, Any], papers: list[Any]) -> dict[str, Any]:
    more = [part for part in other["parts"] if not any(_covers(one, part) for one in state["parts"])]
    files = {paper["file"] for paper in state["papers"]}
    return {
        **state, "names": sorted({*state["names"], *other["names"]}), "parts": [*state["parts"], *more],
        "corrected": state.get("corrected") or other.get("corrected"),
        "papers": [*state["papers"], *(paper for paper in papers if paper["file"] not in files)],
    }  # fmt: skip


def _covers(one: Mapping[str, Any], part: Mapping[str, Any]) -> bool:
    """Return whether what a part of a ledger shows stands in another."""
    same = all(one.get(name) == part.get(name) for name in ("blur", "grouping"))
    return same and all(_entries(part, name) <= _entries(one, name) for name in _SAID_OF)


def _entries(part: Mapping[str, Any], name: str) -> set[str]:
    return {json.dumps(entry) for entry in part.get(name, ())}


def _log_joined(ours: list[Any], theirs: list[Any]) -> list[Any]:
    more = [entry for entry in theirs if entry not in ours]
    return sorted([*more, *ours], key=lambda entry: str(entry.get("on", ""))) if more else ours
