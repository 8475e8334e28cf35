"""The orders of ideas: each says what it does, pages by key, and never reads a rung."""

import re
from datetime import timedelta

import pytest
import time_machine

from forum.ideas.queries import ideas_in
from forum.kernel.clock import now
from forum.kernel.errors import Invalid
from forum.kernel.paging import cursor

ROW = re.compile(r'href="/ideas/(\d+)-[^"]*">')


def shown(page) -> list[int]:
    return [int(id_) for id_ in ROW.findall(page.text)]


@pytest.fixture
def three(ideas_of):
    return [ideas_of(f"Idea number {n}") for n in range(3)]


@pytest.mark.parametrize("order", ["fair", "rising", "top", "new", "decided"])
def test_each_order_explains_itself(visitor, three, order):
    page = visitor.get(f"/ideas?order={order}")

    assert page.status_code == 200
    assert page.text.count('aria-current="true"') == 2  # the order and “All topics”
    assert '<p class="hint">' in page.text


def test_rising_puts_recent_support_first(visitor, ada, ben, cleo, three, supports, deliver):
    old, new, _ = three
    with time_machine.travel(now() - timedelta(days=30), tick=False):
        supports(ada, old)
        supports(ben, old)
    supports(cleo, new)

    assert shown(visitor.get("/ideas?order=rising"))[:2] == [new, old]


def test_top_asks_who_of_those_that_looked_supports_it(
    visitor, neighbours, three, supports, make_seen, deliver
):
    liked, ignored, _ = three
    people = neighbours(8)
    for one in people[:4]:
        supports(one, liked)
    for one in people[:5]:
        supports(one, ignored)
    make_seen(ignored, 60)
    deliver()

    assert shown(visitor.get("/ideas?order=top"))[0] == liked


def test_decided_ideas_leave_the_other_orders_and_stay_in_new(visitor, pia, three, decides):
    decides(pia, three[0], "declined", reason="too_costly", summary="It costs too much.")

    for order in ("fair", "rising", "top"):
        assert three[0] not in shown(visitor.get(f"/ideas?order={order}"))
    assert shown(visitor.get("/ideas?order=decided")) == [three[0]]
    assert three[0] in shown(visitor.get("/ideas?order=new"))


@pytest.mark.parametrize("order", ["fair", "rising", "top", "new"])
def test_paging_shows_each_idea_once(app, ada, ben, ideas_of, supports, order):
    ids = [ideas_of(f"Idea number {n}") for n in range(7)]
    supports(ada, ids[3])
    supports(ben, ids[5])

    found, place = [], None
    for _ in range(10):
        part = ideas_in(order=order, seed=7, cursor=place, size=2)
        found += [line.id for line in part.items]
        place = part.next
        if place is None:
            break

    assert sorted(found) == sorted(ids)


def test_the_fair_order_is_another_one_tomorrow(visitor, ideas_of):
    for n in range(8):
        ideas_of(f"Idea number {n}")
    today = shown(visitor.get("/ideas"))

    again = shown(visitor.get("/ideas"))
    with time_machine.travel(now() + timedelta(days=1), tick=False):
        tomorrow = shown(visitor.get("/ideas"))

    assert today == again
    assert sorted(today) == sorted(tomorrow)
    assert today != tomorrow


def test_a_topic_narrows_every_order(visitor, three):
    assert len(shown(visitor.get("/ideas?order=new&topic=parking"))) == 3
    assert visitor.get("/ideas?topic=nothing").status_code == 404
    assert visitor.get("/ideas?order=loudest").status_code == 404


@pytest.mark.parametrize(
    "place", [cursor([float("nan"), 1, 1]), cursor([float("inf"), 1, 1]), cursor(["x", 1, 1]), "x"]
)
def test_a_cursor_that_is_not_ours_is_refused(app, place):
    with pytest.raises(Invalid):
        ideas_in(order="rising", cursor=place)


def test_my_own_supports_are_marked_and_only_mine(ada, ben, three, supports):
    supports(ben, three[0])

    assert 'aria-pressed="true"' in ben.get("/ideas").text
    assert 'aria-pressed="true"' not in ada.get("/ideas").text


def test_the_feed_has_the_newest(visitor, three):
    feed = visitor.get("/ideas/feed.atom")

    assert feed.content_type.startswith("application/atom+xml")
    assert feed.text.count("<entry>") == 3


def test_the_feed_of_a_topic_has_only_its_ideas(visitor, three):
    here = visitor.get("/ideas/feed.atom?topic=parking")

    assert here.text.count("<entry>") == 3
    assert "/ideas/feed.atom?topic=parking" in here.text
    assert visitor.get("/ideas/feed.atom?topic=nothing").status_code == 404
