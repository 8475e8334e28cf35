"""Questions about reputation and standing."""

from forum.reputation.queries.awards import events_that_earn, latest_awards, points_of
from forum.reputation.queries.records import Place, record_of, where_am_i

__all__ = ["Place", "events_that_earn", "latest_awards", "points_of", "record_of", "where_am_i"]
