"""What a question's page tells search engines: the same as it shows, in the words of schema.org."""

from collections.abc import Sequence
from typing import Any

from forum.kernel.found import Outside
from forum.kernel.text import opening
from forum.threads.queries import Question, Said

MOST = 4
LONG, SHORT = 300, 160


def outside(question: Question, answers: Sequence[Said], *, url: str) -> Outside:
    """`answers` in the order of the page; the first few are told, cut short."""
    facts = {
        "@context": "https://schema.org",
        "@type": "QAPage",
        "mainEntity": {
            "@type": "Question",
            "name": question.title,
            "text": opening(question.stored, LONG),
            "author": _person(question.by),
            "dateCreated": question.asked_at.isoformat(timespec="seconds"),
            "answerCount": question.answer_count,
            **_answers(question, answers, url),
        },
    }
    return Outside(opening(question.stored, SHORT), facts=facts)


def _answers(question: Question, answers: Sequence[Said], url: str) -> dict[str, Any]:
    """What solved it stands by itself, as on the page."""
    told = [said for said in answers if said.state == "visible"]
    solution = [said for said in told if said.id == question.solution_id]
    others = [_answer(said, url) for said in told if said not in solution]
    accepted = {"acceptedAnswer": _answer(solution[0], url)} if solution else {}
    suggested = {"suggestedAnswer": others[:MOST]} if others else {}
    return accepted | suggested


def _answer(said: Said, url: str) -> dict[str, Any]:
    return {
        "@type": "Answer",
        "text": _text(said),
        **_brief(said),
        "author": _person(said.by),
        "dateCreated": said.written_at.isoformat(timespec="seconds"),
        "upvoteCount": said.thanks_count,
        "url": f"{url}#answer-{said.id}",
    }


def _text(said: Said) -> str:
    """What it says in short comes first, unless that is all it says."""
    begins = opening(said.stored, LONG)
    return f"{said.in_short} {begins}" if said.in_short and said.says_more else begins


def _brief(said: Said) -> dict[str, str]:
    """In short, when somebody last found it true, and until when it is expected to be."""
    days = {"dateModified": said.checked_on, "expires": said.true_until}
    told = {name: day.isoformat() for name, day in days.items() if day}
    return ({"abstract": said.in_short} if said.in_short else {}) | told


def _person(name: str) -> dict[str, str]:
    return {"@type": "Person", "name": name}
