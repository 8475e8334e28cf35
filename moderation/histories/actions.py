"""Writing closed requests down as tickets: nothing is published, promised, mailed or escalated."""

from collections.abc import Iterable, Mapping, Sequence

from sqlalchemy import delete

from forum.imports.models import ImportedKey
from forum.imports.tally import Tally
from forum.kernel.db import db, insert_once
from forum.kernel.subjects import Subject, new_subject
from forum.kernel.text import slug_of
from moderation.helpdesk.models import StateMove, Ticket
from moderation.helpdesk.promises import BROUGHT_ALONG
from moderation.helpdesk.references import new_reference
from moderation.helpdesk.states import State
from moderation.histories.models import PastRequest
from moderation.histories.reading import Closed

NOUN = "request"
NO_SERVICE = "There is no service of this name here. Add it, or name one with --service."
COURSE = (State.NEW, State.ANSWERED, State.RESOLVED)
"""The states of a request that was closed; when somebody first wrote to its person nobody knows."""
TRIES = 5


def write_down(
    requests: Sequence[Closed], *, archive: str, services: Mapping[str, int], otherwise: int | None
) -> Tally:
    """Those that are not here yet. `services` are ids by slug, `otherwise` takes the rest."""
    tally = Tally()
    for one in requests:
        service_id = services.get(slug_of(one.service, otherwise=""), otherwise)
        if service_id is None:
            tally.see(NOUN, new=1)
            tally.refuse(one.where, NO_SERVICE)
            continue
        is_new = _write(one, archive, service_id)
        tally.see(NOUN, new=int(is_new), known=int(not is_new))
        tally.created[NOUN] += int(is_new)
    return tally


def _write(one: Closed, archive: str, service_id: int) -> bool:
    """False when it is here already, however often and by whomever it is brought along."""
    ticket_id = new_subject("ticket")
    row = {"archive": archive, "kind": NOUN, "key": one.key}
    if not insert_once(ImportedKey, **row, target_id=ticket_id):
        db.execute(delete(Subject).where(Subject.id == ticket_id))
        return False
    _put(one, ticket_id, service_id)
    db.add(PastRequest(ticket_id=ticket_id, what=one.what))
    db.flush()
    return True


def _put(one: Closed, ticket_id: int, service_id: int) -> None:
    facts = {
        **{"id": ticket_id, "service_id": service_id, "title": one.title},
        **{"source_kind": "direct", "trigger": BROUGHT_ALONG},
        **{"state": State.RESOLVED, "is_live": False},
        **{"opened_at": one.opened_at, "closed_at": one.closed_at},
    }
    if not any(insert_once(Ticket, reference=new_reference(), **facts) for _ in range(TRIES)):
        raise LookupError("No free reference was found in five tries: that cannot be chance.")
    db.add_all(_moves(ticket_id, one))


def _moves(ticket_id: int, one: Closed) -> Iterable[StateMove]:
    before = None
    for state in COURSE:
        at = one.opened_at if before is None else one.closed_at
        yield StateMove(
            ticket_id=ticket_id, before=before, state=state, reason=BROUGHT_ALONG, moved_at=at
        )
        before = state
