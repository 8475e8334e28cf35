"""Two accounts are one person only by what the person does in both; others are asked, too."""

import pytest
from sqlalchemy import select, update

from forum.accounts.models import Member
from forum.kernel.clock import now
from forum.kernel.db import db, fresh_reading, writing
from moderation.persons.actions import agree, give_reason, know_member, propose
from moderation.persons.actions.connecting import TWO_ACCOUNTS
from moderation.persons.models import DeskPerson, PersonLink
from moderation.persons.queries import people_who_are
from tests.cast import make_person
from tests.moderation.persons.conftest import ids_of, opens


@pytest.fixture
def two_accounts(ada, ben, dev):
    """Dev asks whether Ada and Ben are one person; their numbers at the desk, and the question."""
    with writing():
        one, other = know_member(ada.member_id), know_member(ben.member_id)
        give_reason(one, by=dev.member, kind="counter")
        return one.id, other.id, propose(one, other, by=dev.member, evidence="said").id


def test_two_accounts_are_one_only_when_both_say_so_signed_in(ada, ben, two_accounts):
    one, other, link_id = two_accounts
    ada.post(f"/me/desk/connections/{link_id}/agreement")
    assert ids_of(one) == {one}
    assert "another account" in ben.get("/me/desk").text

    ben.post(f"/me/desk/connections/{link_id}/agreement")

    assert ids_of(one) == {one, other}


def test_a_yes_at_the_counter_joins_no_accounts(dev, two_accounts):
    one, _, link_id = two_accounts

    said = dev.post(f"/desk/connections/{link_id}/agreement")

    assert TWO_ACCOUNTS in said.text
    assert ids_of(one) == {one}


def test_a_mail_joins_no_accounts(app, ada, ben, visitor, two_accounts, deliver):
    one, _, link_id = two_accounts
    deliver()
    path = mailed(app, "ben@example.org")

    assert "Both are accounts." in visitor.get(path).text
    assert "Sign in with each of them" in visitor.post(f"{path}/agreement").text
    ada.post(f"/me/desk/connections/{link_id}/agreement")
    assert ids_of(one) == {one}


def mailed(app, address):
    folder = app.config["FOLKMOOT"].HOME / "mail"
    mails = [path.read_text().replace("=\n", "") for path in sorted(folder.glob("*.eml"))]
    (mine,) = [mail for mail in mails if f"To: {address}" in mail and "/connections/" in mail]
    return f"/connections/{mine.partition('/connections/')[2].split()[0]}"


def test_two_accounts_are_not_joined_by_what_each_is_one_with(ada, ben, dev, callers, joined):
    with writing():
        one, other = know_member(ada.member_id).id, know_member(ben.member_id).id
    joined(one, callers[0])
    joined(other, callers[1])
    with writing():
        pair = [db.get_one(DeskPerson, id_) for id_ in callers[:2]]
        give_reason(pair[0], by=dev.member, kind="counter")
        link_id = propose(*pair, by=dev.member, evidence="phone").id

    assert TWO_ACCOUNTS in dev.post(f"/desk/connections/{link_id}/agreement").text
    ada.post(f"/me/desk/connections/{link_id}/agreement")
    assert ids_of(one) == {one, callers[0]}
    ben.post(f"/me/desk/connections/{link_id}/agreement")
    assert ids_of(one) == {one, other, *callers[:2]}


def test_an_imported_person_is_joined_by_the_yes_of_the_account(app, ada, dev, adas):
    old = make_person(app, "Oldada")
    turns(old, email=None, is_imported=True)
    opens(dev, adas)
    dev.post(f"{adas}/connections", reference="Oldada", evidence="said")
    page = ada.get("/me/desk").text
    assert "under an earlier name: Oldada" in page
    with fresh_reading():
        link_id = db.scalars(select(PersonLink.id)).one()

    ada.post(f"/me/desk/connections/{link_id}/agreement")

    with fresh_reading():
        mine = people_who_are(int(adas.rpartition("/")[2]))
    assert old.member_id in {one.member_id for one in mine}


def test_somebody_who_left_cannot_be_asked(app, dev, adas):
    turns(make_person(app, "Goneby"), erased_at=now())
    opens(dev, adas)

    said = dev.post(f"{adas}/connections", follow=True, reference="Goneby", evidence="said")

    assert "This person has left" in said.text


def turns(person, **facts):
    with writing():
        db.execute(update(Member).where(Member.id == person.member_id).values(**facts))


def test_only_somebody_who_is_asked_says_yes(ada, ben, callers, dev):
    with writing():
        mine = know_member(ada.member_id)
        give_reason(mine, by=dev.member, kind="counter")
        other = db.get_one(DeskPerson, callers[0])
        link = propose(mine, other, by=dev.member, evidence="said")
        strange = know_member(ben.member_id)
        with pytest.raises(Exception, match="Only the person can say this"):
            agree(link, strange, how="account", by=ben.member)
