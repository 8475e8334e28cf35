"""A cursor says where the last page ended, and nobody can forge a harmful one."""

import base64
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forum.kernel.errors import Invalid
from forum.kernel.paging import cursor, page_of, position


@given(st.integers(min_value=1 - 2**63, max_value=2**63 - 1), st.text(max_size=50))
def test_a_cursor_reads_back_as_it_was(number, words):
    assert position(cursor([number, words]), int, str) == (number, words)


def test_the_last_page_has_no_next():
    assert page_of([1, 2], 2, lambda n: [n]).next is None
    assert page_of([1, 2, 3], 2, lambda n: [n]).items == [1, 2]


def test_no_cursor_is_the_first_page():
    assert position(None, int) is None
    assert position("", int) is None


@pytest.mark.parametrize(
    "text",
    ["x", "%%%", "é", "W10", base64.b64encode(json.dumps([True]).encode()).decode(), "[" * 500],
)
def test_a_broken_cursor_is_a_sentence(text):
    with pytest.raises(Invalid, match="first page"):
        position(text, int)
