"""Whether somebody says thank you and nothing else: that needs no reply and opens nothing again.

It would rather take a thank-you for a question than the other way round: one word that is not on
the list, a number, a link or a question mark, and it is a message like any other.
"""

import re

MOST_WORDS = 15
THANKS = frozenset("thank thanks thankyou thx ta cheers diolch danke dank merci grateful".split())
POLITE = frozenset(
    # English
    "a again all and appreciate appreciated for bless brilliant dear excellent fantastic from good "
    "great hello help helpful helping hi i is it its kind kindness lot lots lovely many "
    "message most much my of perfect quick quickly really reply regards response so sorting speedy "
    "super swift team that the this to very we well wishes wonderful you your yours answer best "
    "am are have everybody everyone sincerely "
    # Welsh and German
    "yn fawr iawn am eich help y cyflym ateb i chi cofion gorau pawb "
    "vielen schön schoen sehr herzlichen für fuer die ihre hilfe antwort schnelle viele grüße lg "
    "mfg beaucoup".split()
)
_WORD = re.compile(r"[^\W\d_]+(?:[’'][^\W\d_]+)?")
_SAYS_MORE = re.compile(r"[\d?@#]|://|www\.")


def is_only_thanks(text: str, *, name: str = "") -> bool:
    """`name` is the writer's own, which may stand below."""
    words = [word.lower() for word in _WORD.findall(text)]
    if not words or len(words) > MOST_WORDS or _SAYS_MORE.search(text):
        return False
    own = {word.lower() for word in _WORD.findall(name)}
    says_thanks = any(word in THANKS for word in words)
    return says_thanks and all(word in THANKS | POLITE | own for word in words)
