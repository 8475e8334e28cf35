"""What an idea's page tells search engines: the same as it shows, in the words of schema.org."""

from collections.abc import Sequence
from typing import Any

from forum.ideas.queries import Case, Reply
from forum.kernel.found import Outside
from forum.kernel.text import opening

LONG, SHORT = 300, 160


def outside(case: Case, replies: Sequence[Reply], *, url: str, place: str) -> Outside:
    """`replies` of the council, the latest first; only that one is told. `place` is the council."""
    facts = {
        "@context": "https://schema.org",
        "@type": "DiscussionForumPosting",
        "headline": case.title,
        "text": opening(case.stored, LONG),
        "url": url,
        "author": {"@type": "Person", "name": case.by},
        "datePublished": case.proposed_at.isoformat(timespec="seconds"),
        "interactionStatistic": {
            "@type": "InteractionCounter",
            "interactionType": "https://schema.org/LikeAction",
            "userInteractionCount": case.support_count,
        },
    }
    said = {"comment": [_reply(replies[0], place)]} if replies else {}
    return Outside(opening(case.stored, SHORT), facts=facts | said)


def _reply(reply: Reply, place: str) -> dict[str, Any]:
    return {
        "@type": "Comment",
        "text": reply.summary,
        "author": {"@type": "Organization", "name": reply.department or place},
        "datePublished": reply.written_at.isoformat(timespec="seconds"),
    }
