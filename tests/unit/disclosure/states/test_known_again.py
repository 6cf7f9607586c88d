"""People are known again in another state by their scores, whichever file numbers were rewritten in between."""

import numpy as np
import pandas as pd
import pytest

from evaltoolkit.disclosure.scales.scores_of_states import ScoresOfStates
from evaltoolkit.disclosure.states.known_again import readings
from evaltoolkit.disclosure.states.members import Members, measured, tags_of
from tests.unit.disclosure.states.test_told_scores import ALL, GROUPS, SCALE, members_of, outcomes, people, published

HOW = ("none", "all", "all but one", "some")
MOVED = 4


def drawn(chance, marks, group):
    """Return people of one group with scores of their own."""
    return [
        row for mark in marks for pre, post in [chance.integers(6, 25, 2)]
        for row in people(mark, 1, group, pre=float(pre), post=float(post))
    ]  # fmt: skip


def in_group(rows, group):
    return [row | {"group": group, "project": f"{group}项目"} for row in rows]


def renumbered(rows, how, chance):
    """Return the rows with other file numbers for all, for all but one, for some or for nobody."""
    codes = sorted({row["client"] for row in rows})
    anew = {
        "none": [], "all": codes, "all but one": codes[1:],
        "some": [code for code in codes if chance.random() < chance.choice([0.1, 0.5, 0.9])],
    }[how]  # fmt: skip
    names = {code: f"新{number}" for number, code in enumerate(chance.permutation(anew))}
    return [row | {"client": names.get(row["client"], row["client"])} for row in rows]


def states(chance):
    """Return two states between which four move to the other group, one leaves and one joins."""
    first = drawn(chance, [f"a{n}" for n in range(12)], "甲")
    second = drawn(chance, [f"b{n}" for n in range(12)], "乙")
    moved = drawn(chance, [f"m{n}" for n in range(MOVED)], "甲")
    left, joined = drawn(chance, ["x"], "甲"), drawn(chance, ["z"], "乙")
    return first + second + moved + left, first + second + in_group(moved, "乙") + joined


def told(now, earlier, rows):
    frame = outcomes(now, rows)
    one = ScoresOfStates(frame, earlier, members_of(now), 5)
    return {row for rows in one.told_by(np.arange(len(frame)), np.zeros(len(frame), dtype=bool)) for row in rows}


@pytest.mark.parametrize("how", HOW)
@pytest.mark.parametrize("seed", range(4))
def test_one_who_left_and_one_who_came_are_not_told_whichever_file_numbers_were_rewritten(seed, how):
    chance = np.random.default_rng(seed)
    before, now = states(chance)
    assert told(renumbered(now, how, chance), [published(before, GROUPS)], GROUPS) == {0, 1}


@pytest.mark.parametrize("how", HOW)
@pytest.mark.parametrize("seed", range(4))
def test_all_are_known_again_but_who_left_and_who_came(seed, how):
    chance = np.random.default_rng(seed)
    before, now = (
        tags_of(members_of(rows)) for rows in (lambda b, n: (b, renumbered(n, how, chance)))(*states(chance))
    )
    is_found = [
        len({one.person for one in measured(state)} & {one.person for one in measured(now)}) == 24 + MOVED
        for (state,) in readings([before], now)
    ]
    assert any(is_found)
    assert is_found == [True] if how == "none" else not is_found[0] or len(is_found) == 1


def test_a_reading_takes_over_the_scores_that_are_the_same_and_no_others():
    """One whose number was rewritten, and of whom a score was corrected, is one person; so is one who moved."""
    before, now = people("a", 1, "甲"), people("n", 1, "甲", codes="D")
    corrected = people("b", 1, "甲", pre=9.0, post=9.0), people("m", 1, "乙", pre=9.0, post=24.0, codes="D")
    earlier, later = (tags_of(members_of(rows)) for rows in (before + corrected[0], now + corrected[1]))
    *_, (last,) = readings([earlier], later)
    known, pairs = (
        {pair for _, pair in Members.of(tagged, SCALE, "total").pairs} for tagged in (last, later)
    )  # fmt: skip
    assert len(known & pairs) == 1
    (one,), (other,) = known - pairs, pairs - known
    assert one[:2] == other[:2]
    assert one.post != other.post


WAVES = "前测", "后测", "跟进一", "跟进二"
ANEW = {"跟进一": "跟进二", "跟进二": "跟进一"}
CHANGED = {
    "further waves called anew": lambda row: row | {"wave": ANEW.get(row["wave"], row["wave"])},
    "one score corrected": lambda row: row | {"score": 25.0} if row["wave"] == "后测" else row,
}


def followed_up(marks, scores):
    """Return people of one group with scores at all waves."""
    every = zip(marks, scores, strict=True)
    return [people(mark, 1, "甲")[0] | {"wave": wave, "score": float(score)}
            for mark, own in every for wave, score in zip(WAVES, own, strict=False)]  # fmt: skip


@pytest.mark.parametrize("how", CHANGED)
def test_one_alone_whose_number_was_rewritten_is_known_though_not_all_her_scores_are_the_same(how):
    scores = np.random.default_rng(3).permutation(24).reshape(6, 4)
    scores[4, :2] = scores[5, :2]  # by chance
    before = followed_up("abcdef", scores)
    now = [CHANGED[how](row) | {"client": "D"} if row["client"] == "Ca0" else row for row in before]
    earlier, later = (tags_of(members_of(rows)) for rows in (before, now))
    *_, (known,) = readings([earlier], later)
    assert {one.person for one in measured(known)} == {one.person for one in measured(later)}
    assert known != earlier


def test_who_is_no_more_like_one_who_left_than_others_are_alike_is_another():
    before = followed_up("abc", [(7, 21), (7, 9), (11, 15)])
    now = followed_up("bcd", [(7, 9), (11, 15), (18, 21)])
    earlier, later = (tags_of(members_of(rows)) for rows in (before, now))
    assert readings([earlier], later) == [[earlier]]


def test_who_cannot_be_told_apart_stays_where_she_stood():
    before = people("a", 5, "甲") + people("b", 5, "乙")
    now = people("c", 4, "甲", codes="D") + people("d", 6, "乙", codes="D")
    *_, (known,) = readings([tags_of(members_of(before))], held := tags_of(members_of(now)))
    pairs, own = (Members.of(tagged, SCALE, "total") for tagged in (known, held))
    apart = [len(pairs.within("group", name) ^ own.within("group", name)) for name in ("甲", "乙")]
    assert apart == [1, 1]


def test_a_number_that_was_rewritten_is_followed_through_all_states():
    """Who was renumbered before she left is the same person in both earlier states, though not there now."""
    left = people("x", 1, "甲", pre=7.0, post=21.0)
    stay = drawn(np.random.default_rng(1), [f"a{n}" for n in range(6)], "甲")
    new = [row | {"client": f"D{row['client']}"} for row in stay + left]
    tagged = [tags_of(members_of(rows)) for rows in (stay + left, new, new[: -len(left)])]
    *_, (first, second) = readings(tagged[:2], tagged[2])
    assert first == second


def test_where_all_numbers_stayed_there_is_one_reading():
    """Whose number stayed is the same person, whatever she scores; nobody else has her scores."""
    before, now = states(np.random.default_rng(5))
    corrected = [row | {"score": 6.0} if row["client"] == "Ca00" else row for row in now]
    tagged = [tags_of(members_of(rows)) for rows in (before, corrected)]
    assert len(readings(tagged[:1], tagged[1])) == 1


def test_scores_of_several_scales_tell_apart_who_scores_alike_on_one():
    one, other = people("a", 1, "甲"), people("b", 1, "甲")
    more = [row | {"scale": "gds15", "score": score} for rows, score in ((one, 3.0), (other, 8.0)) for row in rows]
    before = pd.DataFrame(one + other + more)
    now = before.assign(client=before["client"].map({"Ca0": "Dz", "Cb0": "Dy"}))
    *_, (known,) = readings([tags_of(members_of(before))], held := tags_of(members_of(now)))
    assert known == held
    assert len(Members.of(known, SCALE, "total").within(*ALL)) == 2
