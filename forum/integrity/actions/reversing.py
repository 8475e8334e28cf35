"""Reversing what was found, and giving it back."""

from datetime import datetime
from typing import Any

from sqlalchemy import update

from forum.accounts.models import Member
from forum.integrity import policy, queries
from forum.integrity.events import ReversalMade, ReversalUndone
from forum.integrity.flow import Finding
from forum.integrity.grounds import LASTS, WINDOW, Ground
from forum.integrity.looking import findings
from forum.integrity.models import Reversal, ReversalMember, ReversedGift
from forum.integrity.queries import Gift
from forum.kernel import audit
from forum.kernel.clock import now
from forum.kernel.db import SILENT, db, insert_once
from forum.kernel.errors import Invalid, Refused
from forum.kernel.events import publish
from forum.kernel.subjects import new_subject
from forum.votes.events import GiftReinstated, GiftVoided

NO_REASON = "Say in a sentence why."
NOT_YOURS = "Another moderator has to decide this. Only moderators can, and not about themselves."


def look(*, as_of: datetime, since: datetime | None = None) -> list[Finding]:
    """What is to be found among the gifts of the window; changes nothing.

    Only people who got something after `since` are looked at; by default everybody.
    """
    window = {"since": as_of - WINDOW, "until": as_of}
    lately = {"since": since or as_of - WINDOW, "until": as_of}
    seeds = queries.receivers_since(**lately)
    if not seeds:
        return []
    gifts, votes = queries.flow_of(**window), queries.votes_of(**window)
    shared = queries.shared_among(gifts, seeds)
    return findings(gifts, votes, queries.casts_of(**lately), seeds=seeds, shared=shared)


def reverse(finding: Finding, *, as_of: datetime) -> Reversal | None:
    """Everything of the finding that was not judged before counts no longer; None for nothing."""
    gifts = queries.open_gifts(finding, since=as_of - WINDOW, until=as_of)
    if not gifts:
        return None
    reversal = _made(finding)
    for gift in gifts:
        _void(gift, reversal)
    publish(
        ReversalMade(
            actor_id=None, reversal_id=reversal.id, ground=reversal.ground, gifts=len(gifts)
        )
    )
    return reversal


def judge_at_once(gift: Gift) -> bool:
    """While a reversal stands, what the same people give one another goes the same way."""
    reversal = queries.covering(gift.giver_id, gift.receiver_id, at=gift.at)
    if reversal is None or (reversal.ground == Ground.BURST and not gift.kind.endswith("_upvoted")):
        return False
    _void(gift, reversal)
    return True


def undo(reversal: Reversal, *, reason: str, by: Member) -> None:
    """Everything counts again, to the point, as if nothing had been. Twice is harmless."""
    if not policy.may_undo(by, queries.concerned_by(reversal.id)):
        raise Refused(NOT_YOURS)
    if not reversal.stands:
        return
    if not reason.strip():
        raise Invalid(NO_REASON, {"reason": NO_REASON})

    reversal.undone_at, reversal.undone_by_id, reversal.reason = now(), by.id, reason
    gifts = queries.gifts_of(reversal.id)
    for gift in gifts:
        _give_back(gift, by)
    audit.record("points given back", by=by.id, subject_id=reversal.id)
    publish(ReversalUndone(actor_id=by.id, reversal_id=reversal.id, gifts=len(gifts)))


def note_opened(reversal: Reversal, *, by: Member) -> None:
    """A moderator reads who gave what to whom: that is written down."""
    audit.record("open reversal", by=by.id, subject_id=reversal.id)


def _made(finding: Finding) -> Reversal:
    told = {"ground": finding.ground, "part": finding.part, "whole": finding.whole}
    lasts = now() + LASTS[finding.ground]
    reversal = Reversal(id=new_subject("reversal"), made_at=now(), covers_until=lasts, **told)
    db.add(reversal)
    db.flush()
    for member_id in sorted(finding.members):
        sides = {"gives": member_id in finding.givers, "gets": member_id in finding.receivers}
        db.add(ReversalMember(reversal_id=reversal.id, member_id=member_id, **sides))
    db.flush()
    return reversal


def _void(gift: Gift, reversal: Reversal) -> None:
    """The row decides, so that two at once cannot both judge it."""
    root, _, root_id = gift.stream.partition(":")
    shared = _whose(gift) | {"reversal_id": reversal.id, "root": root, "root_id": int(root_id)}
    own = {"kind": gift.kind, "given_at": gift.at}
    if insert_once(ReversedGift, gift_id=gift.event_id, **own, **shared):
        event = GiftVoided(actor_id=None, gift_id=gift.event_id, **shared)
        _note(gift.event_id, void_id=publish(event))


def _give_back(gift: ReversedGift, by: Member) -> None:
    facts = _whose(gift) | {"reversal_id": gift.reversal_id, "gift_id": gift.gift_id}
    facts |= {"root": gift.root, "root_id": gift.root_id}
    _note(gift.gift_id, back_id=publish(GiftReinstated(actor_id=by.id, **facts)))


def _whose(gift: Gift | ReversedGift) -> dict[str, Any]:
    return {"giver_id": gift.giver_id, "receiver_id": gift.receiver_id, "post_id": gift.post_id}


def _note(gift_id: int, **values: object) -> None:
    row = update(ReversedGift).where(ReversedGift.gift_id == gift_id)
    db.execute(row.values(**values), execution_options=SILENT)
