"""Changing what a post says. What it said before is kept."""

from forum.accounts.models import Member
from forum.kernel import audit
from forum.kernel.clock import now
from forum.kernel.db import db
from forum.kernel.errors import Conflict, Refused
from forum.kernel.events import publish
from forum.kernel.text import Passage
from forum.kernel.written import Written
from forum.threads import policy
from forum.threads.actions import guarding
from forum.threads.actions.asking import slug_of
from forum.threads.actions.counting import touch
from forum.threads.actions.keeping import is_kept
from forum.threads.briefs import Brief, brief_of, says_more, whole_text
from forum.threads.events import PostEdited
from forum.threads.models import Answer, Comment, Revision, Thread
from forum.threads.passages import NOTHING, Confirmed, checked, keep_reasons, passages_for
from forum.threads.policy import Post
from forum.uploads.actions import let_go_of_pictures, show_pictures


def edit_post(
    post: Post,
    *,
    by: Member,
    body: Written,
    revision: int,
    title: str | None = None,
    brief: Brief | None = None,
    confirmed: Confirmed = NOTHING,
) -> None:
    """Replace the text. `revision` is the one the writer saw; another one raises Conflict. `brief`
    is what an official answer opens with from now on; `confirmed` says why what is new in it and
    looks personal may stand there.
    """
    _refuse_change(post, by, body)
    brief = _brief_of(post, body, brief)
    if _says_that_already(post, body, title, brief):
        return
    if post.revision != revision:
        raise _conflict(post, body)

    found = checked(personal_in(post, body, brief, by=by), confirmed)
    _keep_old_text(post, by)
    _write_new_text(post, body, title, brief)
    keep_reasons(post.id, found, confirmed, by=by)
    if by.id != post.author_id:
        audit.record("edit post", by=by.id, subject_id=post.id, person_id=post.author_id)
    publish(
        PostEdited(
            actor_id=by.id, thread_id=thread_id_of(post), post_id=post.id, revision=post.revision
        )
    )


def _refuse_change(post: Post, by: Member, body: Written) -> None:
    if not policy.may_change(by, post) or post.state == "deleted":
        raise Refused("You can only change what you wrote yourself, while it is still there.")
    guarding.refuse_many_links(by, body)
    if isinstance(post, Comment):
        guarding.refuse_long_comment(body, before=post.body)
    if isinstance(post, Answer) and post.is_official:
        guarding.refuse_unread(by)


def personal_in(post: Post, body: Written, brief: Brief | None, *, by: Member) -> list[Passage]:
    """What of a new text may tell who somebody is; of an official answer, and not there before."""
    if not isinstance(post, Answer) or not post.is_official:
        return []
    text = whole_text(brief, body) if brief else body.source
    before = f"{post.in_short or ''}\n\n{post.body}"
    return passages_for(text, post.thread_id, by=by, before=before)


def thread_id_of(post: Post) -> int:
    return post.id if isinstance(post, Thread) else post.thread_id


def _brief_of(post: Post, body: Written, brief: Brief | None) -> Brief | None:
    """One that says no more than its text opens with the new text, when nothing else was said."""
    if not isinstance(post, Answer) or not post.is_official:
        return None
    if brief is None and post.in_short and not says_more(post.in_short, post.html):
        return brief_of("", body, or_begins=True)
    return brief


def _says_that_already(post: Post, body: Written, title: str | None, brief: Brief | None) -> bool:
    same_title = not isinstance(post, Thread) or title in (None, post.title)
    known = (post.in_short, post.true_until) if isinstance(post, Answer) else None
    same_brief = brief is None or known == (brief.in_short, brief.true_until)
    return same_title and same_brief and post.body == body.source


def _conflict(post: Post, body: Written) -> Conflict:
    return Conflict(
        "Somebody changed this while you were writing. Both texts are below: "
        "take what you need from each, then open the page again and save it.",
        theirs=post.body,
        yours=body.source,
    )


def _keep_old_text(post: Post, by: Member) -> None:
    db.add(
        Revision(
            post_id=post.id,
            number=post.revision,
            title=post.title if isinstance(post, Thread) else None,
            in_short=post.in_short if isinstance(post, Answer) else None,
            body=post.body,
            editor_id=by.id,
        )
    )


def _write_new_text(post: Post, body: Written, title: str | None, brief: Brief | None) -> None:
    if isinstance(post, Thread) and title:
        post.title, post.slug = title, slug_of(title)
    for name, value in vars(brief).items() if brief else ():
        setattr(post, name, value)
    post.body, post.html, post.renderer = body.source, body.html, body.renderer
    post.revision += 1
    post.edited_at = now()
    db.flush()
    if not is_kept(post):
        let_go_of_pictures(body.html, in_post=post.id)
    show_pictures(body.html, in_post=post.id)
    touch(thread_id_of(post))
