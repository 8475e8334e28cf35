"""What the phases of a round and the reasons for no answer are called."""

from flask_babel import lazy_gettext as _

from forum.rounds.states import Phase, Reason

PHASES = {
    Phase.DRAFT: _("Draft"),
    Phase.ANNOUNCED: _("To come"),
    Phase.OPEN: _("Open"),
    Phase.CLOSED: _("Closed"),
    Phase.CALLED_OFF: _("Called off"),
}
REASONS = {
    Reason.PERSONAL: _("This is about one person, so we do not answer it here"),
    Reason.ELSEWHERE: _("Somebody else decides about this"),
    Reason.ALREADY: _("This was answered before"),
    Reason.UNSAID: _("We may not say this"),
}
