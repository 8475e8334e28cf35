"""Who may see, support, take back, keep or decide an idea. One question a function."""

from forum.accounts.models import Member
from forum.accounts.standing import MODERATING_ROLES, POLICY_ROLES, Privilege
from forum.ideas.models import Idea
from forum.ideas.states import SUPPORTABLE, UNDECIDED, Stage
from forum.topics.policy import may_keep_catalogue


def may_see(member: Member | None, idea: Idea) -> bool:
    """What does not show is seen by its author and the staff; a draft by its author alone."""
    if idea.is_visible:
        return True
    if member is None:
        return False
    return member.id == idea.author_id or (member.works_here and idea.state != "draft")


def takes_supports(idea: Idea) -> bool:
    """Whether its own state lets it; what the board says is asked apart."""
    return idea.is_visible and idea.stage in SUPPORTABLE


def may_keep_boards(member: Member | None) -> bool:
    return may_keep_catalogue(member)


def may_withdraw(member: Member, idea: Idea) -> bool:
    """The author, as long as nothing is decided."""
    is_author = member.id == idea.author_id and not member.is_suspended
    return is_author and idea.stage in UNDECIDED


def may_decide(member: Member) -> bool:
    return member.works_as(POLICY_ROLES)


def may_keep_order(member: Member) -> bool:
    """Let a held idea show, or take one out of sight."""
    return member.works_as(POLICY_ROLES | MODERATING_ROLES)


def is_held_at_first(member: Member, *, has_shown_one: bool) -> bool:
    """The first idea of a newcomer is read by staff before it shows."""
    return not has_shown_one and not member.may(Privilege.PROPOSE_FREELY)


def has_one_at_a_time(member: Member) -> bool:
    return not member.may(Privilege.PROPOSE_FREELY)


def stage_of(idea: Idea) -> Stage:
    return Stage(idea.stage)
