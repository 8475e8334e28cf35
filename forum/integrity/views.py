"""What somebody reads about points of theirs that do not count: how many, why, whom to ask."""

from werkzeug.wrappers import Response

from forum.accounts.current import current_member
from forum.integrity import queries
from forum.integrity.grounds import Ground
from forum.integrity.noticing import notice_network
from forum.integrity.wording import WHY
from forum.kernel.clock import now
from forum.kernel.web import page, room

integrity = room("integrity", __file__)


@integrity.after_app_request
def notice(response: Response) -> Response:
    notice_network()
    return response


@integrity.get("/me/points/<int:reversal_id>")
def show(reversal_id: int) -> Response:
    """How many points of yours do not count, why, until when, and what you can do."""
    member = current_member()
    reversal = queries.own_reversal(reversal_id, of=member)
    return page(
        "integrity/show.html",
        reversal=reversal,
        why=WHY[Ground(reversal.ground)],
        points=queries.points_of(reversal_id, member.id),
        goes_on=reversal.covers_until > now(),
    )
