"""The worker writes the index in one thread and mends it in another; pages search in several."""

import sys
from concurrent.futures import ThreadPoolExecutor

import pytest
from whoosh.lang.porter import stem

from search.index.words import terms

EACH, THREADS = 15_000, 4


@pytest.fixture
def hasty():
    """Threads take turns as often as they can."""
    before = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    yield
    sys.setswitchinterval(before)


def test_more_words_than_are_remembered_are_stemmed_alike_by_all_threads(hasty):
    texts = [
        " ".join(f"roads{n:x}ing" for n in range(k, EACH * THREADS, THREADS))
        for k in range(THREADS)
    ]

    with ThreadPoolExecutor(THREADS) as threads:
        found = list(threads.map(terms, texts))

    assert found == [[stem(word) for word in text.split()] for text in texts]
