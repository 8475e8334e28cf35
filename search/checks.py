"""What `folkmoot doctor` and /readyz ask about the index."""

from collections.abc import Iterable

from forum.kernel import relay
from forum.kernel.house import Finding
from search import boundary, queries

MOST_NAMED = 20
SENTENCES = {
    "missing": "There is no search index yet: run folkmoot rebuild search.",
    "old": "The search index is of another version: run folkmoot rebuild search.",
}
DAMAGED = "The search index is damaged; searches are answered by the database until it is rebuilt."


def health() -> str:
    """`ok`, or what is wrong with the index."""
    word = boundary.state()
    return word if word == "ok" else SENTENCES.get(word, DAMAGED)


def index_and_database() -> Iterable[Finding]:
    """The index holds what the database says, but for what still waits to be read."""
    if relay.waiting():
        return []
    word = boundary.state()
    if word == "missing":
        return []  # nothing is wrong with the data: the worker builds it within a minute
    if word != "ok":
        return [Finding("search index", SENTENCES.get(word, DAMAGED))]
    waiting = queries.stale(1_000_000)
    wanted = {(d.kind, d.id): (d.fingerprint, d.visibility) for d in queries.all_documents()}
    found = boundary.engine().contents()
    wrong = {key for key, _ in wanted.items() ^ found.items()} - waiting.keys()
    return [
        Finding("search index", f"The search index has {kind} {id_} not as it is now.", id_)
        for kind, id_ in sorted(wrong)[:MOST_NAMED]
    ]
