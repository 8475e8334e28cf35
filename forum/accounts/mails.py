"""The letters about an account. Each is written when it is sent, if it is still true then."""

from forum.accounts.codes import Purpose, is_live, link_part
from forum.accounts.events import CodeRequested, MemberEvent, MemberJoined
from forum.accounts.models import Code, Member
from forum.kernel.db import db
from forum.kernel.events import PublishedEvent
from forum.kernel.languages import say
from forum.kernel.mail.outgoing import Letter, OutgoingMail
from forum.kernel.site import site

VERIFY = """\
Somebody signed up at {site} with this address. We hope it was you.

Open the link below and press the button, and your account is ready. The link works for 2 days.

If it was not you, do nothing. Nobody can write in your name until the button is pressed.
"""
ALREADY_MEMBER = """\
Somebody tried to sign up at {site} with this address. But you have an account already.

If it was you, you can sign in. If you do not know your password any more, choose a new one: open \
the link below.

If it was not you, do nothing. Your account is as it was.
"""
RESET = """\
Somebody asked for a new password for your account at {site}.

Open the link below to choose one. The link works for 2 hours and only once.

If it was not you, do nothing. Your password stays as it is.
"""
PASSWORD_CHANGED = """\
The password of your account at {site} has just been changed. All other browsers are signed out.

If it was not you, choose a new password at once: open the link below.
"""
SECOND_STEP_SET_UP = """\
From now on your account at {site} asks for a code of your phone at each sign-in.

If it was not you, tell an administrator at once.
"""
SECOND_STEP_REMOVED = """\
The phone was taken off your account at {site}. At your next sign-in you set up a new one.

If you know nothing of it, choose a new password at once and tell an administrator.
"""
RECOVERY_CODE_USED = """\
One of your codes on paper was used to sign in at {site}. It does not work any more.

If it was not you, choose a new password at once and tell an administrator.
"""
LOST_PASSWORD = "/password"
SECOND_STEP = "/me/sign-in/second-step"


def verify_email(mail: OutgoingMail) -> Letter | None:
    """None when the address has been proved meanwhile or the code is dead."""
    member, code = _recipient(mail), _code(mail, Purpose.VERIFY)
    if member is None or code is None or member.is_verified:
        return None
    return _letter(
        member, "Confirm your e-mail address", VERIFY, about_page=f"/verify/{link_part(code)}"
    )


def already_member(mail: OutgoingMail) -> Letter | None:
    member = _recipient(mail)
    if member is None:
        return None
    return _letter(member, "You have an account already", ALREADY_MEMBER, about_page=LOST_PASSWORD)


def reset_password(mail: OutgoingMail) -> Letter | None:
    """None when the code is dead."""
    member, code = _recipient(mail), _code(mail, Purpose.RESET)
    if member is None or code is None:
        return None
    page = f"{LOST_PASSWORD}/{link_part(code)}"
    return _letter(member, "Choose a new password", RESET, about_page=page)


def password_changed(mail: OutgoingMail) -> Letter | None:
    member = _recipient(mail)
    if member is None:
        return None
    return _letter(member, "Your password was changed", PASSWORD_CHANGED, about_page=LOST_PASSWORD)


def second_step_set_up(mail: OutgoingMail) -> Letter | None:
    return _about_phone(mail, "Your phone is set up", SECOND_STEP_SET_UP)


def second_step_removed(mail: OutgoingMail) -> Letter | None:
    return _about_phone(mail, "Your phone was taken off your account", SECOND_STEP_REMOVED)


def recovery_code_used(mail: OutgoingMail) -> Letter | None:
    return _about_phone(mail, "A code on paper was used", RECOVERY_CODE_USED)


def _about_phone(mail: OutgoingMail, subject: str, text: str) -> Letter | None:
    member = _recipient(mail)
    return _letter(member, subject, text, about_page=SECOND_STEP) if member else None


def _letter(member: Member, subject: str, text: str, *, about_page: str) -> Letter | None:
    if member.email is None:
        return None
    return Letter(
        member.email, say(subject), say(text).format(site=site().name), about_page=about_page
    )


def _recipient(mail: OutgoingMail) -> Member | None:
    event = _event(mail)
    member = db.get(Member, event.member_id) if event else None
    return member if member and member.is_active else None


def _code(mail: OutgoingMail, purpose: Purpose) -> Code | None:
    event = _event(mail)
    if not isinstance(event, MemberJoined | CodeRequested) or event.code_id is None:
        return None
    code = db.get(Code, event.code_id)
    return code if code and code.purpose == purpose and is_live(code) else None


def _event(mail: OutgoingMail) -> MemberEvent | None:
    event = db.get_one(PublishedEvent, mail.event_id).event
    return event if isinstance(event, MemberEvent) else None


MAILS = {
    "already_member": already_member,
    "password_changed": password_changed,
    "recovery_code_used": recovery_code_used,
    "reset_password": reset_password,
    "second_step_removed": second_step_removed,
    "second_step_set_up": second_step_set_up,
    "verify_email": verify_email,
}
