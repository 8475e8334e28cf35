"""The addresses of other forums, written in the one way in which we store and look them up."""

import re

_TOPIC = re.compile(r"/t/[^/]+/(\d+)(/\d+)?")
_QUESTION = re.compile(r"/q(?:uestions)?/(\d{1,12})(?:/.*)?")
_ANSWER_OF_QUESTION = re.compile(r"/questions/\d{1,12}/[^/]+/(\d{1,12})(?:/.*)?")
_PETITION = re.compile(r"/petitions/(\d{1,12})(?:[/.].*)?")
_ANSWER = re.compile(r"/a/(\d{1,12})(?:/.*)?")
_OF_TOPIC = re.compile(r"/t/(?:[^/]*[^/\d][^/]*/)?(\d{1,12})(?:/(\d{1,12}))?(?:/.*)?")
_PERSON_BY_NUMBER = re.compile(r"/users/(\d{1,12})(?:/.*)?")
_PERSON_BY_NAME = re.compile(r"/u/([^/]{1,300})(?:/.*)?")


def stored_path(path: str) -> str:
    """What a reader gave as an address; words in it may change, so `/t/some-words/5` is `/t/5`."""
    if found := _TOPIC.fullmatch(path):
        return f"/t/{found[1]}{found[2] or ''}"
    return path


def meanings(path: str) -> list[str]:
    """The stored paths that an address people still have can mean, the best first.

    A post that is gone leads to its thread; an answer's number works where a question's is asked.
    What lies below a petition leads to the petition.
    """
    if found := _PETITION.fullmatch(path):
        return [f"/petitions/{found[1]}"]
    if found := _OF_TOPIC.fullmatch(path):
        thread = f"/t/{found[1]}"
        return [f"{thread}/{found[2]}", thread] if found[2] else [thread]
    answer = _ANSWER_OF_QUESTION.fullmatch(path) or _ANSWER.fullmatch(path)
    question = _QUESTION.fullmatch(path)
    numbers = [found[1] for found in (answer, question) if found]
    either = [(f"/a/{number}", f"/questions/{number}") for number in numbers]
    known = [path for pair in either for path in (pair if answer else reversed(pair))]
    return known or [path]


def person_number(path: str) -> str:
    """The number in the address of a person of Stack Exchange, empty for other addresses."""
    found = _PERSON_BY_NUMBER.fullmatch(path)
    return found[1] if found else ""


def person_name(path: str) -> str:
    """The name in the address of a person of Discourse, empty for other addresses."""
    found = _PERSON_BY_NAME.fullmatch(path)
    return found[1] if found else ""
