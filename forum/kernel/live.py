"""A page that is already open asks for the part that changed, and not for the whole page again."""

from flask import request

ASKED_BY = "HX-Request"


def is_live() -> bool:
    """Whether the answer goes into an open page."""
    return request.headers.get(ASKED_BY) == "true"


def asked_from(element_id: str) -> bool:
    """Whether it was sent from the form of that id."""
    return request.headers.get("HX-Trigger") == element_id
