"""An answer stands on its ticket without what it quotes; nothing anybody wrote goes missing."""

import time

import pytest

from moderation.mail_in.cutting import answer_in
from tests.moderation.mail_in.conftest import messages, tickets

QUOTED = """\
It works again, but only by day.

On Mon, 2 Mar 2026 at 10:00, Ashmere <ask@example.org> wrote:
> We have your message.
> Your reference is FM-7K3QXN2D.
"""
CUT = {
    QUOTED: "It works again, but only by day.",
    "Ja.\n\nAm 02.03.2026 um 10:00 schrieb Ashmere <ask@example.org>:\n> Wir haben es.": "Ja.",
    "Ydy.\n\nAr Llun, 2 Maw 2026 am 10:00 ysgrifennodd Ashmere:\n> Mae gennym ni.": "Ydy.",
    "Yes.\n\n> Is it dark?\n": "Yes.",
    "Yes.\n\n-- \nRobin Vane\n1 Mill Lane": "Yes.",
    "Yes.\n\nKind regards\nRobin": "Yes.",
    "Yes.\n\nSent from my phone": "Yes.",
}
WHOLE = [
    "Hello,\n\nThanks, but it is still dark.",
    "- the first lamp\n- the second lamp",
    "> Is it dark?\nYes.\n> All night?\nOnly from ten.",
    "On Monday the fitter wrote: nothing can be done.",
    "> nothing but a quote",
    "Dear all,\n\nBest wishes to the whole team, and the second lamp has gone out as well tonight.",
    "word\n" * 1_500,
]


@pytest.mark.parametrize(("text", "new"), CUT.items())
def test_the_quoted_mail_and_the_lines_below_a_name_are_cut(text, new):
    assert answer_in(text) == new


@pytest.mark.parametrize("text", WHOLE)
def test_what_may_be_an_answer_is_kept(text):
    assert answer_in(text).strip() == text.strip()


@pytest.mark.parametrize(
    "sign", ["On a ", "\n", "> ", "From: a\n", "-", "Disclaimer: mail ", " \t"]
)
def test_no_text_keeps_it_busy(sign):
    began = time.process_time()

    answer_in((sign * (80_000 // len(sign)))[:80_000])

    assert time.process_time() - began < 5


def test_staff_can_unfold_the_whole_mail(post, first, reply_to, dev):
    post.sends("Re: x", QUOTED, to=reply_to)

    assert messages(first)[-1].body == "It works again, but only by day."
    page = dev.get(f"/desk/tickets/{first.reference}").text
    assert "The whole mail" in page
    assert "Your reference is FM-7K3QXN2D." in page


def test_a_first_mail_is_never_cut(post):
    post.sends("Fwd: odd letter", QUOTED)

    assert "We have your message." in messages(tickets()[0])[0].body
