"""Who is asking: found from the cookie or the bearer token by one query, again at each request."""

import hashlib
from collections.abc import Set
from ipaddress import IPv4Address, ip_address, ip_network
from typing import cast

from flask import Flask, Request, current_app, g, has_request_context, request
from flask_babel import gettext as _
from flask_login import AnonymousUserMixin, LoginManager, current_user
from sqlalchemy import select

from forum.accounts.models import ApiToken, Member, SignIn
from forum.accounts.scopes import OF_EVERYBODY, scope_of
from forum.kernel.clock import now
from forum.kernel.db import db
from forum.kernel.errors import Refused, SignInFirst
from forum.kernel.site import asks_second_step

NO_SCOPE = "This token has not the scope “%(scope)s”, which this call needs."
BEARER = "bearer"  # the scheme's letters may be large or small (RFC 9110)


class Visitor(AnonymousUserMixin):
    """Somebody without an account, or not signed in."""

    role = "visitor"
    is_suspended = False
    acts_as_citizen = False

    def works_as(self, roles: Set[str]) -> bool:
        return False


def init_app(app: Flask) -> None:
    logins = LoginManager(app)
    logins.anonymous_user = Visitor
    logins.session_protection = None
    logins.request_loader(_member_asking)
    app.before_request(_refuse_unknown_token)
    app.before_request(_refuse_missing_scope)


def reader() -> Member | None:
    """The signed-in member, attached to the session now in use; None for a visitor."""
    if not has_request_context() or not current_user.is_authenticated:
        return None
    known = cast(Member, current_user._get_current_object())
    if known in db:
        return known
    fresh = db.get(Member, known.id)
    if fresh is None or not fresh.is_active:
        return None
    fresh.acts_as_citizen = known.acts_as_citizen
    return fresh


def current_member() -> Member:
    """The signed-in member; raises SignInFirst for a visitor."""
    member = reader()
    if member is None:
        raise SignInFirst
    return member


def digest(secret: str) -> str:
    """What is stored of a secret that people carry."""
    return hashlib.sha256(secret.encode("utf-8", "replace")).hexdigest()


def cookie_name() -> str:
    """`__Host-` binds the cookie to this host, but only works over https."""
    return "__Host-folkmoot" if current_app.config["SECURE_COOKIES"] else "folkmoot"


def _member_asking(asking: Request) -> Member | None:
    if asking.path.startswith("/api/"):
        scheme, _space, token = asking.headers.get("Authorization", "").partition(" ")
        return _bearer(token.strip()) if scheme.lower() == BEARER else None
    if secret := asking.cookies.get(cookie_name()):
        return _signed_in(secret)
    return None


def _refuse_unknown_token() -> None:
    """A program whose token has ended learns it at once, also where visitors may read."""
    sent = request.path.startswith("/api/") and "Authorization" in request.headers
    if sent and not current_user.is_authenticated:
        raise SignInFirst("We do not know this token. It may have been ended: use another one.")


def _refuse_missing_scope() -> None:
    """A token opens what it was made for, and nothing else its member may do."""
    level = current_app.extensions["house"].access.get(request.endpoint)
    if not g.get("by_token") or level is None:
        return
    needed = scope_of(request.method, level)
    if needed not in g.token_scopes:
        raise Refused(_(NO_SCOPE, scope=needed))


def _bearer(secret: str) -> Member | None:
    token = db.scalar(select(ApiToken).where(ApiToken.digest == digest(secret), ApiToken.is_live()))
    g.by_token = token is not None
    if token is None or not token.member.is_active:
        return None
    g.token_scopes = token.scopes.split()
    token.member.acts_as_citizen = not set(g.token_scopes) - set(OF_EVERYBODY)
    return token.member


def _signed_in(secret: str) -> Member | None:
    live = select(SignIn).where(SignIn.digest == digest(secret), SignIn.ends_at > now())
    sign_in = db.scalar(live)
    if sign_in is None or not sign_in.member.is_active:
        return None
    g.sign_in_secret = sign_in.digest
    g.sign_in_id = sign_in.id
    g.member_signed_in = sign_in.member_id
    g.has_second_step = sign_in.second_step_at is not None
    member = sign_in.member
    member.acts_as_citizen = member.is_staff and not g.has_second_step and asks_second_step()
    return member


def has_second_step() -> bool:
    """Whether the code of the phone was shown in this browser's sign-in."""
    return bool(current_user.is_authenticated and g.get("has_second_step"))


def sign_in_id() -> int | None:
    """The row of this browser's sign-in."""
    bool(current_user.is_authenticated)
    return cast("int | None", g.get("sign_in_id"))


def known_signed_in() -> int | None:
    """Whose browser this is, where this request has found it out; it asks the database nothing."""
    return cast("int | None", g.get("member_signed_in"))


def network_address() -> str:
    """Where the request comes from, for limits; proxies count only when they are trusted.

    A household with IPv6 owns a /64 and would otherwise have 2^64 addresses to come from. What a
    door for both kinds writes in the new way, ::ffff:192.0.2.1, is an address of the old kind.
    """
    sent = request.remote_addr or "unknown"
    try:
        found = ip_address(sent.partition("%")[0])
    except ValueError:
        return sent
    if isinstance(found, IPv4Address):
        return str(found)
    return str(found.ipv4_mapped or ip_network((found, 64), strict=False))
