"""Following by e-mail: asking for it, confirming it from the mailbox, and ending it there."""

from flask import flash, redirect, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from forum.accounts.current import network_address
from forum.accounts.emails import email_key
from forum.kernel import found
from forum.kernel.db import writing
from forum.kernel.errors import Missing
from forum.kernel.web import page, room
from forum.mail_follows import actions, codes, limits, queries
from forum.mail_follows.forms import EndAllForm, MailFollowForm

mail_follows = room("mail_follows", __file__)

LONGEST_NUMBER = 19


@mail_follows.get("/follow")
def new() -> Response:
    """One field for the address, whatever is followed."""
    if "subject" not in request.args:
        return page("mail_follows/how.html")
    return _new_page(MailFollowForm(data={"subject": request.args.get("subject", "")}))


@mail_follows.post("/follow")
def ask() -> Response:
    """The answer is the same whether we know the address or not."""
    form = MailFollowForm.sent()
    if not form.is_fine:
        return _new_page(form, status=422)

    subject_id, email = _number(form.subject.data), form.email.data
    _title, url = queries.followable(subject_id)
    key, place = email_key(email), network_address()
    limits.look(key, place)
    with writing():
        limits.count(key, place)
        actions.ask_to_follow(email, subject_id)
    flash(_("Look into your mailbox: if nothing stands against it, a mail asks you there."), "good")
    return redirect(url, 303)


@mail_follows.get("/follow/<token>")
def show(token: str) -> Response:
    """What this mailbox follows. Looking at the link, as mail programs do, confirms nothing."""
    reader_id, subject_id = codes.opened_by(token)
    follows = queries.followed_by(reader_id)
    asked = next((one for one in follows if one.subject_id == subject_id), None)
    waits = asked is not None and asked.confirmed_at is None
    shown = page(
        "mail_follows/show.html",
        token=token,
        follows=follows,
        asked=asked if waits else None,
    )
    return found.kept_out(shown)


@mail_follows.post("/follow/<token>")
def confirm(token: str) -> Response:
    """Whoever reads the mailbox wants it: from now on mails come."""
    with writing():
        if not actions.confirm(*codes.opened_by(token)):
            raise Missing(_("You do not follow this any more. Open its page and ask again."))
    flash(_("You will hear from us. Every mail has a link with which it ends."), "good")
    return redirect(url_for("mail_follows.show", token=token), 303)


@mail_follows.get("/follow/<token>/removal")
def ask_to_stop(token: str) -> Response:
    """Behind the link at the foot of a mail: one button."""
    codes.opened_by(token)
    return found.kept_out(page("mail_follows/stop.html", token=token, is_done=False))


@mail_follows.post("/follow/<token>/removal")
def stop(token: str) -> Response:
    """Ends it, for a person here or a mail program (RFC 8058): no sign-in, no redirect."""
    with writing():
        actions.end(*codes.opened_by(token))
    return found.kept_out(page("mail_follows/stop.html", token=token, is_done=True))


@mail_follows.post("/follow/<token>/all/removal")
def stop_all(token: str) -> Response:
    """Ends everything; the address is erased."""
    for_ever = EndAllForm.sent().or_refuse().never.data == "yes"
    with writing():
        reader_id, _subject_id = codes.opened_by(token)
        actions.end_all(reader_id, for_ever=for_ever)
    return found.kept_out(page("mail_follows/stop.html", token=token, is_done=True))


def _new_page(form: MailFollowForm, *, status: int = 200) -> Response:
    title, url = queries.followable(_number(form.subject.data))
    return page("mail_follows/new.html", status, form=form, title=title, url=url)


def _number(text: str | None) -> int:
    if text and text.isascii() and text.isdigit() and len(text) <= LONGEST_NUMBER:
        return int(text)
    raise Missing(queries.NOTHING)
