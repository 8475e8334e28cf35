"""The page of an idea: the case, who stands behind it, where it stands, what the council says."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from flask import request
from flask_babel import gettext as _
from werkzeug.datastructures import MultiDict
from werkzeug.utils import redirect
from werkzeug.wrappers import Response

from forum.accounts.current import reader
from forum.accounts.models import Member
from forum.accounts.standing import Privilege
from forum.ideas import policy, queries
from forum.ideas.forms import IdeaDecisionForm
from forum.ideas.queries import Case, Reply
from forum.ideas.queries.reasons import given_by_hand
from forum.ideas.states import LABELS, MOVED_BY_STAFF, MOVES, Stage
from forum.ideas.views.outside import outside
from forum.ideas.views.room import banner, deeds, ideas, sign_in_then
from forum.kernel import found
from forum.kernel.cache import observe
from forum.kernel.languages import say
from forum.kernel.site import site_now
from forum.kernel.web import page


@dataclass(frozen=True)
class Me:
    """What the reader may press on this page."""

    is_author: bool
    may_support: bool
    may_withdraw: bool
    may_decide: bool
    may_keep_order: bool


@ideas.get("/ideas/<int:idea_id>")
@ideas.get("/ideas/<int:idea_id>-<slug>")
def show(idea_id: int, slug: str = "") -> Response:
    to = reader()
    case = queries.case_of(idea_id, to=to)
    if slug != case.slug:
        path = queries.idea_path(case.id, case.slug)
        return redirect(f"{path}?{request.query_string.decode()}".rstrip("?"), 301)

    if to is not None and case.state == "published":
        observe("idea_view", (to.id, case.id))
    shown = idea_page(case, to, _form(case, to))
    return shown if case.state == "published" else found.kept_out(shown)


def idea_page(
    case: Case, to: Member | None, form: IdeaDecisionForm, *, status: int = 200
) -> Response:
    path = queries.idea_path(case.id, case.slug)
    replies = queries.replies_of(case.id)
    return page(
        "ideas/show.html",
        status,
        idea=case,
        moves=queries.moves_of(case.id),
        replies=replies,
        said=queries.comments_on(case, cursor=request.args.get("cursor")),
        me=me_at(case, to),
        form=form,
        stages=_stages(case),
        reasons=given_by_hand(),
        path=path,
        sign_in=sign_in_then(path),
        banner=banner.render([case.id], to=to).get(case.id),
        deeds=deeds.render([case.id], to=to).get(case.id),
        **_outside(case, replies, path, to),
    )


def _outside(case: Case, replies: Sequence[Reply], path: str, to: Member | None) -> dict[str, Any]:
    """Robots are visitors: nobody else loads what is only for them."""
    own = found.canonical(path)
    if own is None or to is not None:
        return {"canonical": own}
    return {"canonical": own, "outside": outside(case, replies, url=own, place=site_now().place)}


def _form(case: Case, to: Member | None) -> IdeaDecisionForm:
    """As it stands before anything is decided."""
    team = to.team if to is not None else None
    return IdeaDecisionForm(MultiDict({"stage": case.stage, "department": team or ""}))


def _stages(case: Case) -> list[tuple[str, str]]:
    """Where it may go from here; to stay is to say something new without deciding."""
    here = Stage(case.stage)
    ways = [stage for stage in MOVED_BY_STAFF if stage in MOVES[here]]
    stays = (
        [(here.value, _("%(stage)s (as it is now)", stage=say(LABELS[here])))]
        if here in MOVED_BY_STAFF
        else []
    )
    return stays + [(stage.value, say(LABELS[stage])) for stage in ways]


def me_at(case: Case, to: Member | None) -> Me | None:
    if to is None:
        return None
    is_author = to.id == case.author_id
    return Me(
        is_author=is_author,
        may_support=to.may(Privilege.SUPPORT),
        may_withdraw=is_author and case.is_undecided and not to.is_suspended,
        may_decide=policy.may_decide(to),
        may_keep_order=policy.may_keep_order(to),
    )
