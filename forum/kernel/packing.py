"""Pages and answers of the API go out packed for whoever can unpack them.

Nobody learns a secret from how well a page packs: its token is another one each time, and what
another site makes a browser ask for with its cookies goes out as it is. See docs/decisions/0014.
"""

import gzip

from flask import Flask, Response, request

PACKED = {"text/html", "application/json"}
LEAST = 1_000
"""Bytes; what is shorter fits into one packet of the network anyway."""
LEVEL = 2
OUR_OWN = {"same-origin", "none"}


def init_app(app: Flask) -> None:
    app.after_request(_pack)


def takes_packed() -> bool:
    """Whether who asks can unpack it again."""
    return request.accept_encodings.quality("gzip") > 0


def _pack(response: Response) -> Response:
    if response.mimetype not in PACKED:
        return response
    response.vary.add("Accept-Encoding")
    if takes_packed() and _is_safe() and _is_worth_it(response):
        response.set_data(gzip.compress(response.get_data(), compresslevel=LEVEL, mtime=0))
        response.content_encoding = "gzip"
    return response


def _is_safe() -> bool:
    """What another site asked for in somebody's name must not be measured by how long it is."""
    return not request.cookies or request.headers.get("Sec-Fetch-Site") in OUR_OWN


def _is_worth_it(response: Response) -> bool:
    """Whole, long enough, and not known by a mark that stands for its very bytes."""
    if response.content_encoding or not response.is_sequence or response.get_etag()[0]:
        return False
    return (response.content_length or 0) >= LEAST
