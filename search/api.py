"""Searching in JSON: what fits the words, and what is like a text."""

from typing import Any

from apiflask import Schema
from apiflask.fields import Boolean, DateTime, Dict, Float, Integer, List, Nested, String
from apiflask.validators import OneOf
from flask import current_app

from forum.accounts.current import reader
from forum.kernel.api import Text, api
from forum.kernel.errors import Invalid
from forum.kernel.paging import cursor, position
from forum.kernel.similar import Similar, similar_to
from search.documents import Line
from search.finding import LAST_PAGE, find
from search.kinds import KINDS
from search.query import LONGEST, read

search_api = api("search", __name__)

LONGEST_NAME = 100
SIMILAR_KINDS = ("thread", "idea", "article")


class SearchAsked(Schema):
    """`q` may hold `word*`, `"words together"`, `topic:`, `tag:`, `kind:` and `is:`.

    `is:` is followed by `solved`, `unsolved` or `official`.
    """

    q = Text(most=LONGEST, one_line=True, load_default="")
    kind = String(load_default="", validate=OneOf(["", *KINDS]))
    topic = Text(most=LONGEST_NAME, one_line=True, load_default="")
    tag = Text(most=LONGEST_NAME, one_line=True, load_default="")
    solved = String(load_default="", validate=OneOf(["", "yes", "no"]))
    cursor = Text(most=500, one_line=True, load_default=None)


class SimilarAsked(Schema):
    """`before` leaves out what was made later."""

    title = Text(most=150, one_line=True, required=True)
    body = Text(most=30_000, load_default="")
    kind = String(load_default="thread", validate=OneOf(SIMILAR_KINDS))
    before = DateTime(load_default=None, format="iso")


class ResultShown(Schema):
    kind = String()
    id = Integer()
    title = String()
    url = String()
    excerpt = String()
    score = Float()


class Facets(Schema):
    """How many results there are of each kind, and how many of them are solved questions."""

    kind = Dict(String(), Integer())
    solved = Integer()


class ResultsListed(Schema):
    """`is_complete` is false while the index is being repaired and the database answers alone."""

    items = List(Nested(ResultShown))
    next = String(allow_none=True)
    facets = Nested(Facets)
    is_complete = Boolean()


class SimilarShown(ResultShown):
    """`mark` is `solved`, `official` or empty; `shared` from 0 to 1 is how alike the titles are."""

    mark = String()
    shared = Float()


class SimilarListed(Schema):
    items = List(Nested(SimilarShown))


@search_api.get("/search")
@search_api.input(SearchAsked, location="query", arg_name="asked")
@search_api.output(ResultsListed)
def find_results(asked: dict[str, Any]) -> dict[str, Any]:
    """What fits the words, best first, with how many there are of each kind."""
    number = _page_number(asked.pop("cursor"))
    found = find(read(asked.pop("q"), **asked), to=reader(), page=number)
    scored = zip(found.lines, found.scores, strict=True)
    return {
        "items": [_result(line, score) for line, score in scored],
        "next": cursor([number + 1]) if found.has_more else None,
        "facets": {"kind": found.counts, "solved": found.solved},
        "is_complete": not found.is_fallback,
    }


@search_api.get("/similar")
@search_api.input(SimilarAsked, location="query", arg_name="asked")
@search_api.output(SimilarListed)
def similar(asked: dict[str, Any]) -> dict[str, Any]:
    """What may answer already what somebody is writing, best first."""
    found = similar_to(asked.pop("kind"), reader=reader(), **asked)
    return {"items": [_similar(one) for one in found]}


def _page_number(text: str | None) -> int:
    place = position(text, int)
    number = place[0] if place else 1
    if not 1 <= number <= LAST_PAGE:
        raise Invalid("There are no more results. Search with other words.")
    return int(number)


def _result(line: Line, score: float) -> dict[str, Any]:
    return {
        "kind": line.kind,
        "id": line.id,
        "title": line.title,
        "url": _absolute(line.url),
        "excerpt": line.excerpt,
        "score": round(score, 3),
    }


def _similar(one: Similar) -> dict[str, Any]:
    rounded = {"score": round(one.score, 3), "shared": round(one.shared, 3)}
    return vars(one) | rounded | {"url": _absolute(one.url)}


def _absolute(path: str) -> str:
    return f"{current_app.config['BASE_URL']}{path}"
