"""In which language somebody wrote is told by what they wrote."""

import pytest

from forum.kernel.text import tongue


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("en", "My brown bin was not emptied twice in a row"),
        ("en", "<p>My permit has not come. I paid <strong>three weeks</strong> ago.</p>"),
        ("cy", "Nid yw fy nhrwydded wedi dod"),
        ("cy", "Pryd mae'r llyfrgell ar agor?"),
        ("pl", "Gdzie są kosze? Nie wiem, czy jest dziś odbiór."),
        ("fr", "Bonjour, je ne sais pas où est la mairie, mais vous pouvez aider"),
        ("ro", "Unde este biroul pentru permise și care sunt orele?"),
        ("ar", "أين أدفع المخالفة؟"),
        ("ar", "<p>أين أدفع <strong>المخالفة</strong>؟</p>"),
        ("ur", "میں اپنا اجازت نامہ کہاں سے لوں؟ بتائیے ٹھیک ہے"),
        ("uk", "Де я можу оплатити штраф і отримати дозвіл?"),
        ("ru", "Где я могу оплатить штраф?"),
        ("pa", "ਮੈਂ ਜੁਰਮਾਨਾ ਕਿੱਥੇ ਭਰਾਂ?"),
        ("zh", "我在哪里付罚款"),
    ],
)
def test_words_and_letters_tell_the_language(code, words):
    assert tongue(words) == code


@pytest.mark.parametrize("words", ["", "FM-A8T92Z1Y", "Bulky waste", "12.30", "🙂🙂", "…—“”"])
def test_what_does_not_tell_is_left_open(words):
    assert tongue(words) is None


def test_two_languages_in_one_title_are_left_open():
    assert tongue("Gdzie jest urząd i czy jest blisko? (Where is the office?)") is None


def test_a_name_in_arabic_does_not_make_an_english_post_arabic():
    assert tongue("My neighbour محمد asked where the permit office is") == "en"
