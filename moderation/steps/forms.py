"""Which step is meant: its sentence, as the page showed it."""

from forum.kernel.forms import Line, PlainForm
from moderation.helpdesk.actions.stepping import NO_STEP


class StepForm(PlainForm):
    step = Line("Step", most=120, missing=NO_STEP)
