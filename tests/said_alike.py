"""Whether the figures in a picture's words are those that sentences and tables beside it print."""

import re

from evaltoolkit.model.thresholds import ATTRITION, OVERSHOOT, SHORTFALL

SET = {f"{100 * limit:g}%" for limit in (ATTRITION, OVERSHOOT, SHORTFALL)} | {"95%"}
"""Limits and levels that the words of a picture name beside the figures."""
_NUMBER = re.compile(r"\d{4}-\d{2}-\d{2}|\d{2}-\d{2}|[<>]?[−+]?\d[\d,]*(?:\.\d+)?%?")


def numbers(said):
    return set(_NUMBER.findall(re.sub(r"<[^>]*>", " ", said).replace("&lt;", "<").replace("&gt;", ">")))


def figures_without_like(chart, beside):
    """Return the numbers of a picture's words that nothing of what stands beside it prints.

    Parameters
    ----------
    chart
        The picture.
    beside
        Sentences and tables, some of them None.
    """
    printed = set().union(*(numbers(value._repr_html_()) for value in beside if value is not None))
    printed |= {day[5:] for day in printed if day.count("-") == 2}
    counts = {str(n) for n in range(41)}  # how many rows the title speaks of
    return numbers(f"{chart.message} {chart.alt}") - SET - counts - printed
