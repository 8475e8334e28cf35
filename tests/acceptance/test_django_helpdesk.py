"""A real django-helpdesk stands beside: each ticket is there once, and both sides end alike."""

from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email import message_from_bytes, policy

import pytest
from sqlalchemy import select

from forum.kernel.calling import NotReached
from forum.kernel.db import db, fresh_reading, writing
from forum.kernel.house import house
from forum.kernel.mail.incoming import Arrived
from moderation.handover import actions, tasks
from moderation.handover.adapters.django_helpdesk import DjangoHelpdesk
from moderation.handover.models import OutsideComment, OutsideDesk
from moderation.helpdesk.models import Ticket, TicketEntry
from tests.acceptance.django_site import NAME, PASSWORD, TREES, running_django_helpdesk
from tests.moderation.conftest import as_stored, asks, escalates
from tests.moderation.handover.conftest import hands_over, keeps_desk, standing
from tests.moderation.handover.schedules import message_saying

pytestmark = pytest.mark.acceptance
STATES = [["closed", "answered"], ["open", "waiting_third_party"], ["resolved", "answered"]]
DESK = "ask@example.org"
TRIES = 12
"""Three are enough while their desk answers in time."""


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    with running_django_helpdesk(tmp_path_factory.mktemp("site")) as running:
        yield running


@pytest.fixture
def config(config, site):
    place = site.address.removeprefix("http://")
    return replace(config, LMTP="127.0.0.1:8024", MAIL_FROM=DESK, INNER_DESKS=(place,))


@pytest.fixture
def clock(time_machine):
    """Their clock is the real one, so ours begins there too."""
    time_machine.move_to(datetime.now(UTC), tick=True)
    return time_machine


@pytest.fixture
def trees(adam, parking, site):
    facts = {"target": str(site.queue), "states": STATES, "ends_with": "closed"}
    desk_id = keeps_desk(adam, "Tree office", "django_helpdesk", site.address, **facts)
    with writing():
        desk = db.get_one(OutsideDesk, desk_id)
        actions.set_secret(desk, out=f"{NAME}:{PASSWORD}", in_="", by=adam.member)
    return desk_id


def mine(site, key):
    return [one for one in site.tickets() if key in one["description"] + one["title"]]


def test_over_a_line_that_breaks_each_ticket_is_made_once_and_both_sides_end_alike(
    app, ada, dev, parking, trees, site, clock, deliver, monkeypatch
):
    made = [escalates(ada, asks(ada, parking, f"Fallen tree {number}")) for number in range(3)]
    ids = [hands_over(dev, ticket, trees) for ticket in made]
    with monkeypatch.context() as broken:
        broken.setattr(DjangoHelpdesk, "seen", _cut)  # after they have it, before we hear so
        tasks.drain()
    doubtful = [standing(one).state for one in ids]
    remote = numbers_there(ids, clock)
    dev.post(
        f"/desk/tickets/{made[0].reference}/messages",
        body="It blocks {{ the road }}.",
        visibility="private",
    )
    dev.post(
        f"/desk/hand-overs/{ids[0]}/messages", message=message_saying("It blocks {{ the road }}.")
    )
    tasks.drain()
    site.somebody_writes(remote[0], "A crew comes on Friday.")
    site.somebody_writes(remote[0], "It is cleared.", status=3)
    for _ in range(2):
        clock.shift(timedelta(minutes=10))
        tasks.poll()
    ada.post(f"/tickets/{made[1].reference}/withdrawal")
    for _ in range(3):
        deliver()
        clock.shift(timedelta(minutes=2))

    assert doubtful == ["waiting"] * 3
    assert [len(mine(site, standing(one).key)) for one in ids] == [1, 1, 1]
    assert len(set(remote)) == 3
    assert said_back(ids[0]) == ["A crew comes on Friday.", "It is cleared."]
    assert sum("It blocks { { the road }}." in one for one in said_there(site, remote[0])) == 1
    theirs = {one["id"]: one["status"] for one in site.tickets()}
    ours = [as_stored(ticket.id).state for ticket in made]
    assert ours == ["open", "withdrawn", "waiting_third_party"]
    assert [theirs[one] for one in remote] == [3, 4, 1]
    assert [standing(one).remote_state for one in ids][::2] == ["resolved", "open"]
    tasks.compare()
    assert [standing(one).drift for one in ids] == [None, None, None]


def test_by_mail_it_is_made_once_later_words_join_it_and_their_answer_reaches_our_ticket(
    app, ada, dev, adam, parking, site, clock, deliver
):
    readers = keeps_desk(adam, "Tree office by mail", "email", TREES)
    ticket = escalates(ada, asks(ada, parking, "A branch hangs low"))
    hand_over_id = hands_over(dev, ticket, readers)
    for _ in range(3):
        deliver()
        clock.shift(timedelta(minutes=2))
    site.takes_mail_in(*mails_to(app, TREES))
    (there,) = mine(site, standing(hand_over_id).key[:8])
    dev.post(
        f"/desk/tickets/{ticket.reference}/messages",
        body="It is the tall one.",
        visibility="private",
    )
    dev.post(
        f"/desk/hand-overs/{hand_over_id}/messages", message=message_saying("It is the tall one.")
    )
    for _ in range(3):
        deliver()
        clock.shift(timedelta(minutes=2))
    site.takes_mail_in(mails_to(app, TREES)[-1])
    site.somebody_writes(there["id"], "The branch is gone.", status=3)
    before = len(tickets())
    for raw in site.sent():
        for _ in range(2):
            house().mail_in[0].keep(Arrived(TREES, [DESK], raw))
            deliver()

    assert len(mine(site, standing(hand_over_id).key[:8])) == 1
    assert any("It is the tall one." in text for text in said_there(site, there["id"]))
    assert len(tickets()) == before
    came = Counter(one.body for one in messages_on(ticket) if one.sender == TREES)
    assert sum(times for text, times in came.items() if "The branch is gone." in text) == 1
    assert mine(site, standing(hand_over_id).key[:8])[0]["status"] == 3
    assert as_stored(ticket.id).state == "open"
    assert "The branch is gone." in dev.get(f"/desk/tickets/{ticket.reference}").text
    assert "The branch is gone." not in ada.get(f"/tickets/{ticket.reference}").text


def numbers_there(ids, clock):
    """Theirs, once we know all of them; a desk on a busy machine answers a later try."""
    for _ in range(TRIES):
        clock.shift(timedelta(minutes=2))
        tasks.drain()
    found = [standing(one) for one in ids]
    assert all(one.remote_id for one in found), [(one.state, one.fault) for one in found]
    return [int(one.remote_id or 0) for one in found]


def _cut(_adapter, _remote_id):
    raise NotReached("the line was cut")


def said_back(hand_over_id):
    rows = select(OutsideComment).where(OutsideComment.hand_over_id == hand_over_id)
    with fresh_reading():
        return [one.body for one in db.scalars(rows.order_by(OutsideComment.id))]


def said_there(site, ticket_id):
    code = "from helpdesk.models import FollowUp\n"
    code += "told = list(FollowUp.objects.filter(ticket=ID).values_list('comment', flat=True))"
    return site.told(code, ID=ticket_id)


def mails_to(app, address):
    files = (app.config["FOLKMOOT"].HOME / "mail").glob("*.eml")
    raw = [file.read_bytes() for file in sorted(files, key=lambda one: one.stat().st_mtime_ns)]
    return [one for one in raw if message_from_bytes(one, policy=policy.default)["To"] == address]


def tickets():
    with fresh_reading():
        return list(db.scalars(select(Ticket)))


def messages_on(ticket):
    with fresh_reading():
        return list(db.scalars(select(TicketEntry).where(TicketEntry.ticket_id == ticket.id)))
