"""Everybody reads the ledger of their own points, and only theirs."""

import re

from forum.accounts.standing import Rung
from forum.kernel.clock import now
from forum.kernel.db import db, writing
from forum.kernel.events import PublishedEvent
from forum.reputation.models import Award
from tests.forum.people.looking import main_of


def lines(page):
    return [
        re.sub(r"<[^>]+>", "", row).strip()
        for row in re.findall(r"<tr><th scope=\"row\">(.*?)</tr>", page.text, re.S)
    ]


def test_each_line_says_for_what_and_how_many(ada, ben, thread_id, answer_id, deliver):
    ada.post(f"/threads/{thread_id}/solution", answer_id=answer_id)
    deliver()

    (line,) = lines(ben.get("/me/points"))
    assert line.startswith("Your answer solved it")
    assert line.endswith("+15")


def test_what_is_taken_back_is_a_line_of_its_own(ada, ben, thread_id, answer_id, deliver):
    ada.post(f"/threads/{thread_id}/solution", answer_id=answer_id)
    deliver()
    ada.post(f"/threads/{thread_id}/solution", answer_id=answer_id, wanted="no")
    deliver()

    newest, oldest = lines(ben.get("/me/points"))
    assert newest.startswith("Taken back")
    assert newest.endswith("-15")
    assert oldest.endswith("+15")
    assert "You have 0" in ben.get("/me/points").text


def test_nobody_else_reads_them_and_newcomers_have_no_such_page(ada, ben, visitor, answer_id):
    assert visitor.get("/me/points").status_code in (302, 303, 401)
    assert ada.get("/me/points").location == "/me/where"
    assert "points" not in main_of(ada.get("/me")).lower()


def test_people_under_18_have_no_such_page(app, ben):
    with writing():
        ben.member.is_under_18 = True
    ben.stands_on(Rung.REGULAR)

    assert ben.get("/me/points", follow_redirects=True).status_code == 404


def test_it_is_paged_and_a_broken_cursor_is_said(app, ben, deliver):
    ben.stands_on(Rung.REGULAR)
    with writing():
        for _ in range(25):
            enter(ben)
    first = ben.get("/me/points")
    following = re.search(r'href="(/me/points\?cursor=[^"]+)"', first.text)

    assert len(lines(first)) == 20
    assert following
    assert len(lines(ben.get(following[1]))) == 5
    assert ben.get("/me/points?cursor=x").status_code == 422


def enter(whom):
    """One line of the ledger, as for an answer that staff confirmed."""
    told = {"kind": "answer_confirmed", "version": 1, "stream": "x", "channel": "web"}
    event = PublishedEvent(**told, origin="live", facts={}, happened_at=now())
    db.add(event)
    db.flush()
    granted = {"kind": "confirmed", "points": 15, "granted_at": now()}
    db.add(Award(event_id=event.id, member_id=whom.member_id, **granted))
