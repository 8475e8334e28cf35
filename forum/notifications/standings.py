"""Who is told when their tools change: only ever the person, and never of a first step."""

from forum.accounts.standing import Rung
from forum.kernel.events import Origin, serves
from forum.notifications.actions import tell
from forum.reputation.events import AdvocacyOffered, RungMoved, StepDownNear
from forum.reputation.footing import Why

TOLD = {
    Why.LAPSED: "tools_rest",
    Why.RETURNED: "tools_back",
    Why.SANCTIONED: "tools_lost",
    Why.HELD: "tools_held",
}
"""Why somebody stands elsewhere -> what they are told; what they did themselves they know."""

here = serves(Origin.LIVE, Origin.DEMO)


@here
def tell_of_tools(event: RungMoved) -> None:
    """Becoming a Regular is told to nobody: it opens what one did not know was closed."""
    is_new_follower = event.why == Why.CLIMBED and event.rung == Rung.FOLLOWER
    if kind := "more_tools" if is_new_follower else TOLD.get(Why(event.why)):
        tell(kind, [event.member_id], event=event)


@here
def tell_of_rest_to_come(event: StepDownNear) -> None:
    tell("tools_near_rest", [event.member_id], event=event)


@here
def tell_whom_we_ask(event: AdvocacyOffered) -> None:
    tell("advocate_asked", [event.member_id], event=event)
