"""What the other side says: heard once, never older than what we know, never public by itself."""

from sqlalchemy import select

from forum.accounts.models import Member
from forum.kernel import audit
from forum.kernel.clock import now
from forum.kernel.db import db, insert_once
from forum.kernel.errors import Invalid, Refused
from forum.kernel.written import Written, write_up
from moderation.handover import queries
from moderation.handover.adapters import Comment, Seen
from moderation.handover.models import DeskContact, HandOver, OutsideCall, OutsideComment
from moderation.handover.speech import said_by
from moderation.helpdesk.actions import move_along, pass_on_from, plain, write_message
from moderation.helpdesk.models import Ticket
from moderation.helpdesk.policy import works_at_desk
from moderation.helpdesk.queries import open_steps
from moderation.helpdesk.states import MOVES, State

LONGEST = 20_000
ONLY_DESK = "Only the desk decides what a person is sent."
AT_WORK = {State.NEW, State.TRIAGED, State.OPEN, State.WAITING_CITIZEN}


def take_in(hand_over: HandOver, ticket: Ticket, seen: Seen) -> None:
    """Both rows are locked. An older look than the one we know changes nothing but adds words."""
    hand_over.seen_at, hand_over.look_at = now(), None
    for comment in seen.comments:
        _keep(hand_over, ticket, comment)
    if _is_older(hand_over, seen) or not seen.state:
        return

    hand_over.remote_number = seen.number or hand_over.remote_number
    hand_over.remote_url = web_address(seen.url) or hand_over.remote_url
    hand_over.remote_version = seen.version or hand_over.remote_version
    if hand_over.remote_state != seen.state or hand_over.is_unmapped:
        hand_over.remote_state = seen.state
        _follow(hand_over, ticket, queries.meaning_of(hand_over.desk_id, seen.state))


def web_address(url: str) -> str | None:
    """What a page may lead to; nothing else that calls itself an address."""
    return url[:500] if url.startswith(("https://", "http://")) else None


def look_again(hand_over: HandOver) -> None:
    """A call of theirs says that something changed: what it is, we go and look."""
    hand_over.look_at = now()


def hear_call(desk_id: int, delivery: str) -> bool:
    """Whether this call is heard for the first time."""
    insert_once(DeskContact, desk_id=desk_id, failures=0, drifted=0)
    db.get_one(DeskContact, desk_id, with_for_update=True, populate_existing=True).heard_at = now()
    return insert_once(OutsideCall, desk_id=desk_id, delivery=delivery[:200], heard_at=now())


def note_lost(hand_over: HandOver, *, is_gone: bool) -> None:
    """It cannot be looked at; when it is gone nothing is made anew, a person looks."""
    hand_over.look_at = None
    if is_gone:
        hand_over.drift = "missing"


def note_drift(hand_over: HandOver, drift: str | None) -> None:
    hand_over.drift = drift


def send_comment(comment: OutsideComment, ticket: Ticket, *, by: Member) -> None:
    """Staff send it to the person, in private and in the name of the other desk; once."""
    _require(by)
    if comment.state == "sent":
        return
    body, nonce = _in_their_name(comment), f"outside comment {comment.id}"
    comment.message_id = write_message(ticket, by=by, body=body, nonce=nonce).id
    comment.state = "sent"


def put_aside(comment: OutsideComment, *, by: Member) -> None:
    """Nobody needs it; what was sent stays sent."""
    _require(by)
    if comment.state == "waits":
        comment.state = "aside"
        audit.record("message of an outside desk put aside", by=by.id)


def _require(by: Member) -> None:
    if not works_at_desk(by):
        raise Refused(ONLY_DESK)


def _is_older(hand_over: HandOver, seen: Seen) -> bool:
    known = hand_over.remote_version
    return seen.version is not None and known is not None and seen.version < known


def _keep(hand_over: HandOver, ticket: Ticket, comment: Comment) -> None:
    text = comment.text.strip()[:LONGEST]
    if not text:
        return
    row = {"hand_over_id": hand_over.id, "remote_id": comment.id[:200], "body": text}
    times = {"written_at": comment.written_at, "heard_at": now()}
    if insert_once(OutsideComment, state="waits", **row, **times) and hand_over.desk.tells_citizen:
        _tell(hand_over, ticket, row["remote_id"])


def _tell(hand_over: HandOver, ticket: Ticket, remote_id: object) -> None:
    """Only because the desk's own setting says so, and to the person alone."""
    if ticket.state == State.MERGED:
        return
    mine = (OutsideComment.hand_over_id == hand_over.id, OutsideComment.remote_id == remote_id)
    comment = db.scalars(select(OutsideComment).where(*mine)).one()
    comment.message_id = pass_on_from(ticket, _in_their_name(comment)).id
    comment.state = "sent"


def _in_their_name(comment: OutsideComment) -> Written:
    """What cannot be laid out is shown letter by letter."""
    text = said_by(comment.hand_over.desk.name, comment.body)
    try:
        return write_up(text)
    except Invalid:
        return plain(text)


def _follow(hand_over: HandOver, ticket: Ticket, meaning: str | None) -> None:
    """Move our ticket as their state means. A state nobody has explained is kept and told of."""
    hand_over.is_unmapped = meaning is None
    if meaning is None:
        return
    wanted = State(meaning)
    if wanted == State.ANSWERED and not _has_told(hand_over):
        wanted = State.OPEN  # nobody has written to the person: that is for us to do
    if wanted in (State.ANSWERED, State.RESOLVED) and open_steps(ticket):
        wanted = State.OPEN  # and so are the steps of its kind
    now_at = State(ticket.state)
    is_theirs = now_at == State.WAITING_THIRD_PARTY
    may_follow = is_theirs or (wanted == State.WAITING_THIRD_PARTY and now_at in AT_WORK)
    if may_follow and wanted in MOVES[now_at]:
        move_along(ticket, wanted, by_id=None, reason="told_by_desk")


def _has_told(hand_over: HandOver) -> bool:
    sent = (OutsideComment.hand_over_id == hand_over.id, OutsideComment.state == "sent")
    return db.scalar(select(OutsideComment.id).where(*sent).limit(1)) is not None
