"""What a page observes is written later, in batches: views, how far, how long."""

from datetime import timedelta

import pytest

from forum.accounts.models import Standing
from forum.kernel import cache
from forum.kernel.clock import at, now
from forum.threads.models import ThreadRead
from tests.forum.threads.now import rows


@pytest.fixture
def address(thread_id, answer_id):
    return f"/threads/{thread_id}-my-permit-is-lost"


def standing_of(person):
    return rows(Standing).where(Standing.member_id == person.member_id).one()


def test_looking_writes_nothing(visitor, address, thread_id, thread_now):
    visitor.get(address)

    assert thread_now(thread_id).views == 0


def test_every_opening_is_counted_in_the_next_batch(visitor, ada, address, thread_id, thread_now):
    for person in (visitor, visitor, ada):
        person.get(address)

    cache.flush()

    assert thread_now(thread_id).views == 3


def test_one_row_says_how_far_somebody_has_read(pia, ben, thread_id, address, answers):
    pia.get(address)
    cache.flush()
    answers(ben, thread_id, "And bring the letter.")
    pia.get(address)
    pia.get(address)

    cache.flush()

    read = rows(ThreadRead).one()
    assert (read.member_id, read.thread_id, read.number) == (pia.member_id, thread_id, 2)
    assert (standing_of(pia).threads_read, standing_of(pia).posts_read) == (1, 3)


def test_going_back_to_an_earlier_page_takes_nothing_away(pia, address):
    begin = now()
    with at(begin):
        pia.get(address)
    with at(begin + timedelta(seconds=5)):
        pia.get(f"{address}?page=1")

    cache.flush()

    assert rows(ThreadRead).one().number == 1


def test_reading_time_is_the_gaps_each_three_minutes_at_most(pia, address):
    begin = now()
    for seconds in (0, 40, 60, 60 + 3600):
        with at(begin + timedelta(seconds=seconds)):
            pia.get(address)
        cache.flush()

    assert standing_of(pia).reading_seconds == 60 + 180


def test_several_pages_in_one_batch_count_the_same(pia, address):
    begin = now()
    for seconds in (0, 40, 60, 60 + 3600):
        with at(begin + timedelta(seconds=seconds)):
            pia.get(address)

    cache.flush()

    assert standing_of(pia).reading_seconds == 60 + 180
