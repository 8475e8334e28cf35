"""Nothing ends as not ours without saying who answers for it, whichever way it is closed."""

import pytest
from sqlalchemy import select

from forum.kernel.db import db, fresh_reading, writing
from moderation.beginners.models import FirstAnswer
from moderation.helpdesk.models import Message
from moderation.macros import actions as ready
from moderation.macros.models import Referral
from tests.moderation.closings.test_not_ours import FACTS, WHY, body_id, mara, refers
from tests.moderation.colleagues import nell
from tests.moderation.conftest import as_stored

__all__ = ["body_id", "mara", "nell", "refers"]

SAY_WHOSE = "When it is not ours, say whose it is."
LOOKS = "A colleague looks at your first answers before they go out."
MACRO = {"name": "Not ours", "give": "", "impact": "", "urgency": "", "is_retired": False}
MACRO |= {"send": "message", "state": "closed_unresolved", "reason": "not_ours"}


@pytest.fixture
def macro(mara):
    def made(**more):
        text = {"title": "Theirs", "states": "", "service_id": None, "is_retired": False}
        with writing():
            answer = ready.add("answer", text | {"body": WHY}, by=mara.member)
            facts = MACRO | {"answer_id": answer.id} | more
            return ready.add("macro", facts, by=mara.member).id

    return made


@pytest.fixture
def new(nell, mara):
    """Nell is new: a colleague reads her first answers."""
    mara.post("/desk/beginners", person=str(nell.member_id))
    return nell


def runs(person, ticket, macro_id, text=WHY):
    url = f"/desk/tickets/{ticket.reference}/macros/{macro_id}"
    return person.post(url, text=text, version="1")


def points(person, ticket, body_id, **said):
    form = {"whom": body_id, "text": WHY} | said
    return person.post(f"/desk/tickets/{ticket.reference}/not-ours", follow=True, **form)


def pointed_to(ticket):
    with fresh_reading():
        return db.scalar(select(Referral.body_id).where(Referral.ticket_id == ticket.id))


def told(ticket):
    with fresh_reading():
        rows = select(Message.body).where(Message.ticket_id == ticket.id, Message.is_from_staff)
        return db.scalars(rows).all()


def waiting():
    with fresh_reading():
        return db.scalars(select(FirstAnswer).order_by(FirstAnswer.id.desc())).first()


@pytest.mark.parametrize("state", ["closed_unresolved", "withdrawn"])
def test_moving_it_by_hand_names_the_way(dev, ticket, state):
    url = f"/desk/tickets/{ticket.reference}/state"

    answer = dev.post(url, state=state, reason="not_ours", text=WHY)

    assert answer.status_code == 422
    assert SAY_WHOSE in answer.text
    assert as_stored(ticket.id).is_live
    assert '<option value="not_ours"' not in dev.get(f"/desk/tickets/{ticket.reference}").text


@pytest.mark.parametrize("state", ["closed_unresolved", "withdrawn"])
def test_a_program_is_told_the_same(dev, ticket, state):
    url = f"/tickets/{ticket.reference}/state"

    answer = dev.api("PUT", url, state=state, reason="not_ours", text=WHY)

    assert answer.status_code == 422
    assert SAY_WHOSE in answer.text
    assert as_stored(ticket.id).is_live


def test_the_person_does_not_close_it_so_either(ada, ticket):
    url = f"/tickets/{ticket.reference}/state"

    assert ada.api("PUT", url, state="withdrawn", reason="not_ours").status_code == 422
    assert as_stored(ticket.id).is_live


def test_a_macro_points_to_the_body_that_managers_chose(dev, ada, ticket, macro, body_id):
    macro_id = macro(body_id=body_id)

    page = dev.get(f"/desk/tickets/{ticket.reference}/macros/{macro_id}").text
    done = runs(dev, ticket, macro_id)

    assert "Highways agency: Mends the lamps on main roads." in page
    assert "Who answers for it: <b>Highways agency</b>" in page
    assert done.status_code == 303
    assert pointed_to(ticket) == body_id
    assert "Who is responsible for this" in ada.get(f"/tickets/{ticket.reference}").text


def test_a_macro_of_before_that_names_none_is_refused(dev, ticket, macro):
    answer = runs(dev, ticket, macro())

    assert answer.status_code == 403
    assert "This macro does not say who answers for it." in answer.text
    assert as_stored(ticket.id).is_live


def test_a_macro_does_not_point_to_a_body_that_was_retired(dev, mara, ticket, macro, body_id):
    macro_id = macro(body_id=body_id)
    with writing():
        facts = FACTS | {"is_retired": True}
        ready.change("body", body_id, facts, by=mara.member, version=1)

    assert runs(dev, ticket, macro_id).status_code == 403
    assert as_stored(ticket.id).is_live


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({"whom": ""}, "Choose who answers for it, or another reason."),
        ({"reason": "cannot"}, "That goes with closing it because somebody else is responsible."),
    ],
)
def test_a_macro_is_not_written_without_one(mara, macro, body_id, said, sentence):
    macro()
    form = {"name": "Theirs", "answer": "1", "send": "message", "state": "closed_unresolved"}
    form |= {"reason": "not_ours", "whom": str(body_id), "version": "0"} | said

    answer = mara.post("/desk/ready/macro/new", **form)

    assert answer.status_code == 422
    assert sentence in answer.text


def test_what_somebody_new_writes_waits_for_a_colleague(new, dev, ada, ticket, body_id):
    page = points(new, ticket, body_id).text

    assert "A colleague looks at it first." in page
    assert "Highways agency answers for it." in dev.get(f"/desk/tickets/{ticket.reference}").text
    assert told(ticket) == []
    assert as_stored(ticket.id).is_live
    assert pointed_to(ticket) is None
    assert "Highways" not in ada.get(f"/tickets/{ticket.reference}").text


def test_with_the_yes_of_a_colleague_it_is_closed_in_their_name(new, dev, ada, ticket, body_id):
    points(new, ticket, body_id)

    for _ in range(2):
        sent = dev.post(f"/desk/first-answers/{waiting().id}/confirmation")
        assert sent.status_code == 303

    assert as_stored(ticket.id).state == "closed_unresolved"
    assert pointed_to(ticket) == body_id
    [said] = told(ticket)
    assert said.startswith(WHY)
    assert "Who is responsible for this" in ada.get(f"/tickets/{ticket.reference}").text
    with fresh_reading():
        assert db.get_one(Referral, ticket.id).actor_id == new.member_id


def test_said_on_the_question_too_it_waits_as_well(new, dev, visitor, question, ticket, body_id):
    theirs = {"passage": ["lamps@example.org", "01632 960150"], "why": ["theirs", "theirs"]}
    points(new, ticket, body_id, public="y", in_short="The agency mends it.", **theirs)
    before = visitor.get(f"/threads/{question}", follow_redirects=True).text
    dev.post(f"/desk/first-answers/{waiting().id}/confirmation")
    after = visitor.get(f"/threads/{question}", follow_redirects=True).text

    assert "The agency mends it." not in before
    assert "The agency mends it." in after
    assert as_stored(ticket.id).state == "closed_unresolved"


def test_with_changes_asked_for_it_stays_open(new, dev, ticket, body_id):
    points(new, ticket, body_id)

    url = f"/desk/first-answers/{waiting().id}/refusal"
    dev.post(url, remark="It is the water board.")

    assert as_stored(ticket.id).is_live
    assert "It is the water board." in new.get(f"/desk/tickets/{ticket.reference}").text


def test_a_body_that_was_retired_meanwhile_is_not_pointed_to(new, dev, mara, ticket, body_id):
    points(new, ticket, body_id)
    with writing():
        facts = FACTS | {"is_retired": True}
        ready.change("body", body_id, facts, by=mara.member, version=1)

    refused = dev.post(f"/desk/first-answers/{waiting().id}/confirmation")

    assert refused.status_code == 403
    assert waiting().state == "waiting"
    assert as_stored(ticket.id).is_live


def test_no_other_way_leads_round_the_colleague(new, ticket, macro, body_id):
    by_macro = runs(new, ticket, macro(body_id=body_id))
    form = {"state": "closed_unresolved", "reason": "not_ours", "text": WHY}
    by_move = new.post(f"/desk/tickets/{ticket.reference}/state", **form)
    by_program = new.api("PUT", f"/tickets/{ticket.reference}/state", **form)

    assert (by_macro.status_code, by_move.status_code, by_program.status_code) == (403, 422, 422)
    assert LOOKS in by_macro.text
    assert told(ticket) == []
    assert as_stored(ticket.id).is_live
