"""Staff think that two are one; nothing changes without a yes, and it can be ended."""

import re

import pytest
from sqlalchemy import func, select

from forum.kernel.audit import AuditEntry
from forum.kernel.db import db, fresh_reading, writing
from moderation.helpdesk import actions as tickets
from moderation.helpdesk.keys import key_lent, key_to
from moderation.persons.actions import know_caller, know_member
from moderation.persons.models import PersonLink, PersonTicket, PersonYes
from tests.moderation.persons.conftest import opens

BADGE = "Blue badge"


@pytest.fixture
def proposed(dev, adas, letter, deliver):
    """Dev asks whether Ada is Robin of the letter."""
    deliver()
    opens(dev, adas)
    dev.post(f"{adas}/connections", reference=letter.reference, evidence="said")
    deliver()
    with fresh_reading():
        return db.scalars(select(PersonLink.id)).one()


@pytest.fixture
def paths(app):
    """The links mailed to an address."""

    def found(address, word="thinks"):
        folder = app.config["FOLKMOOT"].HOME / "mail"
        mails = [path.read_text().replace("=\n", "") for path in sorted(folder.glob("*.eml"))]
        mine = [mail for mail in mails if f"To: {address}" in mail and word in mail]
        return [path for mail in mine for path in re.findall(r"/connections/[\w.=-]+", mail)[:1]]

    return found


def agree_both(ada, visitor, link_id, paths):
    ada.post(f"/me/desk/connections/{link_id}/agreement")
    visitor.post(f"{paths('robin@example.org')[0]}/agreement")


def test_until_somebody_agrees_nothing_changes(ada, dev, adas, proposed):
    assert BADGE not in dev.get(adas).text
    assert BADGE not in ada.get("/me/desk").text
    assert "Until the person agrees, nothing changes." in dev.get(adas).text


def test_both_addresses_are_asked_and_a_stranger_learns_nothing(visitor, proposed, paths):
    (path,) = paths("robin@example.org")
    assert paths("ada@example.org")

    page = visitor.get(path).text

    assert "Are both of these you?" in page
    assert not any(words in page for words in ("Ada", "ada@example.org", "permit"))


def test_one_yes_alone_is_not_enough(ada, dev, adas, proposed):
    ada.post(f"/me/desk/connections/{proposed}/agreement")

    assert BADGE not in dev.get(adas).text
    assert BADGE not in ada.get("/me/desk").text


def test_with_the_yes_of_both_they_are_seen_as_one(ada, dev, visitor, adas, proposed, paths):
    agree_both(ada, visitor, proposed, paths)

    assert BADGE in dev.get(adas).text
    page = ada.get("/me/desk").text
    assert BADGE in page
    (path,) = re.findall(r'href="(/tickets/[^"]+key=[^"]+)"', page)
    assert "It has not come." in ada.get(path.replace("&amp;", "&")).text


def test_looking_at_the_question_is_no_yes(ada, visitor, dev, adas, proposed, paths):
    ada.post(f"/me/desk/connections/{proposed}/agreement")
    visitor.get(paths("robin@example.org")[0])

    assert BADGE not in dev.get(adas).text


def test_a_yes_said_to_staff_is_kept_with_who_heard_it(dev, ada, adas, proposed, paths, deliver):
    dev.post(f"/desk/connections/{proposed}/agreement")
    deliver()

    assert BADGE in dev.get(adas).text
    with fresh_reading():
        said = db.scalars(select(PersonYes)).all()
    assert {(one.how, one.by_id) for one in said} == {("counter", dev.member_id)}
    assert paths("robin@example.org", "From now on")
    assert paths("ada@example.org", "From now on")


def test_to_end_it_leaves_everything_as_it_was(ada, dev, visitor, adas, proposed, paths):
    before = whose()
    page_before = dev.get(adas).text.count("FM-")
    agree_both(ada, visitor, proposed, paths)
    ada.post(f"/me/desk/connections/{proposed}/removal")

    assert whose() == before
    assert dev.get(adas).text.count("FM-") == page_before
    assert BADGE not in ada.get("/me/desk").text


def lent(page):
    """Where a page leads to what was brought in another way."""
    (path,) = re.findall(r'href="(/tickets/[^"]+key=[^"]+)"', page.text)
    return path.replace("&amp;", "&")


@pytest.mark.parametrize("page", ["/me/desk", "/me/tickets"])
@pytest.mark.parametrize("who", ["ada", "robin", "dev"])
def test_what_the_one_could_open_of_the_other_is_shut_at_once(
    ada, dev, visitor, proposed, paths, page, who
):
    agree_both(ada, visitor, proposed, paths)
    path = lent(ada.get(page))
    opened = ada.get(path).status_code

    ends = {
        "ada": (ada, f"/me/desk/connections/{proposed}/removal"),
        "robin": (visitor, f"{paths('robin@example.org')[0]}/removal"),
        "dev": (dev, f"/desk/connections/{proposed}/removal"),
    }
    person, end = ends[who]
    assert person.post(end).status_code == 303

    reference, key = path.removeprefix("/tickets/").split("?")
    assert opened == 200
    assert ada.get(path).status_code == 404
    assert ada.get(f"/tickets/{reference}/promise?{key}").status_code == 404
    assert ada.post(f"/tickets/{reference}/messages?{key}", body="Me again.").status_code == 404
    assert ada.post(f"/tickets/{reference}/code?{key}").status_code == 404


def test_the_key_of_the_one_who_wrote_still_opens_it(ada, visitor, letter, proposed, paths):
    key = key_to(letter.id, purpose="mail")
    agree_both(ada, visitor, proposed, paths)
    ada.post(f"/me/desk/connections/{proposed}/removal")

    assert visitor.get(f"/tickets/{letter.reference}?key={key}").status_code == 200


def test_no_code_outlives_what_was_lent(ada, visitor, proposed, paths):
    """A code is worth a month, and says nothing of who asked for it."""
    agree_both(ada, visitor, proposed, paths)
    path = lent(ada.get("/me/desk"))
    reference, key = path.removeprefix("/tickets/").split("?")

    shown = ada.get(path).text
    refused = ada.post(f"/tickets/{reference}/code?{key}")

    assert "Give me a code" not in shown
    assert refused.status_code == 403
    assert "You brought this to us in another way." in refused.text


def test_what_is_lent_to_one_opens_nothing_for_another(ada, ben, visitor, letter, proposed, paths):
    agree_both(ada, visitor, proposed, paths)
    with writing():
        bens = know_member(ben.member_id).id
    key = key_lent(letter.id, person_id=bens)

    assert visitor.get(f"/tickets/{letter.reference}?key={key}").status_code == 404


def test_whoever_got_the_mail_can_say_no(visitor, dev, adas, proposed, paths):
    path = paths("robin@example.org")[0]
    visitor.post(f"{path}/removal")

    assert visitor.get(path).status_code == 404
    assert dev.post(f"/desk/connections/{proposed}/agreement").status_code == 404


def test_after_a_no_it_can_be_asked_again(ada, dev, adas, letter, proposed):
    ada.post(f"/me/desk/connections/{proposed}/removal")
    dev.post(f"{adas}/connections", reference=letter.reference, evidence="mail")

    with fresh_reading():
        assert db.scalar(select(func.count()).select_from(PersonLink)) == 2


def test_asking_twice_is_asking_once(dev, adas, letter, proposed):
    dev.post(f"{adas}/connections", reference=letter.reference, evidence="said")

    with fresh_reading():
        assert db.scalar(select(func.count()).select_from(PersonLink)) == 1


def test_nobody_else_says_yes_or_no(ben, visitor, cleo, adam, proposed):
    assert ben.post(f"/me/desk/connections/{proposed}/agreement").status_code == 404
    assert ben.post(f"/me/desk/connections/{proposed}/removal").status_code == 404
    assert cleo.post(f"/desk/connections/{proposed}/agreement").status_code == 403
    assert adam.post(f"/desk/connections/{proposed}/agreement").status_code == 403  # no reason
    assert visitor.post("/connections/made-up/agreement").status_code == 404


def test_it_is_in_the_audit_log_for_both(dev, ada, proposed):
    with fresh_reading():
        seen = select(AuditEntry).where(AuditEntry.deed == "connection proposed")
        entries = db.scalars(seen).all()
    assert {one.person_id for one in entries} == {ada.member_id, None}


def test_whoever_left_no_address_says_it_at_the_counter(ada, dev, adas, parking, deliver):
    with writing():
        his = tickets.open_contact(title="Lamp", body=tickets.plain("Out."), email=None, by=None)
        caller = know_caller("A. Okafor", phone="01632 960140")
        db.add(PersonTicket(ticket_id=his.id, person_id=caller.id))
    opens(dev, adas)
    dev.post(f"{adas}/connections", reference=his.reference, evidence="phone")
    deliver()
    with fresh_reading():
        link_id = db.scalars(select(PersonLink.id)).one()

    ada.post(f"/me/desk/connections/{link_id}/agreement")

    assert "Lamp" in dev.get(adas).text


def whose():
    with fresh_reading():
        return sorted(db.execute(select(PersonTicket.ticket_id, PersonTicket.person_id)).all())
