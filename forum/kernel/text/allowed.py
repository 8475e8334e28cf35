"""What a post may be made of: one list of tags, attributes and addresses for every wall."""

import re
from html import unescape

TAGS = frozenset(
    "a b blockquote br code del em h3 h4 h5 h6 hr i img kbd li ol p pre s strong sub sup "
    "table tbody td th thead tr ul".split()
)
SCHEMES = frozenset({"http", "https", "mailto"})
REL = "nofollow ugc noopener"
MOST_CHARACTERS = 200_000
MOST_TAGS = 12_000

SCHEME = re.compile(r"[a-z][a-z0-9+.-]*(?=:)", re.IGNORECASE)
ANYTHING = re.compile(r".*", re.DOTALL)
# Signs nobody sees have no place in an address: they only hide where it leads.
VISIBLE = re.compile(r"[^\x00-\x1f\x7f-\xa0\u200b-\u200f\u2028-\u202e\ufeff]*")
ALIGNMENT = re.compile(r"left|center|right")
# A picture comes from this site only: a foreign one would tell its owner who reads the post.
OUR_PICTURE = re.compile(r"/uploads(/[A-Za-z0-9][A-Za-z0-9._-]*)+")
ATTRIBUTES = {
    "a": {"href": VISIBLE, "title": ANYTHING},
    "img": {"src": OUR_PICTURE, "alt": ANYTHING},
    "code": {"class": re.compile(r"language-[a-z0-9+-]{1,20}")},
    "td": {"align": ALIGNMENT},
    "th": {"align": ALIGNMENT},
    "ol": {"start": re.compile(r"[0-9]{1,9}")},
}


def permits(tag: str, attribute: str, value: str) -> bool:
    """Whether that attribute with that value may stand on the tag.

    The walls judge schemes too, but bleach 6.4.0 takes "javascript:123" for a host and a port.
    """
    pattern, value = ATTRIBUTES.get(tag, {}).get(attribute), unescape(value)
    if pattern is None or not pattern.fullmatch(value):
        return False
    return attribute != "href" or leads_somewhere(value)


def leads_somewhere(address: str) -> bool:
    """Whether people may be sent there: a page, a mailbox or a place on this site."""
    scheme = SCHEME.match(address.lstrip())
    return scheme is None or scheme[0].lower() in SCHEMES


def is_overgrown(html: str) -> bool:
    """Whether it is too big to store, or to clean in less than half a second."""
    return len(html) > MOST_CHARACTERS or html.count("<") > MOST_TAGS


def is_our_picture(address: str) -> bool:
    """Whether the picture was uploaded here."""
    return permits("img", "src", address)
