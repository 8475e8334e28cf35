"""What rests with its post, and what is void while a reversal stands: two ways to count no longer.

Both can be true of one award at once; it counts again when neither is.
"""

from forum.kernel.events import Event
from forum.reputation.ledger import REINSTATED, RESTING, RESTORED, VOIDED, Chain, Ledger
from forum.reputation.rules import GIFTS, PENALTIES
from forum.votes.events import GiftEvent, GiftReinstated, GiftVoided


def rest(event: Event, ledger: Ledger, subject_id: int) -> None:
    """What was earned with a post that is gone; what was a penalty stays."""
    for chain in ledger.unturned_on(subject_id):
        if chain.holds_room and not chain.rests and chain.award.kind not in PENALTIES:
            _turn(ledger, chain, RESTING, -chain.standing_points, event)


def wake(event: Event, ledger: Ledger, subject_id: int) -> None:
    """It counts again, unless it is void."""
    for chain in ledger.unturned_on(subject_id):
        if chain.holds_room and chain.rests:
            _turn(ledger, chain, RESTORED, 0 if chain.is_void else chain.award.points, event)


def make_void(event: GiftVoided, ledger: Ledger) -> None:
    """One gift does not count while a reversal stands (ADR 0036)."""
    for chain in _gift(event, ledger):
        if not chain.is_void:
            _turn(ledger, chain, VOIDED, -chain.standing_points, event)


def reinstate(event: GiftReinstated, ledger: Ledger) -> None:
    """The reversal was undone; it counts unless its post is gone."""
    for chain in _gift(event, ledger):
        if chain.is_void:
            _turn(ledger, chain, REINSTATED, 0 if chain.rests else chain.award.points, event)


def _gift(event: GiftEvent, ledger: Ledger) -> list[Chain]:
    """What this one gift earned and what was not taken back: both sides of an acceptance."""
    given = ledger.on_post(event.post_id)
    gift = [c for c in given if c.award.event_id == event.gift_id and c.award.kind in GIFTS]
    return [c for c in gift if c.holds_room and event.event_id not in c.heard]


def _turn(ledger: Ledger, chain: Chain, kind: str, points: int, event: Event) -> None:
    ledger.reverse(chain, kind, points=points, event_id=event.event_id)
