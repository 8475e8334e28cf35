"""Refusals and faults as a page for people and as problem+json (RFC 9457) for programs."""

from contextlib import suppress
from typing import Any

import structlog
from flask import Response, current_app, g, json, render_template, request
from flask_login import current_user
from sqlalchemy.exc import SQLAlchemyError
from werkzeug.exceptions import HTTPException, SecurityError

from forum.kernel.db import fresh_reading
from forum.kernel.errors import Invalid, Refused, Resting, SecondStepFirst, SignInFirst, TooMany
from forum.kernel.languages import language, say
from forum.kernel.live import ASKED_BY, is_live
from forum.kernel.telemetry import request_id

log = structlog.get_logger(__name__)

SENTENCES = {
    400: "We could not read what was sent. Go back and try again.",
    404: "We cannot find this page. It may have moved, or the address has a typing error.",
    405: "This page cannot be used in that way.",
    413: "What you sent is too big. Make it smaller and send it again.",
    414: "The address is too long.",
    415: "We cannot read this kind of content.",
    429: "That was a lot in a short time. Wait a minute and try again.",
}
TITLES = {
    400: "We could not read that",
    404: "We cannot find this page",
    405: "That does not work here",
    413: "That is too big",
    415: "We cannot read that",
    429: "Wait a little",
}
WENT_WRONG = "Something went wrong"
FAULT = "Something went wrong on our side. It has been written down, and nothing was half done."
LONGEST_ECHO = 30_000
CARRIED = ("key", "next", "nonce", "seen")  # by a form from page to page; nobody wrote them


def explain(refusal: Refused) -> Response:
    """The refusal's own sentence, with the text the person sent so that it is not lost."""
    response = _answer(refusal.status, refusal.title, str(refusal), refusal)
    if isinstance(refusal, TooMany | Resting):
        response.headers["Retry-After"] = str(refusal.wait)
    if refusal.status == 401 and request.path.startswith("/api/"):
        response.headers["WWW-Authenticate"] = "Bearer"
    return response


def explain_http(error: HTTPException) -> Response | HTTPException:
    code = error.code or 500
    if code < 400:
        return error
    sentence = SENTENCES.get(code, error.description or FAULT)
    response = _answer(code, TITLES.get(code, error.name), sentence, None)
    for name, value in error.get_headers():
        if name in ("Allow", "Retry-After"):
            response.headers[name] = value
    return response


def explain_fault(error: Exception) -> Response:
    log.exception("fault", endpoint=request.endpoint)
    if current_app.config.get("PROPAGATE"):
        raise error
    with fresh_reading():  # the session may have lost its connection
        return _answer(500, WENT_WRONG, FAULT, None)


def not_admitted(level: str) -> Refused:
    """What would help this person to get in, or the sentence for whom nothing helps."""
    step: Refused | None = current_app.extensions["step_before"](level, current_user)
    return step or Refused(
        "This part is for the people who work on it. Your account does not open it."
    )


def _answer(status: int, title: str, sentence: str, refusal: Refused | None) -> Response:
    title, sentence = say(title), say(sentence)
    if request.path.startswith("/api/"):
        return _problem(status, title, sentence, refusal)
    if is_live():
        return _part(status, sentence, refusal)
    shown = {
        "canonical": None,
        "language": language(),
        "status": status,
        "title": title,
        "sentence": sentence,
        "refusal": refusal,
        "sent": _texts_sent(),
        "labels": _labels_sent(),
        "request_id": request_id(),
        "needs_sign_in": isinstance(refusal, SignInFirst),
        "needs_second_step": isinstance(refusal, SecondStepFirst),
    }
    return Response(_page(shown), status, content_type="text/html; charset=utf-8")


def _part(status: int, sentence: str, refusal: Refused | None) -> Response:
    """Only the sentence: the page that asked stands where it stood, with all that was typed."""
    part = current_app.jinja_env.get_template("design/refusal.html")
    text = part.render(sentence=sentence, needs_sign_in=isinstance(refusal, SignInFirst))
    response = Response(text, status, content_type="text/html; charset=utf-8")
    response.vary.add(ASKED_BY)
    return response


def _page(shown: dict[str, Any]) -> str:
    """In the usual frame; without it when the database cannot be read or the host is not ours."""
    if not isinstance(request.routing_exception, SecurityError):
        with suppress(SQLAlchemyError):
            return render_template("design/problem.html", **shown)
    return current_app.jinja_env.get_template("design/bare.html").render(shown)


def _problem(status: int, title: str, sentence: str, refusal: Refused | None) -> Response:
    body: dict[str, Any] = {
        "type": "about:blank",
        "title": title,
        "status": status,
        "detail": sentence,
        "instance": request.path,
        "request_id": request_id(),
    }
    if isinstance(refusal, Invalid) and refusal.faults:
        body["errors"] = {name: say(fault) for name, fault in refusal.faults.items()}
    for name in ("theirs", "yours"):
        if text := getattr(refusal, name, ""):
            body[name] = text
    return Response(json.dumps(body), status, content_type="application/problem+json")


def _texts_sent() -> dict[str, str]:
    """What the person wrote, so that a refusal never loses it. Secrets are left out."""
    try:
        form = request.form
    except HTTPException:
        return {}
    keep = {n: v for n, v in form.items() if not ("password" in n or "token" in n or n in CARRIED)}
    return {name: value[:LONGEST_ECHO] for name, value in keep.items() if len(value) > 20}


def _labels_sent() -> dict[str, str]:
    """Field name -> what stands at it, of the forms that were read in this request."""
    return {field.name: str(field.label.text) for form in g.get("forms_sent", ()) for field in form}
