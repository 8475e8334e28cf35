"""Which kind of request a post is."""

from forum.kernel.forms import Choice, PlainForm
from forum.kernel.languages import say
from moderation.helpdesk.actions.kinds import CHOOSE
from moderation.helpdesk.kinds import QUESTION
from moderation.helpdesk.queries import offered_kinds


class RequestForm(PlainForm):
    kind = Choice("What kind of request is it?", missing=CHOOSE)

    def offer(self) -> None:
        """Everything but a question, which it would be without being marked."""
        known = offered_kinds().items()
        self.kind.choices = [(code, say(words)) for code, words in known if code != QUESTION]
