"""Tickets and questions are linked with the problem they come from; a link can be put back."""

from threading import Barrier, Thread

import pytest

from forum.accounts.standing import Role
from forum.kernel.db import db, fresh_reading, writing
from moderation.helpdesk.actions import set_kind
from moderation.helpdesk.models import Ticket
from moderation.problems import actions
from moderation.problems.models import ProblemLink
from moderation.problems.queries import problem_numbered
from tests.cast import make_person
from tests.moderation.bundles.conftest import writes_in
from tests.moderation.conftest import asks
from tests.moderation.problems.conftest import LAMP, links, sent_rows, tells, written_on


def unlinks(person, problem, what):
    return person.post(f"/desk/problems/{problem.id}/links/removal", what=what)


def test_a_ticket_is_linked_and_both_pages_say_so(dev, problem, hers):
    links(dev, problem, hers.reference)

    assert hers.title in dev.get(f"/desk/problems/{problem.id}").text
    assert LAMP in dev.get(f"/desk/tickets/{hers.reference}").text
    assert f"Problem: {LAMP}" in dev.get("/desk").text


@pytest.mark.parametrize("form", ["{id}", "/threads/{id}", "http://localhost/threads/{id}-lamp#a"])
def test_a_question_is_linked_by_its_address(ada, dev, problem, parking, form):
    thread_id = asks(ada, parking, "Why is it dark?")
    links(dev, problem, form.format(id=thread_id))

    assert "Why is it dark?" in dev.get(f"/desk/problems/{problem.id}").text


@pytest.mark.parametrize("what", ["FM-0000000", "no such thing", "/threads/999999", "9" * 40])
def test_what_we_do_not_know_is_refused_in_plain_words(dev, problem, what):
    answer = links(dev, problem, what)

    assert answer.status_code == 404
    assert "We " in answer.text


def test_linking_twice_links_once_and_a_link_taken_away_can_be_put_back(dev, problem, hers):
    links(dev, problem, hers.reference)
    links(dev, problem, hers.reference)
    unlinks(dev, problem, hers.reference)
    unlinks(dev, problem, hers.reference)
    taken = dev.get(f"/desk/problems/{problem.id}").text
    on_ticket = dev.get(f"/desk/tickets/{hers.reference}").text
    links(dev, problem, hers.reference)

    assert "Put it back" in taken
    assert "It comes from a problem we know" not in on_ticket
    with fresh_reading():
        (row,) = db.query(ProblemLink).all()
    assert row.ended_at is None


def test_what_only_managers_see_is_linked_and_shown_to_managers_only(app, dev, problem, hers):
    mara = make_person(app, "Mara Stone", role=Role.MANAGER)
    links(mara, problem, hers.reference)
    with writing():
        set_kind(db.get_one(Ticket, hers.id), "legal_notice", by=mara.member)

    assert hers.title in mara.get(f"/desk/problems/{problem.id}").text
    assert hers.title not in dev.get(f"/desk/problems/{problem.id}").text
    assert unlinks(dev, problem, hers.reference).status_code == 404


def test_tickets_that_read_like_it_are_offered_from_both_sides(dev, ada, problem, parking):
    near = writes_in(ada, "All street lamps in Heron Lane are dark")
    far = writes_in(ada, "My bin was not emptied")

    page = dev.get(f"/desk/problems/{problem.id}").text
    assert near.reference in page
    assert far.reference not in page
    assert "This may come from a problem we know" in dev.get(f"/desk/tickets/{near.reference}").text
    assert LAMP not in dev.get(f"/desk/tickets/{far.reference}").text


def test_a_closed_problem_takes_no_more(dev, problem, hers):
    with writing():
        actions.move(problem_numbered(problem.id), "closed", by=dev.member, version=1)

    refused = links(dev, problem, hers.reference)
    assert refused.status_code == 403
    assert "Open it again" in refused.text


def test_a_late_ticket_gets_the_last_update_once(dev, problem, hers, his, deliver):
    links(dev, problem, hers.reference)
    tells(dev, problem, "First news.")
    tells(dev, problem, "Later news.")
    deliver()
    links(dev, problem, his.reference)
    unlinks(dev, problem, his.reference)
    links(dev, problem, his.reference)

    assert written_on(his) == [("Later news.", "private")]


def test_of_two_who_link_it_at_once_one_sends_the_update(app, dev, problem, hers, his, deliver):
    links(dev, problem, hers.reference)
    tells(dev, problem, "News.")
    deliver()
    both = Barrier(2)

    def at_once() -> None:
        with app.app_context():
            both.wait()
            links(dev, problem, his.reference)

    threads = [Thread(target=at_once) for _ in range(2)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()

    assert written_on(his) == [("News.", "private")]
    assert len([row for row in sent_rows() if row.ticket_id == his.id]) == 1
