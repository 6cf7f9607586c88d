"""Whatever the table and its margins: what is hidden cannot be narrowed, and nothing is hidden that need not be."""

from hypothesis import given, settings
from hypothesis import strategies as st

from evaltoolkit.disclosure.feasible import Riddle, extreme
from evaltoolkit.disclosure.linked_counts import Count, Web
from evaltoolkit.model.links import CountCell, CountLink

LEAST = 5


def cell(row, column):
    return CountCell("t", (row, column), "n")


def unit(one):
    return one.table, one.row, "n"


def table_with_margins(values):
    """Return the counts and links of a two-way table with its sums."""
    rows, columns = len(values), len(values[0])
    counts = {cell(str(r), str(c)): values[r][c] for r in range(rows) for c in range(columns)}
    links = []
    for r in range(rows):
        counts[cell(str(r), "sum")] = sum(values[r])
        links.append(CountLink((cell(str(r), "sum"),), tuple(cell(str(r), str(c)) for c in range(columns))))
    for c in range(columns):
        counts[cell("sum", str(c))] = sum(row[c] for row in values)
        links.append(CountLink((cell("sum", str(c)),), tuple(cell(str(r), str(c)) for r in range(rows))))
    return counts, tuple(links)


def web_of(counts, links):
    return Web({one: Count(float(n), float(n), unit(one)) for one, n in counts.items()}, links, LEAST)


TABLES = st.integers(2, 4).flatmap(
    lambda columns: st.lists(st.lists(st.integers(0, 30), min_size=columns, max_size=columns), min_size=2, max_size=4)
)


@settings(max_examples=25, deadline=None)
@given(TABLES)
def test_every_hidden_count_of_a_table_with_margins_keeps_a_range_of_5(values):
    counts, links = table_with_margins(values)
    hidden = web_of(counts, links).hidden_units(unit(one) for one, n in counts.items() if 0 < n < LEAST)
    secret = {one for one in counts if unit(one) in hidden}
    known = {one: float(n) for one, n in counts.items() if one not in secret}
    riddle = Riddle(dict.fromkeys(sorted(secret), (0.0, 1e4)), links, known)
    for one in secret:
        low, high = (extreme(riddle, [one], greatest=greatest)[one] for greatest in (False, True))
        assert high - low >= LEAST
        assert low <= counts[one] <= high


@settings(max_examples=25, deadline=None)
@given(TABLES)
def test_a_table_without_small_counts_is_shown_whole(values):
    counts, links = table_with_margins([[n + LEAST if n else 0 for n in row] for row in values])
    assert web_of(counts, links).hidden_units([]) == frozenset()


@settings(max_examples=25, deadline=None)
@given(TABLES)
def test_nothing_is_hidden_that_need_not_be(values):
    counts, links = table_with_margins(values)
    web = web_of(counts, links)
    small = frozenset(unit(one) for one, n in counts.items() if 0 < n < LEAST)
    hidden = web.hidden_units(small)
    assert all(web.exposed(hidden - {extra}) for extra in hidden - small)
