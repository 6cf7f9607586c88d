"""Where a section of the report can be reached on its page."""

from __future__ import annotations

from evaltoolkit.model.chapters import section


def anchor(name: str) -> str:
    """Return the id of a section's heading: ``c<chapter>-<section>``, as the page numbers its headings.

    Examples
    --------
    >>> anchor("satisfaction")
    'c4-3'
    """
    found = section(name)
    return f"c{found.chapter}-{found.number}"
