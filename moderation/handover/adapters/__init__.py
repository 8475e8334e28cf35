"""How each kind of desk is spoken to. Nothing here knows a row of ours."""

from moderation.handover.adapters.django_helpdesk import DjangoHelpdesk
from moderation.handover.adapters.hook import Hook
from moderation.handover.adapters.open311 import Open311
from moderation.handover.adapters.shapes import (
    Adapter,
    Comment,
    Line,
    Lost,
    NotTrusted,
    Parcel,
    Refusal,
    Seen,
    Word,
)
from moderation.handover.adapters.zammad import Zammad
from moderation.handover.states import DJANGO_HELPDESK, OPEN311, WEBHOOK, ZAMMAD

__all__ = [
    "ADAPTERS",
    "Adapter",
    "Comment",
    "Line",
    "Lost",
    "NotTrusted",
    "Parcel",
    "Refusal",
    "Seen",
    "Word",
    "adapter_to",
]

ADAPTERS: dict[str, type[Adapter]] = {
    ZAMMAD: Zammad,
    DJANGO_HELPDESK: DjangoHelpdesk,
    OPEN311: Open311,
    WEBHOOK: Hook,
}


def adapter_to(line: Line) -> Adapter:
    return ADAPTERS[line.kind](line)
