"""The order of a review: laws that hold for every day, and what comes back."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from quizzer.practice.queue import (
    MOST_RETURNS,
    ONE_WRONG_CLAIM_IN,
    OTHERS_BETWEEN,
    Candidate,
    PracticeQueue,
    ReviewQueue,
    Room,
    by_level,
    interleaved,
    plan_day,
)
from quizzer.questions.question import QuestionId
from quizzer.scheduling.ratings import Rating


def candidate(number, topic=0, concept=None, band=1, rationed=False):
    name = f"item-{number}"
    shared = {f"concept:{topic}/{concept}"} if concept is not None else set()
    return Candidate(name, f"topic-{topic}", frozenset({name, *shared}), band, rationed)


@st.composite
def candidates(draw, band=1, first=0, most=40):
    described = draw(st.lists(st.tuples(st.integers(0, 5), st.integers(0, 3), st.integers(0, 5)), max_size=most))
    return [
        candidate(first + number, topic, concept, band, rationed=spot == 0)
        for number, (topic, concept, spot) in enumerate(described)
    ]


rooms = st.builds(Room, st.integers(0, 20), st.integers(0, 8))


@given(candidates(), candidates(band=None, first=1000), rooms, st.sets(st.sampled_from(["concept:0/0", "concept:1/2"])))
def test_no_two_siblings_on_one_day_and_no_more_than_there_is_room_for(due, new, room, asked_today):
    plan = plan_day(due, new, room, asked_today)
    kin = [name for one in plan.chosen for name in one.kin]
    assert len(kin) == len(set(kin))
    assert asked_today.isdisjoint(kin)
    reviews = [one for one in plan.chosen if one.band is not None]
    assert len(reviews) <= room.reviews
    assert len(plan.chosen) - len(reviews) <= room.new
    assert plan.waiting == len(due) - len(reviews)
    assert list(plan.chosen[: len(reviews)]) == reviews, "what is due comes before what is new"


@given(candidates())
def test_while_three_topics_are_left_neither_kin_nor_topic_comes_twice_in_a_row(due):
    due = [one for one in due if not one.rationed]
    ordered = interleaved([due])
    assert sorted(ordered, key=str) == sorted(due, key=str)
    for place, (first, second) in enumerate(pairwise(ordered), 1):
        if len({one.topic for one in ordered[place:]}) >= 3:
            assert first.topic != second.topic
            assert first.kin.isdisjoint(second.kin)


@given(candidates(), candidates(first=1000))
def test_at_most_one_wrong_statement_in_ten(first, second):
    ordered = interleaved([first, second])
    for start in range(len(ordered)):
        assert sum(one.rationed for one in ordered[start : start + ONE_WRONG_CLAIM_IN]) <= 1
    assert {one.item for one in ordered if not one.rationed} == {
        one.item for one in [*first, *second] if not one.rationed
    }


def test_the_most_urgent_comes_first():
    plan = plan_day([candidate(n, n % 3, n) for n in range(9)], [], Room(4, 0))
    assert {one.item for one in plan.chosen} == {"item-0", "item-1", "item-2", "item-3"}
    assert plan.chosen[0].item == "item-0"


def test_a_backlog_of_400_is_capped_and_new_items_wait():
    due = [candidate(n, n % 7, n) for n in range(400)]
    plan = plan_day(due, [candidate(1000, band=None)], Room(60, 10))
    assert len(plan.chosen) == 60
    assert plan.waiting == 340
    assert all(one.band for one in plan.chosen)


def test_new_items_are_looked_at_only_as_far_as_needed():
    def endless():
        number = 0
        while True:
            yield candidate(number, number % 3, number, band=None)
            number += 1

    assert len(plan_day([], endless(), Room(5, 4)).chosen) == 4


def test_basics_come_before_what_combines_them_and_topics_take_turns():
    new = [candidate(n, topic, n, band=None) for n, topic in enumerate([0, 0, 1, 1, 2])]
    levels = {"item-0": 2, "item-1": 1, "item-2": 1, "item-3": 1, "item-4": 1}
    ordered = by_level(new, levels, ["topic-2", "topic-0", "topic-1"])
    assert [one.item for one in ordered] == ["item-4", "item-1", "item-2", "item-3", "item-0"]


def queue_of(number):
    seeds = iter(range(1000))
    return ReviewQueue(
        [candidate(n, n % 3, n) for n in range(number)], lambda one: QuestionId(one.item, 1, 1, next(seeds))
    )


def asked_of(queue, ratings):
    """Items in the order asked; ``ratings`` gives those of an item in turn, GOOD where there are none."""
    order = []
    for question in queue:
        order.append(question.item)
        given = ratings.get(question.item, [])
        queue.rated(question.item, given.pop(0) if given else Rating.GOOD)
    return order


@given(st.integers(6, 30), st.dictionaries(st.integers(0, 30), st.lists(st.sampled_from(Rating), max_size=6)))
def test_what_comes_back_comes_after_five_others(number, ratings):
    order = asked_of(queue_of(number), {f"item-{n}": list(given) for n, given in ratings.items()})
    for item in set(order):
        places = [place for place, one in enumerate(order) if one == item]
        assert all(later - earlier > OTHERS_BETWEEN for earlier, later in pairwise(places))
        assert len(places) <= 1 + MOST_RETURNS


def test_what_was_hard_comes_back_once():
    order = asked_of(queue_of(20), {"item-0": [Rating.HARD, Rating.HARD]})
    assert [place for place, item in enumerate(order) if item == "item-0"] == [0, 6]


def test_what_is_wrong_again_and_again_waits_for_tomorrow_in_the_end():
    order = asked_of(queue_of(40), {"item-0": [Rating.AGAIN] * 9})
    assert [place for place, item in enumerate(order) if item == "item-0"] == [0, 6, 12, 18]


def test_where_there_are_not_five_others_tomorrow_is_soon_enough():
    assert asked_of(queue_of(4), {"item-0": [Rating.AGAIN]}) == [f"item-{n}" for n in range(4)]


def test_a_later_word_replaces_an_earlier_one_and_what_is_dropped_stays_away():
    queue = queue_of(20)
    for _ in range(3):
        next(queue)
    queue.rated("item-0", Rating.AGAIN)
    queue.rated("item-0", Rating.GOOD)
    queue.rated("item-1", Rating.AGAIN)
    queue.dropped("item-1")
    queue.dropped("item-9")
    queue.rated("item-2", Rating.AGAIN)
    queue.taken_back("item-2")
    rest = [question.item for question in queue]
    assert rest == [f"item-{n}" for n in range(3, 20) if n != 9]


def test_it_tells_how_many_are_left():
    queue = queue_of(8)
    assert queue.left == 8
    next(queue)
    queue.rated("item-0", Rating.AGAIN)
    assert queue.left == 8
    expected = queue.left
    assert len(list(queue)) == expected
    assert queue.left == 0


def test_practice_without_end_brings_back_what_was_wrong():
    source = (QuestionId(f"item-{n}", 1, 1, n) for n in range(1000))
    queue = PracticeQueue(source, lambda asked: QuestionId(asked.item, 1, asked.level, asked.seed + 5000))
    order = []
    for _ in range(20):
        question = next(queue)
        order.append(question.item)
        queue.rated(question.item, Rating.AGAIN if question.seed == 2 else Rating.GOOD)
    assert order[:9] == ["item-0", "item-1", "item-2", *(f"item-{n}" for n in range(3, 8)), "item-2"]
    assert order.count("item-2") == 2
    queue.rated("never-asked", Rating.AGAIN)
    assert all(next(queue).item != "never-asked" for _ in range(9))
