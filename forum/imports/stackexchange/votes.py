"""Turns the rows of votes into votes and accepted answers; most votes are unsigned."""

from forum.imports.records import Accepted, Record, Refused, Vote, VoteKind
from forum.imports.stackexchange.dump import Dump
from forum.imports.stackexchange.rows import Row
from forum.imports.values import Unreadable, moment, whole

ACCEPTANCE = "1"
KINDS: dict[str, VoteKind] = {"2": "up", "3": "down", "5": "favourite"}
LEFT_OUT = {
    "1": "acceptances that were taken back",
    "4": "marks as offensive",
    "6": "votes to close",
    "7": "votes to reopen",
    "8": "bounties offered",
    "9": "bounties paid",
    "10": "votes to delete",
    "11": "votes to restore",
    "12": "marks as spam",
    "15": "calls for a moderator",
    "16": "suggested edits approved",
}


def vote(dump: Dump, row: Row) -> list[Record]:
    post, number = whole(row.fields, "PostId"), whole(row.fields, "Id")
    if post not in dump.question_of:
        raise Unreadable(f"The post {post} of this vote is not in the archive.")

    kind = row.fields.get("VoteTypeId", "")
    question = dump.question_of[post]
    if kind == ACCEPTANCE and question in dump.accepted and dump.accepted[question][0] == post:
        dated = _accepted(row, question, post)
        del dump.accepted[question]
        return [dated]
    if kind not in KINDS or question is None:
        dump.left_out[LEFT_OUT.get(kind, "votes of other kinds")] += 1
        return []
    return [_vote(dump, row, KINDS[kind], key=f"vote:{number}", post=post)]


def unresolved(dump: Dump) -> list[Record]:
    """What questions accept that is no answer of theirs; afterwards all the rest is sound."""
    lost = [
        (question, number, where)
        for question, (number, where) in dump.accepted.items()
        if number == question or dump.question_of.get(number) != question
    ]
    for question, _, _ in lost:
        del dump.accepted[question]
    return [
        Refused(where=where, why=f"The accepted answer {number} is not in the archive.")
        for _, number, where in lost
    ]


def undated(dump: Dump) -> list[Record]:
    """The accepted answers without a vote that would say when."""
    return [
        Accepted(where=where, question_key=f"post:{question}", answer_key=f"post:{number}", at=None)
        for question, (number, where) in dump.accepted.items()
    ]


def _accepted(row: Row, question: int, number: int) -> Accepted:
    return Accepted(
        where=row.where,
        question_key=f"post:{question}",
        answer_key=f"post:{number}",
        at=moment(row.fields, "CreationDate"),
    )


def _vote(dump: Dump, row: Row, kind: VoteKind, *, key: str, post: int) -> Vote:
    signed = "UserId" in row.fields
    return Vote(
        where=row.where,
        key=key,
        post_key=f"post:{post}",
        kind=kind,
        voter_key=dump.author(row, by="UserId", named="") if signed else None,
        at=moment(row.fields, "CreationDate"),
    )
