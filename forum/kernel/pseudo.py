"""A language nobody speaks: our sentences are marked and longer, so what is not stands out."""

import re

from babel.support import NullTranslations

PLAIN = "AEIOUYCDGHJKLNRSTWZaeiouycdghjklnrstwz"
MARKED = "ÅÉÎÖÛÝÇÐĜĤĴĶĻÑŔŠŢŴŽåéîöûýçðĝĥĵķļñŕšţŵž"
LETTERS = str.maketrans(PLAIN, MARKED)
KEPT = re.compile(r"(%\(\w+\)[sd]|%%|\{\w+\}|<[^>]*>|&\w+;)")
LONGER = 0.35
OPENS, CLOSES, FILLS = "⟦", "⟧", "·"


def pseudo(words: str) -> str:
    """The sentence between brackets, a third longer; facts and tags stay as they are."""
    pieces = KEPT.split(words)
    pieces[::2] = [piece.translate(LETTERS) for piece in pieces[::2]]
    return f"{OPENS}{''.join(pieces)}{FILLS * round(len(words) * LONGER)}{CLOSES}"


class Pseudo(NullTranslations):
    """A catalogue in which every sentence is there."""

    def ugettext(self, message: str) -> str:
        return pseudo(message)

    def ungettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return pseudo(msgid1 if n == 1 else msgid2)

    gettext, ngettext = ugettext, ungettext
