"""In which language somebody wrote, told by its letters and its small words."""

import re
from bisect import bisect_right
from collections import Counter
from functools import lru_cache

READ = 240
"""So many letters of a text are looked at."""
OFTEN = ("en", "cy")
"""One small word is enough for these; the others need two, because a place has borrowed words."""
# Words that are common in one of these languages and in no other of them, and are no HTML tag.
SMALL_WORDS = {
    "en": "the and of that for with my they have has not this what when where how can who it you "
    "which from there been would does but we our their your if at should could did",
    "cy": "mae yn yr wedi sydd mewn gyda ddim eich fel hyn hynny beth pryd gan ond nad nid oes ydy "
    "yw dydy dw rydw rwy rwyf roedd bydd heb arnom unrhyw rhywun angen gallaf alla wrth ble sut",
    "de": "der und ist nicht ich ein eine für auf wie wir zu von auch aber habe sie wird wurde",
    "es": "el los las una pero muy dónde cómo cuándo tengo está qué hola gracias desde hasta",
    "fr": "est une pour dans je vous nous qui avec où ça cette mais aussi merci bonjour depuis",
    "it": "che sono della gli perché mio anche questo ciao grazie dalla delle nella quando ogni",
    "lt": "ir yra aš mano kaip kur kad bet ačiū labas prašau nėra buvo reikia",
    "pl": "się nie jest że jak czy dla przez gdzie są tylko proszę który która mój moje dzień już",
    "pt": "não uma você são minha também já foi onde isso pelo pela obrigado estou",
    "ro": "și este pentru care sunt din că să unde mulțumesc această acest vă foarte dar",
    "so": "waa iyo waxaan oo ku ka maxaa halkee aan leh waxa sida",
    "tr": "bir ve bu için ne değil nerede çok var yok teşekkürler",
}
# The last letter of each stretch of letters, and the language that is most often written in it.
STRETCHES = (
    *((0x36F, None), (0x3FF, "el"), (0x52F, "ru"), (0x58F, "hy"), (0x5FF, "he"), (0x8FF, "ar")),
    *((0x97F, "hi"), (0x9FF, "bn"), (0xA7F, "pa"), (0xAFF, "gu"), (0xBFF, "ta"), (0xC7F, "te")),
    *((0xE7F, "th"), (0x109F, None), (0x10FF, "ka"), (0x1200, "ko"), (0x137F, "am")),
    *((0x303F, None), (0x30FF, "ja"), (0x9FFF, "zh"), (0xABFF, None), (0xD7AF, "ko")),
)
LAST = [last for last, _ in STRETCHES]
# Letters that tell languages of the same stretch apart.
OWN_LETTERS = {"ru": {"uk": "іїєґ"}, "ar": {"ur": "ٹڈڑےں", "fa": "پچژگ"}, "zh": {"ja": "のはをに"}}
FOREIGN = re.compile(r"[\u0370-\u1fff\u3040-\ud7af]")
WORD = re.compile(r"[^\W\d_]+")
SPEAKS = {word: code for code, words in SMALL_WORDS.items() for word in words.split()}


def tongue(text: str) -> str | None:
    """The code of the language, or None where the words do not tell; HTML is read as it is."""
    return _told_by(text[:READ])


@lru_cache(maxsize=1000)
def _told_by(beginning: str) -> str | None:
    """Kept: the same posts are shown again and again."""
    text = beginning.lower()
    return _by_letters(text) or _by_words(text)


def _by_letters(text: str) -> str | None:
    """Only where a third of the letters are such ones: tags and names in a post are Latin."""
    letters = FOREIGN.findall(text)
    if not letters or len(letters) * 3 < sum(map(str.isalpha, text)):
        return None
    [(code, _)] = Counter(map(_stretch_of, letters)).most_common(1)
    own = OWN_LETTERS.get(code or "", {})
    return next((one for one, signs in own.items() if set(signs) & set(letters)), code)


def _stretch_of(letter: str) -> str | None:
    place = bisect_right(LAST, ord(letter) - 1)
    return STRETCHES[place][1] if place < len(STRETCHES) else None


def _by_words(text: str) -> str | None:
    said = Counter(code for word in WORD.findall(text) if (code := SPEAKS.get(word)))
    (code, times), *others = said.most_common(2) or [("", 0)]
    if times < (1 if code in OFTEN else 2):
        return None
    return code if not others or times > 2 * others[0][1] else None
