"""The queue narrowed down by its address, kept under a name, and never in another order."""

import re
from datetime import timedelta

import pytest

from forum.accounts.standing import Role, Rung
from forum.kernel.db import db, fresh_reading, writing
from forum.topics.actions import add_topic
from moderation.helpdesk.models import Ticket
from moderation.saved_views.models import SavedView
from tests.cast import make_person
from tests.factories import open_waste
from tests.moderation.conftest import asks, escalates


def references(text):
    return re.findall(r"FM-[0-9A-Z]{8}(?= ·)", text)


def shown(person, address):
    return references(person.get(f"/desk?{address}").text)


@pytest.fixture
def three(ada, parking, monday):
    """Opened at ten, at eleven and at twelve."""
    found = []
    for number in range(3):
        found.append(escalates(ada, asks(ada, parking, f"Question {number}")).reference)
        monday.shift(timedelta(hours=1))
    return found


@pytest.fixture
def waste():
    with writing():
        service = open_waste()
        return add_topic(name="Bins", slug="bins", summary="Bins", service_id=service.id)


@pytest.fixture
def mara(app):
    return make_person(app, "Mara Stone", role=Role.MANAGER)


def test_it_shows_one_service_only(dev, ada, three, waste):
    other = escalates(ada, asks(ada, waste, "My bin"))

    assert shown(dev, f"service={waste.service_id}") == [other.reference]


def test_it_shows_one_kind_only(dev, three):
    dev.post(f"/desk/tickets/{three[1]}/kind", kind="fault")

    assert shown(dev, "kind=fault") == [three[1]]


def test_it_shows_one_state_only(dev, three):
    dev.post(f"/desk/tickets/{three[2]}/state", state="open", reason="", text="")

    assert shown(dev, "state=open") == [three[2]]


@pytest.mark.parametrize("who", ["me", "number"])
def test_it_shows_what_is_with_one_person(dev, three, who):
    dev.post(f"/desk/tickets/{three[1]}/claim")
    who = str(dev.member_id) if who == "number" else who

    assert shown(dev, f"who={who}") == [three[1]]
    assert shown(dev, "who=nobody") == [three[0], three[2]]


def test_it_shows_one_priority_only(dev, three):
    dev.post(f"/desk/tickets/{three[2]}/priority", impact="high", urgency="high")

    assert shown(dev, "priority=1") == [three[2]]
    assert shown(dev, "priority=3") == three[:2]


def test_it_shows_what_is_late_soon_or_still(dev, three, monday):
    form = {"state": "waiting_citizen", "reason": "", "text": "Which street?"}
    dev.post(f"/desk/tickets/{three[2]}/state", **form)
    monday.move_to("2026-03-04T10:40:00+00:00")

    assert shown(dev, "pace=late") == [three[0]]
    assert shown(dev, "pace=soon") == [three[1]]
    assert shown(dev, "pace=rest") == [three[2]]


def test_several_parts_narrow_it_together(dev, three):
    dev.post(f"/desk/tickets/{three[0]}/claim")
    dev.post(f"/desk/tickets/{three[1]}/claim")
    dev.post(f"/desk/tickets/{three[1]}/priority", impact="high", urgency="high")

    assert shown(dev, "who=me&priority=1") == [three[1]]


@pytest.mark.parametrize(
    "address",
    ["service=x", "kind=%27", "state=merged", "who=-1", "priority=9", "pace=never", "show=all"],
)
def test_what_the_address_holds_and_we_do_not_know_narrows_nothing(dev, three, address):
    assert shown(dev, address) == three


@pytest.mark.parametrize("address", ["service=99999999999999999", "who=99999999999999999"])
def test_numbers_of_nobody_find_nothing(dev, three, address):
    assert shown(dev, address) == []


def test_the_counts_are_those_of_what_is_shown(dev, three):
    dev.post(f"/desk/tickets/{three[0]}/priority", impact="high", urgency="high")

    page = dev.get("/desk?priority=1").text
    assert re.search(r'Waiting <span class="soft">1</span>', page)


def test_a_long_narrowed_queue_is_paged_without_gaps_over_those_that_stand_still(dev, ada, parking):
    ada.stands_on(Rung.REGULAR)
    opened = [escalates(dev, asks(dev, parking, f"Question {n}")) for n in range(45)]
    with writing():
        for one in opened[:5]:
            db.get_one(Ticket, one.id).due_at = None

    first = dev.get("/desk?priority=3").text
    (link,) = set(re.findall(r'href="(/desk\?[^"]*cursor=[^"]+)"', first))
    second = dev.get(link.replace("&amp;", "&")).text

    found = references(first) + references(second)
    assert found == [one.reference for one in opened[5:] + opened[:5]]


def test_standing_never_changes_the_order_of_a_narrowed_queue(dev, ada, ben, parking):
    """The equity guard: an advocate and a newcomer in turn."""
    ben.stands_on(Rung.ADVOCATE)
    ada.stands_on(Rung.NEWCOMER)
    pairs = []
    for number in range(4):
        for person in (ada, ben):
            pairs.append(escalates(dev, asks(dev, parking, f"{person.member_id} {number}")))
            with writing():
                db.get_one(Ticket, pairs[-1].id).opener_id = person.member_id

    found = shown(dev, "priority=3&state=new")

    assert found == [one.reference for one in pairs]
    assert len({one.due_at for one in pairs}) == 1


def save(person, name, asked, **form):
    return person.post("/desk/shelves", name=name, asked=asked, **form)


def test_a_view_is_kept_under_a_name_with_its_count(dev, three):
    dev.post(f"/desk/tickets/{three[1]}/claim")
    save(dev, "My work", "show=waiting&who=me")

    page = dev.get("/desk").text
    found = re.search(r'href="(/desk\?[^"]*who=me[^"]*)">My work <span class="num">1</span>', page)
    assert found
    assert references(dev.get(found[1].replace("&amp;", "&")).text) == [three[1]]


def test_the_same_name_twice_is_refused_in_words(dev):
    save(dev, "Late", "pace=late")

    again = save(dev, "Late", "pace=soon")

    assert again.status_code == 422
    assert "a saved view of this name" in again.text


def test_one_that_is_shared_is_seen_by_the_desk_and_means_each_person_by_me(dev, mara, three):
    mara.post(f"/desk/tickets/{three[2]}/claim")
    save(dev, "Mine first", "who=me", shared="y")
    save(dev, "Only for me", "pace=late")

    page = mara.get("/desk").text
    assert 'Mine first <span class="num">1</span>' in page
    assert "Only for me" not in page


def test_what_is_saved_holds_only_what_we_know(dev):
    save(dev, "Hm", "show=waiting&pace=late&next=//evil.example&kind=%3Cb%3E")

    with fresh_reading():
        assert db.query(SavedView).one().asked == {"show": "waiting", "pace": "late"}


def test_ones_own_is_taken_away_and_twice_is_harmless(dev):
    save(dev, "Late", "pace=late")
    with fresh_reading():
        saved_view_id = db.query(SavedView).one().id

    first = dev.post(f"/desk/shelves/{saved_view_id}/removal")
    second = dev.post(f"/desk/shelves/{saved_view_id}/removal")

    assert (first.status_code, second.status_code) == (303, 404)


def test_a_shared_one_is_taken_away_by_who_made_it_or_a_manager(app, dev, mara):
    nell = make_person(app, "Nell Dacre", role=Role.AGENT)
    save(dev, "Late", "pace=late", shared="y")
    with fresh_reading():
        saved_view_id = db.query(SavedView).one().id

    assert nell.post(f"/desk/shelves/{saved_view_id}/removal").status_code == 403
    assert mara.post(f"/desk/shelves/{saved_view_id}/removal").status_code == 303


def test_nobody_keeps_more_than_twenty(dev):
    for number in range(20):
        save(dev, f"View {number}", "pace=late")

    assert save(dev, "One more", "pace=late").status_code == 422


def test_ones_own_come_first_and_many_shared_ones_hide_none(dev, mara):
    for number in range(20):
        save(mara, f"A {number}", "pace=late", shared="y")
    save(dev, "Z of mine", "pace=late")

    found = re.findall(r">(A \d+|Z of mine) <span", dev.get("/desk").text)
    assert found[0] == "Z of mine"
    assert len(found) == 21


@pytest.mark.parametrize("who", ["ada", "cleo", "pia"])
def test_only_the_desk_saves_views(request, who):
    assert save(request.getfixturevalue(who), "Late", "pace=late").status_code == 403
