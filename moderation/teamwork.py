"""What the rooms in which the desk works as a team plug in; `wiring.py` hands it on."""

from forum.kernel.events import Event, Reaction
from forum.kernel.later import Later
from moderation.bundles import checks, letters, reactions
from moderation.bundles import models as bundle_models
from moderation.bundles.events import TicketMerged
from moderation.bundles.views import bundles
from moderation.helpdesk.events import TicketMoved, TicketOpened
from moderation.macros import models as macro_models
from moderation.macros.views import macros
from moderation.rota import models as rota_models
from moderation.rota import reactions as rota_reactions
from moderation.rota.views import rota
from moderation.saved_views import models as saved_view_models
from moderation.saved_views.views import saved_views

__all__ = ["bundle_models", "macro_models", "rota_models", "saved_view_models"]

PAGES = [bundles, macros, saved_views, rota]

REACTIONS: dict[type[Event], list[Reaction]] = {
    TicketMerged: [reactions.tell_of_joining],
    TicketMoved: [reactions.tell_outcome_to_joined],
    TicketOpened: [rota_reactions.give_new],
}

DEMO = [Later("moderation.bundles.demo:load"), Later("moderation.rota.demo:load")]

CHECKS = checks.CHECKS

MAILS = {
    "joined_outcome": letters.joined_outcome,
    "ticket_joined": letters.ticket_joined,
}
