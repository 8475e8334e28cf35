"""What people write: Markdown or old HTML in, safe HTML out, through four walls.

The walls: Markdown that takes no HTML, bleach, nh3, and the page's own content policy. Only here
are those libraries imported, and only here is text declared fit for a page.
"""

from forum.kernel.text.brief import count_words, first_sentence
from forum.kernel.text.legacy import clean_html
from forum.kernel.text.markdown import NONE, NOWHERE
from forum.kernel.text.passages import Passage, kinds_in, passages, pieces
from forum.kernel.text.plain import as_typed, words_of
from forum.kernel.text.private import (
    PrivateText,
    Unpublished,
    publish_text,
    read_by_its_people,
)
from forum.kernel.text.rendering import RENDERER_VERSION, render
from forum.kernel.text.showing import excerpt, opening, shown
from forum.kernel.text.slugs import slug_of
from forum.kernel.text.source import LONGEST, Unreadable, storable, tidy
from forum.kernel.text.tongues import tongue

__all__ = [
    "LONGEST",
    "NONE",
    "NOWHERE",
    "RENDERER_VERSION",
    "Passage",
    "PrivateText",
    "Unpublished",
    "Unreadable",
    "as_typed",
    "clean_html",
    "count_words",
    "excerpt",
    "first_sentence",
    "kinds_in",
    "opening",
    "passages",
    "pieces",
    "publish_text",
    "read_by_its_people",
    "render",
    "shown",
    "slug_of",
    "storable",
    "tidy",
    "tongue",
    "words_of",
]
