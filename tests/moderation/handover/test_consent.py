"""Name and e-mail leave this house only with a yes, and the page says what went along."""

import json
from datetime import timedelta

import pytest
from sqlalchemy import func, select

from forum.kernel.db import db, fresh_reading, writing
from forum.kernel.errors import Invalid
from forum.kernel.house import house
from moderation.handover import actions, queries, tasks
from moderation.handover.adapters.zammad import Zammad
from moderation.handover.models import HandOverConsent, OutsideDesk, ServiceDesk
from moderation.helpdesk.keys import key_to
from moderation.helpdesk.models import Ticket
from tests.moderation.bundles.conftest import writes_in
from tests.moderation.conftest import answers
from tests.moderation.handover.conftest import USUAL, hands_over, keeps_desk, standing

NOTICE = USUAL["notice"]


def agrees(person, ticket, desk_id, **form):
    return person.post(f"/tickets/{ticket.reference}/consent", desk=desk_id, notice=NOTICE, **form)


def test_without_a_yes_nothing_about_the_person_leaves(ada, dev, ticket, highways, zammad):
    hands_over(dev, ticket, highways)
    tasks.drain()

    everything = json.dumps([zammad.tickets, zammad.articles])
    assert "ada@example.org" not in everything
    assert "Ada Okafor" not in everything
    assert "without your name or e-mail" in ada.get(f"/tickets/{ticket.reference}").text
    assert "did not go along" in dev.get(f"/desk/tickets/{ticket.reference}").text


def test_with_a_yes_name_and_address_go_along(ada, dev, ticket, highways, zammad):
    page = ada.get(f"/tickets/{ticket.reference}").text
    assert "May Highways office know who you are?" in page
    assert NOTICE in page
    agrees(ada, ticket, highways)
    assert (
        "has agreed that their details go along"
        in dev.get(f"/desk/tickets/{ticket.reference}").text
    )

    hand_over_id = hands_over(dev, ticket, highways)
    tasks.drain()

    assert zammad.tickets[1]["customer_id"] == "guess:ada@example.org"
    assert "Ada Okafor" in zammad.articles[0]["body"]
    assert standing(hand_over_id).went_with_person


def test_a_yes_that_comes_later_is_told_later_and_once(ada, dev, ticket, highways, zammad):
    hands_over(dev, ticket, highways)
    tasks.drain()

    for _ in range(2):
        agrees(ada, ticket, highways)
        tasks.drain()

    assert zammad.texts_of_ours(1) == ["Ada Okafor, ada@example.org"]
    assert "went along" in dev.get(f"/desk/tickets/{ticket.reference}").text


def test_a_yes_can_be_taken_back(ada, dev, ticket, highways, zammad):
    agrees(ada, ticket, highways)
    ada.post(f"/tickets/{ticket.reference}/consent/removal", desk=highways, notice=NOTICE)
    hands_over(dev, ticket, highways)
    tasks.drain()

    assert zammad.tickets[1]["customer_id"] != "guess:ada@example.org"


@pytest.mark.parametrize("who", ["ben", "dev", "cleo"])
def test_nobody_says_yes_for_somebody_else(request, ticket, highways, who):
    answer = agrees(request.getfixturevalue(who), ticket, highways)

    assert answer.status_code in (403, 404)
    with fresh_reading():
        assert db.scalar(select(func.count()).select_from(HandOverConsent)) == 0


def test_with_the_key_of_the_ticket_one_says_yes_without_an_account(
    visitor, dev, letter, highways, zammad
):
    key = key_to(letter.id)
    page = visitor.get(f"/tickets/{letter.reference}?key={key}").text
    assert "May Highways office know who you are?" in page

    visitor.post(f"/tickets/{letter.reference}/consent?key={key}", desk=highways, notice=NOTICE)
    hands_over(dev, letter, highways)
    tasks.drain()

    assert zammad.tickets[1]["customer_id"] == "guess:robin@example.org"


def test_a_yes_is_to_the_words_that_were_read(ada, ticket, highways):
    answer = ada.post(
        f"/tickets/{ticket.reference}/consent", desk=highways, notice="They get nothing."
    )

    assert answer.status_code == 409
    assert "has changed meanwhile" in answer.text


def test_a_desk_that_wants_nothing_asks_nothing(adam, ada, ticket, parking, zammad):
    facts = {"target": "Highways", "sends_name": False, "sends_email": False}
    desk_id = keeps_desk(adam, "Highways", "zammad", zammad.address, **facts)

    assert "know who you are" not in ada.get(f"/tickets/{ticket.reference}").text
    assert agrees(ada, ticket, desk_id).status_code in (403, 409)


def test_ones_own_file_says_what_was_agreed_to(ada, dev, ticket, highways):
    agrees(ada, ticket, highways)
    hands_over(dev, ticket, highways)
    tasks.drain()

    exported = house().personal
    assert exported["agreed_to"](ada.member_id)[0]["notice"] == NOTICE
    assert exported["handed_over"](ada.member_id)[0]["went_with_person"] is True


def changes(adam, desk_id, **facts):
    with writing():
        desk = db.get_one(OutsideDesk, desk_id)
        told = queries.facts_of(desk) | facts
        actions.change_desk(desk_id, told, by=adam.member, version=desk.version)


def test_a_yes_to_other_words_is_none_until_it_is_said_anew(
    adam, ada, dev, ticket, highways, zammad
):
    agrees(ada, ticket, highways)
    changes(adam, highways, notice="They give it to their contractor too.")
    hands_over(dev, ticket, highways)
    tasks.drain()
    assert "ada@example.org" not in json.dumps([zammad.tickets, zammad.articles])
    page = ada.get(f"/tickets/{ticket.reference}").text
    assert "May Highways office know who you are?" in page

    form = {"desk": highways, "notice": "They give it to their contractor too."}
    for _ in range(2):
        ada.post(f"/tickets/{ticket.reference}/consent", **form)
        tasks.drain()

    assert zammad.texts_of_ours(1) == ["Ada Okafor, ada@example.org"]


def test_more_is_sent_only_under_new_words(adam, parking, zammad):
    facts = {"target": "Highways", "sends_email": False}
    desk_id = keeps_desk(adam, "Highways office", "zammad", zammad.address, **facts)

    with pytest.raises(Invalid, match="in new words"):
        changes(adam, desk_id, sends_email=True)
    changes(adam, desk_id, sends_email=True, notice="They get your e-mail too.")


def test_a_yes_while_it_is_on_its_way_is_not_lost(ada, dev, ticket, highways, zammad, monkeypatch):
    made = Zammad.made

    def agreed_meanwhile(adapter, parcel):
        agrees(ada, ticket, highways)
        return made(adapter, parcel)

    monkeypatch.setattr(Zammad, "made", agreed_meanwhile)
    hand_over_id = hands_over(dev, ticket, highways)
    tasks.drain()

    assert zammad.texts_of_ours(1) == ["Ada Okafor, ada@example.org"]
    assert standing(hand_over_id).went_with_person


def test_a_yes_after_an_answer_that_got_lost_is_told_later(
    ada, dev, ticket, highways, zammad, monday
):
    zammad.plan = ["fine", "drop after"]
    hands_over(dev, ticket, highways)
    tasks.drain()
    agrees(ada, ticket, highways)
    monday.shift(timedelta(minutes=2))
    tasks.drain()

    assert len(zammad.tickets) == 1
    assert zammad.texts_of_ours(1) == ["Ada Okafor, ada@example.org"]


def test_who_was_named_to_nobody_can_still_be_named(ada, dev, ticket, highways, zammad):
    """The yes is taken back before it was told, and said once more after that."""
    hands_over(dev, ticket, highways)
    tasks.drain()
    agrees(ada, ticket, highways)
    ada.post(f"/tickets/{ticket.reference}/consent/removal", desk=highways, notice=NOTICE)
    tasks.drain()
    assert "did not go along" in dev.get(f"/desk/tickets/{ticket.reference}").text

    agrees(ada, ticket, highways)
    tasks.drain()

    assert zammad.texts_of_ours(1)[1:] == ["Ada Okafor, ada@example.org"]
    assert "went along" in dev.get(f"/desk/tickets/{ticket.reference}").text


def test_where_a_yes_changes_nothing_any_more_nobody_is_asked(ada, dev, ticket, roads):
    hands_over(dev, ticket, roads)
    assert "May Roads know who you are?" in ada.get(f"/tickets/{ticket.reference}").text

    tasks.drain()

    assert "May Roads know" not in ada.get(f"/tickets/{ticket.reference}").text
    assert agrees(ada, ticket, roads).status_code == 403


CONTACT = {"name": "Robin Vane", "email": "robin@example.org", "title": "A hole in the road"}


def writes(visitor, desk_id, *, version=None, **form):
    with fresh_reading():
        desk = db.get_one(OutsideDesk, desk_id)
        about, now_version = str(desk_service(desk_id)), desk.version
    ticked = {"agreed": f"{desk_id}:{version or now_version}"}
    told = CONTACT | {"body": "It is deep.", "about": about, "nonce": "n1"}
    return visitor.post("/contact", **(told | ticked | form))


def desk_service(desk_id):
    return db.scalars(select(ServiceDesk.service_id).where(ServiceDesk.desk_id == desk_id)).one()


def said():
    with fresh_reading():
        return db.scalars(select(HandOverConsent)).all()


def test_the_private_door_says_which_office_would_know_who_one_is(visitor, highways):
    page = visitor.get("/contact").text

    assert "Highways office may know who I am" in page
    assert NOTICE in page


def test_a_tick_there_is_a_yes_to_exactly_these_words(visitor, highways, deliver):
    writes(visitor, highways)
    deliver()

    (yes,) = said()
    assert (yes.desk_id, yes.notice) == (highways, NOTICE)


def test_without_a_tick_there_is_no_yes(visitor, highways, deliver):
    writes(visitor, highways, agreed="")
    deliver()

    assert said() == []


def test_a_tick_for_older_words_or_another_desk_is_no_yes(visitor, highways, deliver):
    writes(visitor, highways, version=99)
    writes(visitor, highways, agreed="99999:1", nonce="n2")
    writes(visitor, highways, agreed="not a desk", nonce="n3")
    deliver()

    assert said() == []


def test_a_tick_stays_when_the_form_comes_back(visitor, highways):
    page = writes(visitor, highways, body="").text

    assert " checked" in page.split('name="agreed"')[1].split(">")[0]


def test_words_of_somebody_whose_ticket_was_joined_with_it_stay_here(
    dev, ada, ben, question, highways, zammad
):
    post = answers(ada, question, "Send me what you hold.")
    dev.post(f"/desk/posts/{post}/request", kind="information_request")
    with fresh_reading():
        hers = db.query(Ticket).where(Ticket.source_id == post).one()
    his = writes_in(ben, "Send me it too")
    dev.post(f"/desk/tickets/{his.reference}/merge", other=hers.reference)
    ben.post(f"/tickets/{his.reference}/messages", body="My number is 07700 900123.")

    hands_over(dev, hers, highways)
    tasks.drain()

    assert len(zammad.tickets) == 1
    assert "07700 900123" not in json.dumps(zammad.articles)
