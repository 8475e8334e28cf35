"""What is on now, planned and past, on every page where it matters."""

from datetime import timedelta
from xml.etree import ElementTree

from forum.alerts import checks, queries
from forum.kernel.clock import at, now
from forum.kernel.db import db, fresh_reading, writing
from forum.kernel.site import SiteSetting
from forum.topics.actions import add_topic
from tests.factories import OFFICE_HOURS


def sections(answer):
    """The page between its headings: now, planned, past."""
    text = answer.get_data(as_text=True)
    marks = [text.index(f'id="{name}"') for name in ("now", "planned", "past")]
    return text[marks[0] : marks[1]], text[marks[1] : marks[2]], text[marks[2] :]


def another_service():
    from forum.services.actions import add_service

    with writing():
        service = add_service(
            slug="waste",
            name="Waste",
            summary="Bins",
            owner="Waste team",
            phone="",
            place="",
            opening="",
            calendar=OFFICE_HOURS,
            first_response_minutes=960,
            resolution_minutes=2400,
        )
        add_topic(name="Bins", slug="bins", summary="Bins", service_id=service.id)
        return service.id


def test_alerts_stand_under_now_planned_and_past(visitor, announce, end):
    announce("The meters are broken")
    announce("Mill Lane is closed", begins=48)
    announce("The lift stood still", begins=-9, ends=-2)
    end(announce("The card reader failed"))

    on_now, planned, past = sections(visitor.get("/alerts"))

    assert "The meters are broken" in on_now
    assert "Mill Lane is closed" in planned
    assert "The lift stood still" in past
    assert "The card reader failed" in past


def test_a_draft_is_seen_by_staff_only(visitor, ada, dev, announce):
    draft = announce("Not yet said", published=False)

    assert b"Not yet said" not in visitor.get("/alerts").data
    assert visitor.get(f"/alerts/{draft.id}-not-yet-said").status_code == 404
    assert ada.get(f"/alerts/{draft.id}-not-yet-said").status_code == 404
    assert dev.get(f"/alerts/{draft.id}-not-yet-said").status_code == 200


def test_an_alert_has_one_address_and_shows_what_was_added(visitor, announce, add):
    alert = announce("The meters are broken")
    add(alert, "A fitter is on the way.")

    moved = visitor.get(f"/alerts/{alert.id}-anything")
    page = visitor.get(f"/alerts/{alert.id}-the-meters-are-broken")

    assert (moved.status_code, moved.location) == (301, page.request.path)
    assert b"<strong>library</strong>" in page.data
    assert b"A fitter is on the way." in page.data


def test_the_strip_stands_where_it_matters(visitor, ada, announce, parking):
    another_service()
    announce("The meters are broken")
    ada.post("/ask", title="Where to park?", body="It is full.", topic="parking", door="public")

    thread = ada.get("/threads").get_data(as_text=True).split('href="/threads/')[1].split('"')[0]

    for url in ("/", "/topics/parking", f"/threads/{thread}", "/services/parking"):
        assert b"The meters are broken" in visitor.get(url).data, url
    for url in ("/topics/bins", "/about"):
        assert b"The meters are broken" not in visitor.get(url).data, url


def test_what_is_planned_or_over_makes_no_strip_and_no_count(visitor, announce, end):
    announce("Mill Lane is closed", begins=48)
    end(announce("The card reader failed"))

    home = visitor.get("/").get_data(as_text=True)

    assert 'class="strip"' not in home
    assert "Alerts</a>" in home


def test_the_menu_counts_what_is_on_now(visitor, announce):
    announce("The meters are broken")
    announce("The barrier is stuck")

    assert 'Alerts <span class="num">2' in visitor.get("/about").get_data(as_text=True)


def test_an_alert_leaves_the_strip_at_the_minute_it_ends(visitor, announce):
    announce("The meters are broken", ends=2)

    before = visitor.get("/").data
    with at(now() + timedelta(hours=3)):
        after = visitor.get("/").data

    assert b"The meters are broken" in before
    assert b"The meters are broken" not in after


def test_one_service_alone(visitor, announce):
    another_service()
    announce("The meters are broken")

    assert b"The meters are broken" in visitor.get("/alerts?service=parking").data
    assert b"The meters are broken" not in visitor.get("/alerts?service=waste").data
    assert visitor.get("/alerts?service=nothing").status_code == 404


def test_past_alerts_are_paged(visitor, announce):
    for number in range(23):
        announce(f"Fault number {number:02}", begins=-50, ends=-1 - number)

    first = visitor.get("/alerts").get_data(as_text=True)
    older = first.split('rel="next"')[0].rsplit('href="', 1)[1].split('"')[0]
    second = visitor.get(older.replace("&amp;", "&")).get_data(as_text=True)

    shown = [n for n in range(23) if f"Fault number {n:02}" in first]
    rest = [n for n in range(23) if f"Fault number {n:02}" in second]
    assert (shown, rest) == (list(range(20)), [20, 21, 22])


def test_the_feed_is_atom_and_knows_updates(visitor, announce, add):
    add(announce("The meters are broken"), "A fitter is on the way.")
    announce("Not yet said", published=False)

    feed = ElementTree.fromstring(visitor.get("/alerts/feed.atom?service=parking").data)

    space = "{http://www.w3.org/2005/Atom}"
    titles = [entry.findtext(f"{space}title") for entry in feed.iter(f"{space}entry")]
    assert titles == ["The meters are broken"]
    assert "A fitter is on the way." in (feed.findtext(f".//{space}content") or "")


def test_a_service_has_a_feed_of_its_own_that_is_sent_only_when_it_changed(visitor, announce, add):
    alert = announce("The meters are broken")
    first = visitor.get("/services/parking/feed.atom")
    kept = {"If-None-Match": first.headers["ETag"]}
    assert visitor.get("/services/parking/feed.atom", headers=kept).status_code == 304

    add(alert, "A fitter is on the way.")

    again = visitor.get("/services/parking/feed.atom", headers=kept)
    assert again.status_code == 200
    assert "A fitter is on the way." in again.text
    assert visitor.get("/services/nothing/feed.atom").status_code == 404


def test_programs_get_alerts_with_their_state(visitor, announce, add):
    add(announce("The meters are broken"), "A fitter is on the way.")
    announce("Mill Lane is closed", begins=48)
    announce("Not yet said", published=False)

    every = visitor.get("/api/v1/alerts").json["items"]
    planned = visitor.get("/api/v1/alerts?when=planned&service=parking").json["items"]

    assert [(one["title"], one["when"]) for one in every] == [
        ("Mill Lane is closed", "planned"),
        ("The meters are broken", "now"),
    ]
    assert [one["body"] for one in every[1]["updates"]] == ["A fitter is on the way."]
    assert [one["title"] for one in planned] == ["Mill Lane is closed"]
    path = every[0]["url"].removeprefix("http://localhost:8000").removeprefix("http://localhost")
    assert visitor.get(path).status_code == 200


def test_the_doctor_finds_a_wrong_board_and_a_rebuild_mends_it(announce):
    announce("The meters are broken")
    with writing():
        db.get_one(SiteSetting, queries.BOARD).value = {"alerts": []}

    with fresh_reading():
        wrong = [finding.check for finding in checks.wrong_board()]
    changed = checks.rebuild_board()
    again = checks.rebuild_board()

    assert wrong == ["alert board"]
    assert (changed, again) == (1, 0)
    with fresh_reading():
        assert list(checks.wrong_board()) == []
