"""Is what people need among the first ten: on a forum's own "see this thread", and on Cranfield.

Plain Whoosh (BM25F, any of the words) is what each figure has to beat.
"""

import json
import re
from collections import defaultdict
from math import log2
from xml.etree import ElementTree

import pytest

from forum.kernel.clock import now
from search.documents import Document
from search.index import Engine, Wanted, terms
from tests.acceptance.conftest import ARCHIVES

pytestmark = pytest.mark.acceptance

CRANFIELD = ARCHIVES.parent / "search" / "cranfield"
SHOWN = 10
PLAIN_HIT, PLAIN_GAIN, PLAIN_CRANFIELD = 0.198, 0.125, 0.395
QUOTED = re.compile(r'<aside class="quote.*?</aside>', re.DOTALL)
TOPIC = re.compile(r"discourse\.urho3d\.io/t/[^/\"<>\s]+/(\d+)")


@pytest.fixture(scope="module")
def topics(unpacked):
    folder = unpacked("urho3d-discourse-json") / "urho" / "posts" / "json"
    read = (json.loads(path.read_text(encoding="utf-8")) for path in folder.glob("*.json"))
    return {topic["id"]: topic for topic in read}


@pytest.fixture
def holds(tmp_path):
    """An index with these documents in it."""
    engine = Engine(tmp_path / "index")

    def hold(documents):
        engine.shelf.use(engine.build(documents))
        return engine

    yield hold
    engine.let_go()


def test_see_this_thread(topics, holds):
    """The other question is among those like this one's title, as it was shown while asking."""
    pairs = _see_this_thread(topics)
    index = holds(_thread(topic) for topic in topics.values())
    shown = {id_: _like(index, topics[id_]) for id_ in {this for this, _ in pairs}}

    hit = sum(that in shown[this] for this, that in pairs) / len(pairs)
    gain = _mean(_gain(shown[this], {t for i, t in pairs if i == this}) for this in shown)
    print(f"hit@{SHOWN} {hit:.3f}, nDCG@{SHOWN} {gain:.3f} of {len(pairs)} pairs")
    assert hit > PLAIN_HIT
    assert gain > PLAIN_GAIN


def test_cranfield(holds):
    """Whole questions of engineers, asked in the search box."""
    if not CRANFIELD.is_dir():
        pytest.skip(f"NOT RUN: the real data is not there ({CRANFIELD}). Set FOLKMOOT_DATA.")
    index = holds(_abstracts())
    judged = _judged()

    gain = _mean(_gain(_found(index, text), judged[n]) for n, text in _questions() if judged[n])
    print(f"nDCG@{SHOWN} {gain:.3f}")
    assert gain > PLAIN_CRANFIELD


def _see_this_thread(topics):
    """A link in a later post of one topic to another, without what is only quoted."""
    pairs = set()
    for this, topic in topics.items():
        for post in topic["post_stream"]["posts"][1:]:
            found = {int(id_) for id_ in TOPIC.findall(QUOTED.sub("", post["cooked"]))}
            pairs |= {(this, that) for that in found & topics.keys() if that != this}
    return sorted(pairs)


def _like(index, topic):
    hits = index.similar(
        "thread",
        title=terms(topic["title"]),
        body=[],
        sees=["everyone"],
        before=None,
        moment=now(),
        most=SHOWN + 1,
    )
    return [hit.id for hit in hits if hit.id != topic["id"]][:SHOWN]


def _thread(topic):
    cooked = " ".join(post["cooked"] for post in topic["post_stream"]["posts"])
    text = re.sub(r"<[^>]*>", " ", cooked)
    return Document(kind="thread", id=topic["id"], title=topic["title"], text=text)


def _found(index, text):
    wanted = Wanted(terms=tuple(dict.fromkeys(terms(text))))
    return [hit.id for hit in index.find(wanted, sees=["everyone"], most=SHOWN).best]


def _abstracts():
    """The file has no element around its documents; the text begins with the title again."""
    text = (CRANFIELD / "cran.all.1400.xml").read_text(encoding="utf-8", errors="replace")
    for document in ElementTree.fromstring(f"<all>{text}</all>").iter("doc"):
        title, words = (" ".join((document.findtext(n) or "").split()) for n in ("title", "text"))
        number = int(document.findtext("docno") or 0)
        yield Document(kind="thread", id=number, title=title or "-", text=words.removeprefix(title))


def _questions():
    """Judgements name a question by its place in the file."""
    tops = ElementTree.parse(CRANFIELD / "cran.qry.xml").getroot().iter("top")
    return list(enumerate((top.findtext("title") or "" for top in tops), start=1))


def _judged():
    found = defaultdict(set)
    for line in (CRANFIELD / "cranqrel.trec.txt").read_text().splitlines():
        question, _, document, worth = line.split()
        if int(worth) > 0:
            found[int(question)].add(int(document))
    return found


def _gain(shown, right):
    """Normalised discounted cumulative gain, each right one worth the same."""
    gained = sum(1 / log2(place + 2) for place, one in enumerate(shown) if one in right)
    best = sum(1 / log2(place + 2) for place in range(min(SHOWN, len(right))))
    return gained / best


def _mean(numbers):
    found = list(numbers)
    return sum(found) / len(found)
