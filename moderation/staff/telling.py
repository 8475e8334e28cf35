"""What several pages about staff share: what may be offered, and lines judged before sending."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask_babel import gettext as _

from forum.accounts.emails import checked_email, email_key
from forum.accounts.models import Member
from forum.accounts.names import LONGEST, fault_of_name
from forum.kernel.errors import Refused
from forum.kernel.languages import say
from forum.kernel.text import slug_of
from forum.services.models import Service
from forum.services.queries import all_services
from moderation.staff import actions, policy, queries
from moderation.staff.sheet import Row
from moderation.staff.wording import ROLES

NEW, REFUSED = FATES = "new", "refused"
TWICE = "The same address stands further up."
NO_ROLE = "The role is one of: %(roles)s."


@dataclass(frozen=True)
class Judged:
    """A line of a table and what would become of it; `service_ids` are found by name."""

    row: Row
    service_ids: tuple[int, ...] = ()
    why: str = ""

    @property
    def fate(self) -> str:
        return REFUSED if self.why else NEW


def services_to_offer(by: Member) -> Sequence[Service]:
    """The services this person may invite for."""
    own = queries.services_of(by)
    everything = all_services()
    if by.role == "admin" or not own:
        return everything
    return [one for one in everything if one.id in own]


def roles_to_offer(by: Member) -> list[str]:
    return [role.value for role in policy.roles_to_give(by)]


def judged(rows: Sequence[Row], by: Member) -> list[Judged]:
    """What would become of each line."""
    services = {key: one.id for one in all_services() for key in (one.slug, slug_of_name(one.name))}
    seen: set[str] = set()
    return [_judge(row, services, seen, by) for row in rows]


def slug_of_name(name: str) -> str:
    return slug_of(name, otherwise="")


def _judge(row: Row, services: dict[str, int], seen: set[str], by: Member) -> Judged:
    ids = [services.get(slug_of_name(name)) for name in row.services]
    known = tuple(one for one in ids if one is not None)
    key = email_key(row.email)
    why = row.fault or (say(TWICE) if key in seen else "") or _fault(row, len(known) < len(ids))
    seen.add(key)
    if why:
        return Judged(row, known, why)
    try:
        actions.check_invitation(row.email, role=row.role, services=known, by=by)
    except Refused as refusal:
        return Judged(row, known, say(str(refusal)))
    return Judged(row, known)


def _fault(row: Row, is_service_unknown: bool) -> str:
    try:
        checked_email(row.email)
    except Refused as refusal:
        return say(str(refusal))
    if row.role not in ROLES:
        return str(_(NO_ROLE, roles=", ".join(ROLES)))
    if len(row.name) > LONGEST:
        return str(_("The name is longer than %(most)s letters.", most=LONGEST))
    if is_service_unknown:
        return str(_("We do not know one of these services."))
    return say(fault_of_name(row.name))
