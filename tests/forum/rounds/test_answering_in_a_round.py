"""Who answers in a round, who comes first, putting right, and what is told to whoever asked."""

import pytest
from sqlalchemy import select, update
from sqlalchemy.exc import IntegrityError

from forum.kernel.audit import AuditEntry
from forum.kernel.db import db, fresh_reading, writing
from forum.kernel.errors import Conflict, Invalid, Refused
from forum.kernel.events import PublishedEvent
from forum.kernel.mail.outgoing import OutgoingMail
from forum.notifications.models import Notice
from forum.rounds import actions, queries
from forum.rounds.models import QuestionRound, RoundAnswer
from forum.rounds.states import MOVES, Phase, Reason, State
from tests.forum.rounds.conftest import answers, asks, asks_early, done_to

ALL = [(State.DRAFT, Phase.DRAFT), (State.ANNOUNCED, Phase.OPEN), (State.CLOSED, Phase.CLOSED)]
ALL += [(State.CALLED_OFF, Phase.CALLED_OFF)]


def turns(question_id: int) -> list[tuple[int, str]]:
    with fresh_reading():
        rows = select(RoundAnswer.turn, RoundAnswer.body).order_by(RoundAnswer.turn)
        rows = rows.where(RoundAnswer.question_id == question_id)
        return [(turn, body) for turn, body in db.execute(rows)]


def test_whoever_asked_is_told_once_on_their_own_page_and_gets_no_mail(hold, noor, dev, deliver):
    round_id = hold()
    question_id = asks(noor, round_id)
    answers(dev, question_id, "On Tuesdays.")
    answers(dev, question_id, "On Mondays.", turn=2, correction="It was the wrong day.")

    deliver()

    with fresh_reading():
        kinds = db.scalars(select(Notice.kind).where(Notice.member_id == noor.member_id)).all()
        assert kinds == ["round_answered"]
        assert db.query(OutgoingMail).count() == 0
    page = noor.get("/me").text
    assert "Your question in a round has an answer" in page
    assert f'href="/rounds/{round_id}"' in page


def test_a_correction_is_said_and_only_the_last_answer_stands(hold, noor, fay, dev):
    round_id = hold()
    question_id = asks(noor, round_id)
    answers(dev, question_id, "On Tuesdays.")

    with pytest.raises(Invalid, match="what was wrong"):
        answers(dev, question_id, "On Mondays.", turn=2)
    answers(dev, question_id, "On Mondays.", turn=2, correction="It was the wrong day.")

    page = fay.get(f"/rounds/{round_id}").text
    assert "On Mondays." in page
    assert "On Tuesdays." not in page
    assert "It was the wrong day." in page


def test_the_first_wins_and_the_second_is_told_who_it_was(hold, noor, dev, cleo):
    round_id = hold()
    hosts = [dev.member_id, cleo.member_id]
    done_to(round_id, actions.choose_hosts, hosts, by=dev)
    question_id = asks(noor, round_id)
    answers(dev, question_id, "On Tuesdays.")

    with pytest.raises(Conflict, match="Dev, Parking team answered this") as told:
        answers(cleo, question_id, "On Fridays.")
    with pytest.raises(Conflict):
        answers(cleo, question_id, "On Fridays.", turn=4, correction="So it is.")
    answers(dev, question_id, "On Tuesdays.")

    assert (told.value.theirs, told.value.yours) == ("On Tuesdays.", "On Fridays.")
    assert turns(question_id) == [(1, "On Tuesdays.")]


def test_only_those_whose_names_stand_on_it_answer(hold, noor, cleo, fay):
    question_id = asks(noor, hold())

    for who in (cleo, fay, noor):
        with pytest.raises(Refused, match="Only those whose names"):
            answers(who, question_id)


@pytest.mark.parametrize("phase", [Phase.ANNOUNCED, Phase.OPEN, Phase.CLOSED])
def test_it_is_answered_after_the_close_too(hold, noor, dev, phase):
    question_id = asks_early(noor, hold(phase))

    answers(dev, question_id)

    assert len(turns(question_id)) == 1


def test_nothing_is_answered_in_a_round_that_was_called_off(hold, noor, dev):
    round_id = hold()
    question_id = asks(noor, round_id)
    done_to(round_id, actions.move_round, State.CALLED_OFF, reason="We are ill.", by=dev)

    with pytest.raises(Refused, match="Nothing is answered"):
        answers(dev, question_id)
    assert "We are ill." in noor.get(f"/rounds/{round_id}").text


def test_a_question_about_one_person_leads_to_private_words(hold, noor, dev):
    round_id = hold()
    answers(dev, asks(noor, round_id), "Tell us alone.", reason=Reason.PERSONAL)

    page = noor.get(f"/rounds/{round_id}").text

    assert "This is about one person" in page
    assert "Ask us in private" in page


def test_nothing_personal_is_answered(hold, noor, dev):
    question_id = asks(noor, hold())

    with pytest.raises(Invalid, match="Take it out"):
        answers(dev, question_id, "She was born on 3 May 1961, QQ 12 34 56 C.")


def test_a_round_moves_as_the_table_says_and_twice_is_once(hold, dev):
    for before, phase in ALL:
        for after in State:
            round_id = hold(phase)
            with writing():
                actions.close_ended()
            is_open = after in MOVES[before] and after != State.CLOSED
            if is_open or after == before:
                done_to(round_id, actions.move_round, after, reason="Ill.", by=dev)
            else:
                with pytest.raises(Refused, match="cannot be done"):
                    done_to(round_id, actions.move_round, after, reason="Ill.", by=dev)
            with fresh_reading():
                expected = after if is_open else before
                assert db.get_one(QuestionRound, round_id).state == expected


@pytest.mark.every_value
@pytest.mark.parametrize(
    "wrong",
    [
        {"state": "open"},
        {"state": "closed"},
        {"state": "called_off"},
        {"reason": "So."},
        {"announced_at": None},
        {"closes_at": QuestionRound.opens_at},
        {"published_at": QuestionRound.opens_at},
    ],
    ids=lambda wrong: next(iter(wrong)),
)
def test_the_database_refuses_what_the_table_does_not_have(hold, wrong):
    round_id = hold()

    with pytest.raises(IntegrityError), writing():
        db.execute(update(QuestionRound).where(QuestionRound.id == round_id).values(**wrong))


def test_a_turn_stands_once(hold, noor, dev):
    question_id = asks(noor, hold())
    answers(dev, question_id)
    answers(dev, question_id, "Not so.", turn=2, correction="It was wrong.")

    for wrong in ({"turn": 1, "correction": None}, {"turn": 0}, {"correction": None}):
        second = update(RoundAnswer).where(RoundAnswer.turn == 2).values(**wrong)
        with pytest.raises(IntegrityError), writing():
            db.execute(second)


def test_each_deed_is_in_the_ledger_and_in_the_audit(hold, noor, dev):
    round_id = hold(Phase.CLOSED)
    question_id = asks_early(noor, round_id)
    answers(dev, question_id)
    answers(dev, question_id, "Not so.", turn=2, correction="It was wrong.")
    done_to(round_id, actions.publish_round, by=dev)

    with fresh_reading():
        acts = select(PublishedEvent.kind).where(PublishedEvent.subject_id == round_id)
        done = select(AuditEntry.deed).where(AuditEntry.subject_id == round_id)
        kinds = ["round_prepared", "round_moved", "round_question_asked"]
        kinds += ["round_question_answered", "round_answer_corrected"]
        kinds += ["round_moved", "round_published"]
        assert list(db.scalars(acts.order_by(PublishedEvent.id))) == kinds
        deeds = ["round prepared", "round moved", "round question answered"]
        deeds += ["round answer corrected", "round published"]
        assert list(db.scalars(done.order_by(AuditEntry.id))) == deeds


def test_only_people_who_work_here_can_be_named(hold, dev, ada):
    for hosts in ([], [ada.member_id], [dev.member_id, 10**9]):
        with pytest.raises(Invalid, match="from those who work here"):
            done_to(hold(), actions.choose_hosts, hosts, by=dev)


def test_a_long_round_has_more_pages_in_the_order_in_which_it_was_asked(hold, noor, dev):
    round_id = hold()
    for number in range(3):
        asks(noor, round_id, f"Number {number}?")
    with fresh_reading():
        here = db.get_one(QuestionRound, round_id)
        first = queries.questions_of(here, to=dev.member, size=2)
        second = queries.questions_of(here, to=dev.member, cursor=first.next, size=2)
    asked = [one.question.body for one in (*first.items, *second.items)]
    assert asked == ["Number 0?", "Number 1?", "Number 2?"]
    assert second.next is None
    assert noor.get(f"/rounds/{round_id}?cursor=broken").status_code == 422
