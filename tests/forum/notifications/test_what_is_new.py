"""Notices on one's own page: new until they have been looked at."""

import pytest

from forum.kernel.db import fresh_reading, writing
from forum.kernel.errors import Invalid
from forum.notifications import actions
from forum.notifications.queries import notices_for


def test_looking_at_the_page_makes_notices_old(ada, answer_id, deliver):
    deliver()
    assert "New" in ada.get("/me").text

    deliver()

    with fresh_reading():
        assert [notice.is_new for notice in notices_for(ada.member_id).items] == [False]


def test_somebody_elses_notices_stay_new(ada, ben, thread_id, answer_id, deliver):
    ada.post(f"/threads/{thread_id}/solution", answer_id=answer_id)
    deliver()
    ada.get("/me")
    deliver()

    with fresh_reading():
        assert [notice.is_new for notice in notices_for(ben.member_id).items] == [True]


def test_the_list_of_notices_goes_on(ada, ben, thread_id, answers, deliver):
    for number in range(3):
        answers(ben, thread_id, f"Try door {number}.")
    deliver()

    with fresh_reading():
        first = notices_for(ada.member_id, size=2)
        second = notices_for(ada.member_id, size=2, cursor=first.next)

    assert [len(first.items), len(second.items), second.next] == [2, 1, None]


def test_a_preset_we_do_not_have_is_refused(ada):
    with writing(), pytest.raises(Invalid, match="Choose one of the three"):
        actions.choose_preset("everything", by=ada.member)
