"""From a proposal to an answer: agenda, ballot, minutes, and what everybody reads of it."""

from datetime import timedelta

import pytest
from sqlalchemy import delete, select, update
from sqlalchemy.exc import IntegrityError

from forum.advisory import actions
from forum.advisory.models import AgendaItem
from forum.advisory.states import MOVES, State
from forum.ballots.actions import count_closed
from forum.kernel.audit import AuditEntry
from forum.kernel.clock import at, now
from forum.kernel.db import db, fresh_reading, writing
from forum.kernel.errors import Invalid, Refused
from forum.kernel.limits import LimitWindow
from forum.kernel.written import write_up
from forum.threads.briefs import today
from tests.forum.advisory.conftest import SAID, after, decided, proposed, votes


def test_the_group_votes_in_secret_and_everybody_reads_the_count(
    noor, sam, ada, visitor, pia, item, meeting
):
    page = f"/advisory/{meeting}"
    votes(noor, item, 0, 1)
    votes(sam, item, 0)
    votes(sam, item, 1)

    assert "Change my paper" in noor.get(page).text
    for who in (ada, visitor, pia):
        assert "agree</dd>" not in who.get(page).text
        assert "Hand in my paper" not in who.get(page).text
    assert "agree</dd>" not in noor.get(page).text
    assert votes(ada, item, 0).status_code == 403

    with at(now() + timedelta(days=6)):
        assert votes(noor, item, 2).status_code == 403
        with writing():
            count_closed()
        for who in (noor, visitor):
            text = who.get(page).text
            assert "2 people voted" in text
            assert "2 agree" in text
            assert "Change my paper" not in text


def test_a_proposal_is_read_by_the_group_and_by_those_who_decide(
    noor, sam, pia, ada, dev, visitor, meeting
):
    noor.post(f"/advisory/{meeting}/items", title="Larger signs", body="Nobody finds it.")
    page = f"/advisory/{meeting}"

    assert all("Larger signs" in who.get(page).text for who in (noor, sam, pia))
    assert all("Larger signs" not in who.get(page).text for who in (ada, dev, visitor))
    assert "Noor" not in sam.get(page).text


def test_what_is_not_taken_has_a_reason_for_the_group(noor, pia, visitor, meeting):
    item_id = proposed(meeting, "Larger signs", by=noor)
    with pytest.raises(Invalid, match="Say why"):
        decided(item_id, State.NOT_TAKEN, by=pia)

    decided(item_id, State.NOT_TAKEN, by=pia, reason="The county does that.")

    assert "The county does that." in noor.get(f"/advisory/{meeting}").text
    assert "Larger signs" not in visitor.get(f"/advisory/{meeting}").text


def test_sent_twice_is_one_and_three_are_enough(noor, meeting):
    for title in ("A", "A", "B", "C"):
        sent = noor.post(f"/advisory/{meeting}/items", title=title, body="So.")
        assert sent.status_code == 303

    assert noor.post(f"/advisory/{meeting}/items", title="D", body="So.").status_code == 429
    with fresh_reading():
        assert sorted(db.scalars(select(AgendaItem.title))) == ["A", "B", "C"]


def test_items_move_as_the_table_says(noor, pia, meeting):
    path = {State.PROPOSED: (), State.ON_AGENDA: (State.ON_AGENDA,)}
    path |= {State.NOT_TAKEN: (State.NOT_TAKEN,)}
    path |= {State.DEALT_WITH: (State.ON_AGENDA, State.DEALT_WITH)}
    for before, steps in path.items():
        for to in State:
            with writing():
                db.execute(delete(LimitWindow))
            item_id = proposed(meeting, f"{before} to {to}", by=noor)
            for step in steps:
                decided(item_id, step, by=pia, reason="No.")
            if to == before or to in MOVES[before]:
                decided(item_id, to, by=pia, reason="No.")
            else:
                with pytest.raises(Refused, match="cannot be done"):
                    decided(item_id, to, by=pia, reason="No.")


@pytest.mark.every_value
@pytest.mark.parametrize(
    "wrong",
    [{"state": "lost"}, {"state": "not_taken"}, {"reason": "No."}, {"decided_at": None}],
    ids=str,
)
def test_the_database_refuses_other_states(item, wrong):
    with pytest.raises(IntegrityError), writing():
        db.execute(update(AgendaItem).where(AgendaItem.id == item).values(**wrong))


def test_nothing_ends_while_its_ballot_is_open(item, pia):
    with pytest.raises(Refused, match="still open"):
        decided(item, State.DEALT_WITH, by=pia)


def test_minutes_come_with_a_promise_and_a_late_answer_says_so(visitor, pia, meeting, item):
    page = f"/advisory/{meeting}"
    with pytest.raises(Refused, match="has not been yet"):
        after(meeting, actions.publish_minutes, SAID, response_due=today(), by=pia)

    with at(now() + timedelta(days=11)):
        assert "The minutes are not here yet." in visitor.get(page).text
        due = today() + timedelta(days=7)
        for words in (SAID, write_up("Other words.")):
            after(meeting, actions.publish_minutes, words, response_due=due, by=pia)
        text = visitor.get(page).text
        assert "It is due on" in text
        assert "Other words." not in text
    with at(now() + timedelta(days=30)):
        assert "Our answer is late" in visitor.get(page).text
        assert "it is late" in visitor.get("/advisory").text
        after(meeting, actions.publish_response, write_up("You are right."), by=pia)
        assert "You are right." in visitor.get(page).text
        assert "late" not in visitor.get(page).text
        assert "we answered on" in visitor.get("/advisory").text


def test_a_day_for_the_answer_that_is_past_is_refused(pia, meeting):
    with at(now() + timedelta(days=11)):
        due = today() - timedelta(days=1)
        with pytest.raises(Invalid, match="from today on"):
            after(meeting, actions.publish_minutes, SAID, response_due=due, by=pia)


def test_only_the_policy_team_leads(dev, noor, meeting):
    for who in (dev, noor):
        with pytest.raises(Refused, match="Only the policy team"):
            after(meeting, actions.publish_response, SAID, by=who)
    with fresh_reading():
        assert "meeting called" in list(db.scalars(select(AuditEntry.deed)))


def test_what_is_not_there_is_told_in_plain_words(visitor, noor):
    assert visitor.get("/advisory/99999999999999999999").status_code == 404
    assert visitor.get("/advisory?cursor=broken").status_code == 422
    assert votes(noor, 99999, 1).status_code == 404
