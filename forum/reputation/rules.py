"""What earns reputation, how much, and how much at most.

Votes, edits and accepting share a cap of 200 a day (a day of UTC) and 200 for each post.
Solutions and what staff decide stand outside both: they neither use them up nor are cut by
them. What one person votes for one author within 30 days counts less each time, rounded
towards zero to whole points: a vote for an answer 10, 5, 2 and then 0; for a question or an
idea 5, 2, 1 and then 0; one against 2, 1 and then 0.
"""

from datetime import timedelta

AWARDS = {
    "answer_upvoted": 10,
    "question_upvoted": 5,
    "idea_upvoted": 5,
    "solution": 15,
    "accepting": 2,
    "confirmed": 15,
    "edit_accepted": 2,
    "downvoted": -2,
    "downvoting": -1,
    "report_upheld": -20,
    "spam": -100,
    "idea_accepted": 50,
    "idea_delivered": 100,
}
OUTSIDE_CAP = frozenset({"solution", "confirmed", "idea_accepted", "idea_delivered"})
VOTES = frozenset({"answer_upvoted", "question_upvoted", "idea_upvoted", "downvoted"})
GIFTS = (VOTES - {"downvoted"}) | {"solution", "accepting"}
"""What one citizen gives another, or earns by giving; a reversal can make it void."""
PENALTIES = frozenset({"report_upheld", "spam"})
"""These stay when the post is deleted: deleting it is no way out of them."""

DAY_CAP = 200
POST_CAP = 200
PAIR_WINDOW = timedelta(days=30)
SHARES = (1, 2, 4)
"""The first vote of one person for one author is divided by 1, the next by 2, then by 4."""


def voted_points(kind: str, votes_before: int) -> int:
    """The points of a vote after earlier ones for the same author, rounded towards zero."""
    if votes_before >= len(SHARES):
        return 0
    return int(AWARDS[kind] / SHARES[votes_before])


def clamped(points: int, *, room: int) -> int:
    """What of the points still fits; what costs points always does."""
    return min(points, max(0, room)) if points > 0 else points
