"""Making a hat, wording it anew, retiring it, and switching all of them on and off."""

from sqlalchemy import delete, select

from forum.accounts.models import Member
from forum.accounts.names import name_key
from forum.hats import policy
from forum.hats.events import HatMade, HatRetired, HatReworded
from forum.hats.kinds import Kind
from forum.hats.models import Hat
from forum.hats.queries import SWITCH, hat_of
from forum.kernel import audit
from forum.kernel.clock import now
from forum.kernel.db import SILENT, db, insert_once
from forum.kernel.errors import Conflict, Invalid, Refused
from forum.kernel.events import publish
from forum.kernel.site import SiteSetting

ONLY_MANAGERS = "Only managers and administrators decide about hats."
TAKEN = "There is a hat of this name already."
RETIRED = "This hat is retired. Make a new one."
MEANWHILE = "A colleague has changed this hat meanwhile. Open the page again."


def switch_hats(*, on: bool, by: Member) -> None:
    """Whether hats show and can be worn. Twice is harmless; what was worn is there again later."""
    require_decider(by)
    if on:
        insert_once(SiteSetting, name=SWITCH, value={"since": now().isoformat()}, version=1)
    else:
        db.execute(delete(SiteSetting).where(SiteSetting.name == SWITCH), execution_options=SILENT)
    audit.record("hats switched", by=by.id, reason="on" if on else "off")


def make_hat(kind: Kind, name: str, about: str, *, by: Member) -> Hat:
    """Nobody wears it yet. Raises Invalid where the name is taken."""
    require_decider(by)
    words = {"name": name, "name_key": name_key(name), "about": about}
    if not insert_once(Hat, kind=kind, revision=1, made_at=now(), **words):
        raise Invalid(TAKEN, {"name": TAKEN})

    in_use = select(Hat).where(Hat.name_key == name_key(name), Hat.retired_at.is_(None))
    hat = db.scalars(in_use).one()
    audit.record("make hat", by=by.id, reason=f"hat {hat.id}")
    publish(HatMade(actor_id=by.id, hat_id=hat.id))
    return hat


def reword_hat(hat: Hat, name: str, about: str, *, by: Member, revision: int) -> None:
    """What was said before keeps the name it was said with."""
    require_decider(by)
    if hat.retired_at:
        raise Refused(RETIRED)
    if (hat.name, hat.about) == (name, about):
        return
    if hat.revision != revision:
        raise Conflict(MEANWHILE)
    taken = select(Hat.id).where(Hat.name_key == name_key(name), Hat.retired_at.is_(None))
    if db.scalar(taken.where(Hat.id != hat.id)):
        raise Invalid(TAKEN, {"name": TAKEN})

    hat.name, hat.name_key, hat.about = name, name_key(name), about
    hat.revision += 1
    audit.record("reword hat", by=by.id, reason=f"hat {hat.id}")
    publish(HatReworded(actor_id=by.id, hat_id=hat.id))


def retire_hat(hat_id: int, *, by: Member) -> None:
    """Nothing new is said for it from now on. Twice is harmless."""
    require_decider(by)
    hat = hat_of(hat_id, lock=True)
    if hat.retired_at:
        return

    hat.retired_at = now()
    audit.record("retire hat", by=by.id, reason=f"hat {hat.id}")
    publish(HatRetired(actor_id=by.id, hat_id=hat.id))


def require_decider(by: Member) -> None:
    """Raises Refused."""
    if not policy.may_decide(by):
        raise Refused(ONLY_MANAGERS)
