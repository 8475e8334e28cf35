"""A mistake with a problem is put back; what was mailed cannot be, and the page says so."""

import pytest

from forum.kernel.db import db, fresh_reading
from moderation.problems import checks
from moderation.problems.models import ProblemMove
from tests.moderation.problems.conftest import as_it_is, links, tells
from tests.moderation.problems.test_keeping_problems import moves


def last_move(problem) -> int:
    with fresh_reading():
        rows = db.query(ProblemMove).filter_by(problem_id=problem.id)
        return rows.order_by(ProblemMove.id.desc())[0].id


def undoes(person, move_id: int, **how):
    return person.post(f"/desk/problems/moves/{move_id}/removal", **how)


@pytest.mark.parametrize("state", ["known_error", "solved", "closed"])
def test_a_move_by_mistake_is_put_back(dev, public, state):
    moves(dev, public, state)

    page = undoes(dev, last_move(public), follow=True).text

    assert as_it_is(public).state == "open"
    assert "put back" in page
    assert list(checks.stand_as_logged()) == []


def test_it_goes_where_no_move_leads(dev, public):
    moves(dev, public, "known_error")
    moves(dev, public, "closed", version=2)

    undoes(dev, last_move(public))

    assert as_it_is(public).state == "known_error"


def test_twice_is_harmless(dev, public):
    moves(dev, public, "closed")
    move_id = last_move(public)

    assert [undoes(dev, move_id).status_code for _ in range(2)] == [303, 303]
    with fresh_reading():
        assert db.query(ProblemMove).count() == 3


def test_what_was_moved_on_since_is_not_put_back(dev, public):
    moves(dev, public, "solved")
    first = last_move(public)
    moves(dev, public, "closed", version=2)

    answer = undoes(dev, first)

    assert answer.status_code == 409
    assert "Undo the later change first" in answer.text


def test_what_took_a_move_back_is_not_taken_back(dev, public):
    moves(dev, public, "closed")
    undoes(dev, last_move(public))

    answer = undoes(dev, last_move(public))

    assert answer.status_code == 403
    assert "Move the problem on instead" in answer.text


def test_what_was_no_problem_is_closed_and_nothing_stays_linked(dev, visitor, public, hers):
    links(dev, public, hers.reference)

    undoes(dev, last_move(public))

    assert as_it_is(public).state == "closed"
    assert visitor.get(f"/known-problems/{public.id}").status_code == 404
    assert "Link taken away" in dev.get(f"/desk/problems/{public.id}").text


def test_what_people_were_told_about_is_a_problem(dev, public, hers, deliver):
    links(dev, public, hers.reference)
    tells(dev, public, "We are on it.")
    deliver()

    answer = undoes(dev, last_move(public))

    assert answer.status_code == 403
    assert "People were told about it already" in answer.text
    assert "cannot be taken back" in dev.get(f"/desk/problems/{public.id}").text


def test_a_link_taken_away_says_that_what_was_told_stays_said(dev, public, hers, deliver):
    links(dev, public, hers.reference)
    tells(dev, public, "We are on it.")
    deliver()
    away = f"/desk/problems/{public.id}/links/removal"

    assert "cannot be taken back" in dev.post(away, what=hers.reference, follow=True).text


def test_nobody_but_the_desk_takes_back(ada, dev, public):
    moves(dev, public, "closed")

    assert undoes(ada, last_move(public)).status_code == 403


def test_followers_do_not_read_again_that_it_is_solved(ada, dev, public, mails):
    ada.post(f"/known-problems/{public.id}/follow")
    moves(dev, public, "solved")
    before = len(mails())
    moves(dev, public, "closed", version=2)
    undoes(dev, last_move(public))

    assert as_it_is(public).state == "solved"
    assert len(mails()) == before
