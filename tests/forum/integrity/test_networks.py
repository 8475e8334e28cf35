"""Of the networks people come from only marks are kept, for 90 days; and what they are for."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select, update

from forum.accounts.models import Member
from forum.accounts.standing import Role
from forum.erasing import forget_what_is_only_theirs
from forum.integrity import actions
from forum.integrity.actions import forget_networks, note_networks
from forum.integrity.models import NetworkKey, NetworkSeen
from forum.integrity.noticing import is_open
from forum.integrity.queries import reversal_numbered
from forum.kernel import cache, clock
from forum.kernel.clock import now
from forum.kernel.db import Model, db, fresh_reading, writing
from tests.cast import Person, make_person
from tests.forum.integrity.conftest import each_for_the_others

HOME, ELSEWHERE, LIBRARY = "81.2.69.142", "81.2.69.143", "89.160.20.112"
HOUSEHOLD = "2a02:8070:a1b2:c3d4"


@pytest.fixture
def comes(app) -> Callable[..., None]:
    """Opens a page of their own from an address."""

    def come(person: Person, address: str, *, days_ago: float = 0) -> None:
        with clock.at(now() - timedelta(days=days_ago)):
            page = person.get("/me/privacy", environ_base={"REMOTE_ADDR": address})
        assert page.status_code == 200
        cache.flush()

    return come


@pytest.fixture
def one_by_one(votes) -> Callable[..., None]:
    """Votes two days apart: no burst."""

    def trickle(giver: Person, receiver: Person, many: int) -> None:
        for number in range(many):
            votes(giver, receiver, days_ago=1 + 2 * number)

    return trickle


@pytest.fixture
def others(crowd, votes) -> list[Person]:
    """A small town that votes for one another."""
    people: list[Person] = crowd(10, "Other")
    each_for_the_others(people, votes, 3)
    return people


def seen_of(person: Person) -> list[NetworkSeen]:
    with fresh_reading():
        rows = select(NetworkSeen).where(NetworkSeen.member_id == person.member_id)
        return list(db.scalars(rows.order_by(NetworkSeen.mark)))


def at_home(people: list[Person], address: str = HOME) -> None:
    today = now().date()
    with writing():
        note_networks([(person.member_id, address, today) for person in people])


def test_a_mark_and_two_days_are_kept(crowd, comes):
    (ada,) = crowd(1)
    for days_ago in (5, 5, 2):
        comes(ada, HOME, days_ago=days_ago)

    (seen,) = seen_of(ada)

    today = now().date()
    assert (seen.first_day, seen.last_day) == (today - timedelta(days=5), today - timedelta(days=2))
    assert len(seen.mark) == 32
    assert set(seen.mark) <= set("0123456789abcdef")


def test_two_on_one_network_have_the_same_mark(crowd, comes):
    ada, ben, *_ = crowd(3)
    comes(ada, HOME)
    comes(ben, HOME)
    comes(ben, ELSEWHERE)

    marks = {seen.mark for seen in seen_of(ben)}

    assert len(marks) == 2
    assert {seen.mark for seen in seen_of(ada)} < marks


def test_a_household_is_one_network_and_an_address_of_the_old_kind_one(crowd, comes):
    ada, ben, *_ = crowd(3)
    for address in (f"{HOUSEHOLD}::1", f"{HOUSEHOLD}:5:6:7:8"):
        comes(ada, address)
    for address in (HOME, f"::ffff:{HOME}"):
        comes(ben, address)

    assert len(seen_of(ada)) == len(seen_of(ben)) == 1


@pytest.mark.parametrize(
    ("network", "open_to_all"),
    [
        (HOME, True),
        (f"{HOUSEHOLD}::/64", True),
        ("127.0.0.1", False),
        ("10.1.2.3", False),
        ("100.64.0.9", False),
        ("::/64", False),
        ("fd00::/64", False),
        ("unknown", False),
        ("", False),
    ],
)
def test_inner_addresses_say_nothing(network, open_to_all):
    assert is_open(network) is open_to_all


def test_pages_write_nothing_themselves_and_notice_once_a_day(app, crowd):
    (ada,) = crowd(1)
    for _ in range(3):
        ada.get("/me/privacy", environ_base={"REMOTE_ADDR": HOME})

    assert seen_of(ada) == []
    noticed = app.extensions["observations"].take()["network"]
    assert noticed == [(ada.member_id, HOME, now().date())]


def test_visitors_and_programs_leave_no_mark(app, visitor, crowd):
    (ada,) = crowd(1)
    place = {"REMOTE_ADDR": HOME}
    visitor.get("/", environ_base=place)
    bearer = {"Authorization": f"Bearer {ada.token()}"}
    app.test_client().get("/api/v1/me", headers=bearer, environ_base=place)

    cache.flush()

    with fresh_reading():
        assert db.scalars(select(NetworkSeen)).all() == []


def test_no_address_stands_anywhere_in_the_database(config, crowd, comes, visitor):
    (ada,) = crowd(1)
    for address in (HOME, f"{HOUSEHOLD}::1"):
        comes(ada, address)
        place = {"environ_base": {"REMOTE_ADDR": address}}
        ada.client.post("/sign-in", data={"email": "x@example.org", "password": "wrong"}, **place)
    assert len(seen_of(ada)) == 2

    everything = whole_database() + whole_files(config.HOME)

    assert b"person0@example.org" in everything
    for address in (HOME, HOUSEHOLD):
        assert address.encode() not in everything


def whole_database() -> bytes:
    with fresh_reading():
        rows = (db.execute(table.select()).all() for table in Model.metadata.tables.values())
        return repr([list(map(repr, found)) for found in rows]).encode()


def whole_files(home: Path) -> bytes:
    """On SQLite the file of the database and its log, byte for byte."""
    return b"".join(path.read_bytes() for path in home.glob("folkmoot.db*"))


def test_a_new_key_and_nothing_of_the_old_one_is_left(crowd, comes):
    ada, ben, *_ = crowd(3)
    comes(ada, HOME)
    (before,) = seen_of(ada)

    for days, many in ((88, 1), (89, 0)):
        with clock.at(now() + timedelta(days=days)), writing():
            forget_networks()
        assert len(seen_of(ada)) == many
    with fresh_reading():
        assert db.scalars(select(NetworkKey)).all() == []

    at_home([ada, ben])
    (after,), (of_ben,) = seen_of(ada), seen_of(ben)
    assert after.mark == of_ben.mark != before.mark


def test_whoever_is_erased_leaves_no_mark_also_not_with_the_last_batch(crowd):
    ada, ben, *_ = crowd(3)
    at_home([ada, ben])

    with writing():
        forget_what_is_only_theirs(ada.member_id)
        db.execute(update(Member).where(Member.id == ada.member_id).values(erased_at=now()))
    at_home([ada, ben])

    assert (len(seen_of(ada)), len(seen_of(ben))) == (0, 1)


def test_one_takes_along_on_how_many_networks_and_no_mark(crowd, comes):
    (ada,) = crowd(1)
    comes(ada, HOME)
    comes(ada, ELSEWHERE)

    told = ada.get("/me/data.json")

    today = now().date().isoformat()
    kept = {"networks": 2, "first_day": today, "last_day": today}
    assert told.json["rows"]["networks"] == [kept]
    assert not any(seen.mark in told.text for seen in seen_of(ada))


def test_three_accounts_of_one_person_behind_one_router(crowd, others, one_by_one, night):
    ada, second, third, stranger = crowd(4)
    for giver in (second, third):
        one_by_one(giver, ada, 5)
    one_by_one(stranger, ada, 1)
    assert night() == []

    at_home([ada, second, third])
    one_by_one(second, ada, 1)
    (reversal,) = night()

    assert (reversal.ground, reversal.part, reversal.whole) == ("shared_address", 11, 12)
    page = ada.get(f"/me/points/{reversal.id}").text
    assert "share their network or their mailbox" in page
    assert "Person1" not in page
    assert second.get(f"/me/points/{reversal.id}").status_code == 200
    assert stranger.get(f"/me/points/{reversal.id}").status_code == 404


def test_what_staff_gave_back_is_left_alone(crowd, others, one_by_one, night, app, points):
    cleo = make_person(app, "Cleo Marsh", role=Role.MODERATOR)
    ada, ben, *_ = crowd(3)
    one_by_one(ben, ada, 10)
    before = points(ada)
    at_home([ada, ben])
    (reversal,) = night()
    assert points(ada) == 0

    with writing():
        row = reversal_numbered(reversal.id, lock=True)
        actions.undo(row, reason="They are married.", by=cleo.member)

    assert points(ada) == before
    one_by_one(ben, ada, 2)
    assert len(night()) == 1


def test_a_library_with_thirty_readers(crowd, others, one_by_one, night):
    helper, *readers = crowd(31, "Reader")
    for reader in readers[:6]:
        one_by_one(reader, helper, 2)
    at_home([helper, *readers], LIBRARY)

    assert night() == []


@pytest.mark.parametrize(("people", "found"), [(8, 1), (9, 0)])
def test_from_nine_accounts_on_it_is_a_public_place(
    crowd, others, one_by_one, night, people, found
):
    helper, *readers = crowd(people, "Reader")
    for reader in readers[:2]:
        one_by_one(reader, helper, 5)
    at_home([helper, *readers])

    assert len(night()) == found


def test_a_family_of_four_that_helps_others_too(crowd, others, one_by_one, night):
    family = crowd(4, "Family")
    for one, other in zip(family, family[1:] + family[:1], strict=True):
        one_by_one(one, other, 3)
        one_by_one(one, others[0], 3)
        one_by_one(others[1], other, 3)
    at_home(family)

    assert [one for one in night() if one.ground == "shared_address"] == []


@pytest.mark.parametrize(("days_ago", "found"), [(20, 1), (19, 0)])
def test_an_address_that_went_to_others_is_not_shared(
    crowd, others, one_by_one, night, comes, days_ago, found
):
    ada, ben, *_ = crowd(3)
    one_by_one(ben, ada, 10)
    for person, when in ((ada, 30), (ada, 20), (ben, days_ago), (ben, 3)):
        comes(person, HOME, days_ago=when)

    assert len(night()) == found


@pytest.mark.parametrize(
    ("spelled", "found"),
    [("Person0+2@example.org", 1), ("person0@example.com", 0), ("pers.on0@example.org", 0)],
)
def test_one_mailbox_written_differently(crowd, others, one_by_one, night, spelled, found):
    ada, ben, *_ = crowd(3)
    as_key: dict[str, Any] = {"email": spelled, "email_key": spelled.lower()}
    with writing():
        db.execute(update(Member).where(Member.id == ben.member_id).values(**as_key))
    one_by_one(ben, ada, 3)

    assert [(one.ground, one.part) for one in night()] == [("shared_address", 3)] * found
