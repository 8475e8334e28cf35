"""How long requests took before this place began, for managers."""

from werkzeug.wrappers import Response

from forum.design.words import duration_words
from forum.kernel.web import page, room
from moderation.histories import queries
from moderation.histories.queries import Figure

histories = room("histories", __file__)

MINUTE = 60


@histories.get("/desk/history")
def index() -> Response:
    """Every service and every type of request that was brought along."""
    found = [(figure, _words(figure)) for figure in queries.figures()]
    return page("histories/index.html", found=found)


def _words(figure: Figure) -> tuple[str, str]:
    half, nine = (duration_words(max(1, round(x / MINUTE))) for x in (figure.half, figure.nine))
    return half, nine
