"""What managers write about an outside desk, checked, with the sentence to show."""

from typing import Any
from urllib.parse import urlsplit

from wtforms.validators import ValidationError

from forum.accounts.forms import check_email
from forum.kernel.forms import (
    Choice,
    Line,
    Many,
    PlainForm,
    Secret,
    Seen,
    Version,
    Words,
    Yes,
)
from forum.kernel.languages import in_words, say
from forum.services.queries import all_services
from moderation.handover.adapters.line import is_inner
from moderation.handover.models import OutsideDesk
from moderation.handover.queries import facts_of
from moderation.handover.states import CALLED, DJANGO_HELPDESK, EMAIL, KINDS, MEANINGS, WEBHOOK

NO_ADDRESS = (
    "Write an address that begins with https://. One inside your own network has to be named by "
    "whoever runs this place."
)
NO_TARGET = "Write their group or the code of their service."
NO_NOTICE = "Write what the person reads before name or e-mail leave."
NO_STATES = "Write one state in each line: theirs = %(known)s."
NOT_A_PASSWORD = "A password here has English letters, digits and signs, and no spaces."
MOST_STATES = 40


class OutsideDeskForm(PlainForm):
    """`facts` are what a desk is kept with, once the form is fine."""

    name = Line("Name", most=80, missing="Write the name of the desk, as citizens know it.")
    kind = Choice("How it is reached", list(KINDS.items()), missing="Choose how it is reached.")
    address = Line("Address", most=300)
    target = Line("Their group, or the code of their service", most=100)
    key_field = Line("Their field for our key", most=60)
    ends_with = Line("Their state for what has ended here", most=60)
    services = Many("Services that hand over to it", missing="Choose among the services.")
    at_once = Yes("Tickets of these services go there by themselves")
    states = Words("What their states mean", most=4_000)
    sends_name = Yes("The person’s name goes along, when they agree")
    sends_email = Yes("The person’s e-mail goes along, when they agree")
    notice = Words("What the person reads first", most=1_000)
    tells_citizen = Yes("Their public messages go to the person at once, in private")
    is_retired = Yes("Retired: nothing new is handed over to it")
    version = Version()
    seen = Seen()

    meant: list[list[str]]

    def __init__(self, *sent: Any, **options: Any) -> None:
        super().__init__(*sent, **options)
        self.services.choices = [(one.slug, one.name) for one in all_services()]
        self.kind.choices = in_words(KINDS)

    @classmethod
    def of(cls, desk: OutsideDesk) -> "OutsideDeskForm":
        """As it stands in the form."""
        facts = facts_of(desk)
        lines = "\n".join(f"{theirs} = {ours}" for theirs, ours in facts["states"])
        return cls(data=facts | {"states": lines, "version": desk.version})

    def validate_address(self, field: Any) -> None:
        if self.kind.data == EMAIL:
            check_email(field)
        if self.kind.data in CALLED and not _may_be_called(field.data):
            raise ValidationError(NO_ADDRESS)

    def validate_target(self, field: Any) -> None:
        if self.kind.data in CALLED and self.kind.data != WEBHOOK and not field.data:
            raise ValidationError(NO_TARGET)
        if self.kind.data == DJANGO_HELPDESK and not field.data.isdecimal():
            raise ValidationError("Write the number of their queue.")

    def validate_key_field(self, field: Any) -> None:
        """It becomes part of a search and of a name."""
        if field.data and not (field.data.isascii() and field.data.isidentifier()):
            raise ValidationError("Write the name of the field: letters, digits and _.")

    def validate_notice(self, field: Any) -> None:
        if (self.sends_name.data or self.sends_email.data) and not field.data:
            raise ValidationError(NO_NOTICE)

    def validate_states(self, field: Any) -> None:
        lines = [line for line in (field.data or "").splitlines() if line.strip()]
        pairs = [[part.strip() for part in line.rpartition("=")[::2]] for line in lines]
        if len(pairs) > MOST_STATES or any(not a or b not in MEANINGS for a, b in pairs):
            raise ValidationError(say(NO_STATES) % {"known": ", ".join(MEANINGS)})
        self.meant = sorted([theirs[:100], ours] for theirs, ours in dict(pairs).items())

    @property
    def facts(self) -> dict[str, Any]:
        plain = ("name", "kind", "target", "key_field", "ends_with", "notice")
        ticked = ("sends_name", "sends_email", "tells_citizen", "is_retired")
        lists = {"services": sorted(self.services.data or []), "states": self.meant}
        kept = {name: self[name].data or "" for name in plain}
        address = self.address.data if self.kind.data in (*CALLED, EMAIL) else ""
        return (
            kept
            | {name: bool(self[name].data) for name in ticked}
            | lists
            | {
                "address": address,
                "at_once": bool(self.at_once.data and self.services.data),
            }
        )


class DeskSecretForm(PlainForm):
    """Empty stays as it is."""

    out = Secret("What we show them")
    theirs = Secret("What they sign with")

    def validate_out(self, field: Any) -> None:
        for one in (field.data, self.theirs.data):
            if one and (not one.isascii() or not one.isprintable() or " " in one):
                raise ValidationError(NOT_A_PASSWORD)


def _may_be_called(address: str) -> bool:
    """Over a safe line; only what the operator has named may be inside, and without one."""
    try:
        place = urlsplit(address)
        known = place.port
    except ValueError:
        return False
    if not place.hostname or "@" in place.netloc or place.fragment:
        return False
    return (place.scheme == "https" and known in (None, 443)) or is_inner(address)
