"""Whatever the table and its margins: what is hidden cannot be narrowed, and nothing is hidden that need not be."""

from hypothesis import given, settings
from hypothesis import strategies as st

from evaltoolkit.disclosure.counts.feasible import Riddle, extreme
from evaltoolkit.disclosure.counts.linked_counts import Count, Web
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
def test_every_small_count_of_a_table_with_margins_may_be_any_number_of_its_range(values):
    """Also for a reader who knows the policy: what is hidden without a range beside a small count is none itself."""
    counts, links = table_with_margins(values)
    small = frozenset(unit(one) for one, n in counts.items() if 0 < n < LEAST)
    web = web_of(counts, links)
    hidden = web.hidden_units(small)
    while more := web.without_range(hidden):
        web = web.mixing(more)
        hidden = web.hidden_units(small | web.mixed)
    secret = sorted(one for one in counts if unit(one) in hidden)
    bounds = {
        one: (0.0, 1e4) if unit(one) in web.mixed else (1.0, 4.0) if unit(one) in small else (5.0, 1e4)
        for one in secret
    }
    known = {one: float(n) for one, n in counts.items() if one not in bounds}
    riddle = Riddle(bounds, links, known)
    for one in (one for one in secret if unit(one) in small):
        low, high = (extreme(riddle, [one], greatest=greatest)[one] for greatest in (False, True))
        assert high - low >= 3
        assert low <= counts[one] <= high


@settings(max_examples=25, deadline=None)
@given(TABLES)
def test_the_range_of_a_complement_is_what_any_reader_can_work_out(values):
    counts, links = table_with_margins(values)
    small = frozenset(unit(one) for one, n in counts.items() if 0 < n < LEAST)
    web = web_of(counts, links)
    for one, (low, high) in web.ranges(web.hidden_units(small), 15).items():
        assert LEAST <= low <= counts[one] <= high <= low + 15


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
