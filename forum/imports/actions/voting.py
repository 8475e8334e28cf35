"""The votes of an archive: nobody signed most of them, so they are kept as totals."""

from forum.follows.models import Follow
from forum.imports.actions.known import ANSWER, COMMENT, NOTE, THREAD, VOTES, Post
from forum.imports.actions.notebook import LOST, Notebook
from forum.imports.actions.rows import Row
from forum.imports.records import Vote, VoteKind
from forum.kernel.clock import now
from forum.kernel.db import insert_missing

NO_PLACE = "There is no place here for a vote of this kind on this post."
_SCORE = {"score": 1, "imported_score": 1}
_LOSS = {"score": -1, "imported_score": -1}
_THANKS = {"thanks_count": 1, "imported_thanks": 1}
COUNTS: dict[tuple[str, VoteKind], dict[str, int]] = {
    (THREAD, "up"): _SCORE,
    (THREAD, "down"): _LOSS,
    (THREAD, "like"): _SCORE,
    (THREAD, "favourite"): {},
    (ANSWER, "up"): _SCORE,
    (ANSWER, "down"): _LOSS,
    (ANSWER, "like"): _THANKS,
    (COMMENT, "up"): {"imported_thanks": 1},
    (COMMENT, "like"): {"imported_thanks": 1},
    (NOTE, "like"): {"imported_thanks": 1},
}
"""What one vote adds, by what it was given for; an answer that is liked was thanked for."""


def add_votes(notebook: Notebook) -> None:
    """Favourites become follows."""
    votes = {vote.key: vote for vote in notebook.batch.of(Vote)}
    new = [vote for vote in votes.values() if _is_new(notebook, vote)]
    counted = [(vote, post) for vote in new if (post := _placed(notebook, vote))]
    for vote, post in counted:
        _count(notebook, vote, post)
    follows = [_follow(notebook, *pair) for pair in counted if pair[0].kind == "favourite"]
    insert_missing(Follow, follows)
    notebook.known.remember(VOTES, {vote.key: post.id for vote, post in counted})


def _is_new(notebook: Notebook, vote: Vote) -> bool:
    if vote.key in notebook.known.votes:
        notebook.tally.see(_noun(vote), known=vote.count)
        return False
    notebook.tally.see(_noun(vote), new=vote.count)
    return True


def _noun(vote: Vote) -> str:
    return "follows" if vote.kind == "favourite" else "votes"


def _placed(notebook: Notebook, vote: Vote) -> Post | None:
    """The post it is for; otherwise refused with the reason."""
    post = notebook.known.posts.get(vote.post_key)
    if post is None:
        notebook.tally.refuse(vote.where, LOST)
        return None
    is_signed = vote.voter_key in notebook.known.members
    if (post.kind, vote.kind) not in COUNTS or (vote.kind == "favourite" and not is_signed):
        notebook.tally.refuse(vote.where, NO_PLACE)
        return None
    return post


def _count(notebook: Notebook, vote: Vote, post: Post) -> None:
    changes = {name: one * vote.count for name, one in COUNTS[post.kind, vote.kind].items()}
    notebook.growth.add(post.kind, post.id, **changes)
    notebook.tally.created[_noun(vote)] += vote.count
    if post.kind == ANSWER:
        notebook.growth.touch(notebook.known.answers[post.id].thread_id)


def _follow(notebook: Notebook, vote: Vote, post: Post) -> Row:
    member = notebook.known.members[vote.voter_key or ""]
    return {"member_id": member, "subject_id": post.id, "since": vote.at or now()}
