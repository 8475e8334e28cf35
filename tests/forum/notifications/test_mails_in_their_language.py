"""A mail is written in the language of whoever reads it, whatever others read."""

import pytest

from forum.kernel.db import writing
from forum.kernel.site import describe_site

WELSH = "A ddatrysodd hyn eich problem?"
ENGLISH = "Did it solve your problem?"


@pytest.fixture
def is_read_in(ada, ben, thread_id, mails, text_of, answers):
    """What language Ada's mail about Ben's answer is in, from its subject to its last line."""

    def read():
        answers(ben, thread_id)
        (mail,) = mails(ada)
        html = mail.get_body(("html",)).get_content()
        text = text_of(mail)
        for code, words in (("cy", WELSH), ("en-GB", ENGLISH)):
            if words in text and words in html and f'<html lang="{code}"' in html:
                return code, str(mail["Subject"])
        return "a mixture", text

    return read


def test_a_member_who_chose_welsh_gets_mails_in_welsh(ada, is_read_in):
    with writing():
        ada.member.language = "cy"

    code, subject = is_read_in()

    assert code == "cy"
    assert subject.startswith("Ateb")


def test_who_chose_nothing_gets_them_in_the_language_of_the_place(is_read_in):
    with writing():
        describe_site(language="cy")

    assert is_read_in()[0] == "cy"


def test_in_an_english_place_they_are_in_english(is_read_in):
    assert is_read_in()[0] == "en-GB"


def test_who_chose_english_gets_english_in_a_welsh_place(ada, is_read_in):
    with writing():
        describe_site(language="cy")
        ada.member.language = "en"

    assert is_read_in()[0] == "en-GB"
