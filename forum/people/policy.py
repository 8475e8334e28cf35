"""Whom the search may find, if they want it."""

from sqlalchemy import ColumnElement, bindparam, or_

from forum.accounts.models import Member
from forum.kernel.clock import now
from forum.kernel.db import Moment


def may_be_found(member: Member) -> bool:
    """Never people under 18, suspended, gone or brought along from elsewhere."""
    is_here = member.is_active and member.is_verified
    return is_here and not member.is_under_18 and not member.is_suspended


def people_who_may_be_found() -> ColumnElement[bool]:
    """The same as a condition; what is now is asked each time it is used."""
    moment = bindparam(None, callable_=now, type_=Moment())
    return (
        Member.verified_at.is_not(None)
        & Member.erased_at.is_(None)
        & ~Member.is_imported
        & ~Member.is_under_18
        & or_(Member.suspended_until.is_(None), Member.suspended_until <= moment)
    )
