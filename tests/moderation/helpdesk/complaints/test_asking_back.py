"""Asking how it was: at every end, by the person's own way, in plain words; and promises kept."""

import re
from datetime import timedelta

import pytest

from forum.kernel.db import db, fresh_reading, writing
from forum.kernel.mail import OutgoingMail
from forum.surveys.keys import token_for
from forum.surveys.models import SurveyReminder
from moderation.asking_back.tasks import remind
from moderation.helpdesk.models import Ticket
from tests.forum.services.times import at
from tests.moderation.asking_back.conftest import (
    answers_privately,
    closes,
    link_in,
    said_about,
    survey_of,
    writes_by_mail,
)
from tests.moderation.asking_back.conftest import mails as _mails

mails = _mails
WORDS = [
    *("Very satisfied", "Satisfied", "Neither satisfied nor dissatisfied"),
    *("Dissatisfied", "Very dissatisfied"),
]
LEVEL = re.compile(r'type="radio" name="level" value="(\d)"[^>]*><span><b>([^<]+)</b>')


def asked_by_mail(sent):
    return [(to, text) for to, text in sent if link_in(text)]


@pytest.mark.parametrize("end", ["answered", "closed", "withdrawn by us", "withdrawn by them"])
def test_zammad_303_834_satisfaction_is_asked_after_every_end(ada, dev, mine, deliver, end):
    if end == "answered":
        answers_privately(dev, mine)
    elif end == "closed":
        closes(dev, mine)
    elif end == "withdrawn by us":
        closes(dev, mine, state="withdrawn", reason="not_needed")
    else:
        ada.post(f"/tickets/{mine.reference}/withdrawal", reason="solved_by_peer")
    deliver()

    page = ada.get(f"/tickets/{mine.reference}").text
    ada.post(link_in(page), level="2", got="no", comment="")

    assert "Did you get what you needed?" in page
    assert said_about(mine) == [(2, "no")]


def test_osticket_5186_the_form_for_feedback_reaches_the_desk(
    ada, dev, ben, mine, answers, deliver
):
    answers()
    deliver()
    link = link_in(ada.get(f"/tickets/{mine.reference}").text)

    ada.post(link, level="4", got="partly", comment="I had to ask twice.")

    page = dev.get(f"/desk/tickets/{mine.reference}").text
    for words in ("Satisfied", "Partly", "I had to ask twice."):
        assert words in page
    assert ben.get(link).status_code == 404


def test_chatwoot_9747_the_share_of_promises_kept_is_a_figure_with_its_number(
    visitor, dev, mine, swept
):
    """Ten tickets with two promises each: one is never answered in time, nine are."""
    for number in range(9):
        answers_privately(dev, writes_by_mail(number))
    swept(at("2026-03-20 10:00"))

    page = visitor.get("/waiting-times").text
    (row,) = visitor.get("/waiting-times.json").json["promises"]

    assert row["promises"] == 20
    assert row["kept"] == 90.0
    assert "Promises we kept" in page
    assert ">90.0<" in page


def test_chatwoot_12865_who_does_not_answer_is_reminded_once(dev, letter, mails, monday):
    answers_privately(dev, letter)
    mails()
    monday.shift(timedelta(days=3, minutes=1))
    for _ in range(2):
        remind()

    asked = asked_by_mail(mails())

    assert [to for to, _ in asked] == ["robin@example.org"] * 2
    assert "Some days ago" in asked[-1][1]
    with fresh_reading():
        assert db.query(SurveyReminder).count() == 1


@pytest.mark.parametrize("who", ["letter", "mine"])
def test_chatwoot_12338_10149_it_is_asked_by_the_persons_own_way(request, dev, who, mails):
    """By mail to the address they wrote from, without an account or with one; to nobody else."""
    ticket = request.getfixturevalue(who)
    answers_privately(dev, ticket)

    asked = asked_by_mail(mails())

    assert [to for to, _ in asked] == [ticket.contact_email]
    assert survey_of(ticket).way == "mail"


def test_chatwoot_10844_answers_are_words_in_one_order_and_none_is_chosen(
    visitor, dev, letter, deliver
):
    answers_privately(dev, letter)
    deliver()

    page = visitor.get(f"/surveys/{token_for(survey_of(letter).id)}").text

    assert LEVEL.findall(page) == list(zip("54321", WORDS, strict=True))
    assert " checked" not in page
    form = page[page.index("Overall, how satisfied") : page.index("</form>")]
    assert not re.search("[\u2190-\u2bff\U0001f000-\U0001ffff]", form)


@pytest.mark.parametrize("why", ["no_address", "undeliverable"])
def test_chatwoot_11569_into_a_way_that_is_shut_nothing_is_sent_and_the_row_says_why(
    dev, letter, mails, monday, why
):
    mails()
    with writing():
        if why == "no_address":
            db.get_one(Ticket, letter.id).contact_email = None
        else:
            db.query(OutgoingMail).update({"state": "dead"})
    closes(dev, letter)
    mails()
    monday.shift(timedelta(days=3, minutes=1))
    remind()

    survey = survey_of(letter)

    assert (survey.way, survey.unsent) == ("none", why)
    assert "Not sent, because" in dev.get(f"/desk/tickets/{letter.reference}").text
    assert [to for to, text in mails() if "Some days ago" in text] == []
