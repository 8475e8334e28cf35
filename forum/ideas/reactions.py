"""What follows for the order of ideas when people support them."""

from forum.ideas.actions import TOP
from forum.ideas.events import IdeaSupported, SupportWithdrawn
from forum.kernel.events import Origin, serves
from forum.kernel.totals import mark_stale


@serves(Origin.LIVE, Origin.DEMO, Origin.IMPORT)
def find_its_place(event: IdeaSupported | SupportWithdrawn) -> None:
    """How high the board trusts it is worked out anew soon. While many support it at one moment,
    the mark would be one more row that all of them wait for.
    """
    mark_stale(TOP, [event.idea_id])
