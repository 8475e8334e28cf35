"""Zammad over its REST interface: a token, tickets found by our key, articles as messages.

See https://docs.zammad.org/en/latest/api/ticket/index.html.
"""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any
from urllib.parse import quote, urlsplit

from forum.kernel.calling import NotReached
from moderation.handover.adapters.line import UNREADABLE, in_json, moment_in, plain, say
from moderation.handover.adapters.shapes import Adapter, Comment, Parcel, Seen, Word

MARK = "folkmoot"
LONGEST_TITLE = 200
MOST = "100"
CITIZEN = {"sender": "Customer"}  # else it is taken for something that an agent there has said


class Zammad(Adapter):
    """Our key stands in a field of their tickets, or at the end of the title."""

    def found(self, parcel: Parcel) -> Seen | None:
        rows = self._search(f'{self.line.key_field or "title"}:"{parcel.key}"')
        mine = sorted({_number(row, "id") for row in rows if self._carries(row, parcel.key)})
        if not mine:
            return None
        first = self.seen(str(mine[0]))
        return _with_copies(first, len(mine))

    def made(self, parcel: Parcel) -> Seen:
        """They make the person when they do not know the address: nobody has to be found first."""
        facts: dict[str, Any] = {
            "title": parcel.title[:LONGEST_TITLE],
            "group": self.line.target,
            "customer_id": f"guess:{parcel.email or self.line.sender}",
            "article": _article(f"{MARK} {parcel.key}", _opening(parcel)) | CITIZEN,
        }
        if self.line.key_field:
            facts[self.line.key_field] = parcel.key
        else:
            facts["title"] += f" [{parcel.key}]"
        made = self._call("POST", "/api/v1/tickets", facts)
        return self.seen(str(_number(made, "id")))

    def seen(self, remote_id: str) -> Seen:
        path = f"/api/v1/tickets/{quote(remote_id, safe='')}"
        row = say(self.line, "GET", path, query={"expand": "true"}, headers=self._headers())
        if not isinstance(row, dict) or str(row.get("id")) != remote_id or not row.get("state"):
            raise NotReached(UNREADABLE)
        return Seen(
            id=remote_id,
            number=str(row.get("number", "")),
            url=f"{_root(self.line.address)}/#ticket/zoom/{remote_id}",
            state=str(row["state"]),
            version=moment_in(row.get("updated_at")),
            comments=tuple(_comment(one) for one in self._articles(remote_id) if _is_theirs(one)),
        )

    def changed(self, since: datetime, known: Sequence[str]) -> Collection[str]:
        rows = self._search(f"updated_at:[{since:%Y-%m-%dT%H:%M:%SZ} TO *]")
        return {str(_number(row, "id")) for row in rows} & set(known)

    def pass_on(self, remote_id: str, word: Word) -> None:
        subject = f"{MARK} {word.key}"
        said = [str(one.get("subject", "")) for one in self._articles(remote_id)]
        if not any(word.key in one for one in said):
            article = _article(subject, word.text) | {"ticket_id": int(remote_id)}
            article |= CITIZEN if word.is_citizens else {}
            self._call("POST", "/api/v1/ticket_articles", article)
        if word.ends and self.line.ends_with:
            path = f"/api/v1/tickets/{quote(remote_id, safe='')}"
            self._call("PUT", path, {"state": self.line.ends_with})

    def _search(self, query: str) -> list[Any]:
        asked = {"query": query, "expand": "true", "limit": MOST}
        path = "/api/v1/tickets/search"
        return _rows(say(self.line, "GET", path, query=asked, headers=self._headers()))

    def _articles(self, remote_id: str) -> list[Any]:
        path = f"/api/v1/ticket_articles/by_ticket/{quote(remote_id, safe='')}"
        return _rows(say(self.line, "GET", path, headers=self._headers()))

    def _call(self, method: str, path: str, facts: dict[str, Any]) -> Any:
        headers = self._headers() | {"Content-Type": "application/json"}
        return say(self.line, method, path, body=in_json(facts), headers=headers)

    def _headers(self) -> dict[str, str]:
        return {"Authorization": f"Token token={self.line.secret}"}

    def _carries(self, row: Any, key: str) -> bool:
        """The search is a full-text one: what it finds is looked at again."""
        field = self.line.key_field
        return str(row.get(field)) == key if field else key in str(row.get("title", ""))


def _article(subject: str, text: str) -> dict[str, Any]:
    kind = {"type": "note", "content_type": "text/plain", "internal": False}
    return {"subject": subject, "body": text} | kind


def _opening(parcel: Parcel) -> str:
    who = f"{parcel.name}\n" if parcel.name else ""
    return f"{who}{parcel.text}\n\n{parcel.reference}: {parcel.url}"


def _is_theirs(article: Any) -> bool:
    """Written for the public by somebody there, and not by us."""
    is_ours = str(article.get("subject") or "").startswith(MARK)
    return article.get("sender") == "Agent" and not article.get("internal") and not is_ours


def _comment(article: Any) -> Comment:
    text = plain(str(article.get("body", "")), str(article.get("content_type", "")))
    return Comment(str(_number(article, "id")), text, moment_in(article.get("created_at")))


def _rows(answer: Any) -> list[Any]:
    if not isinstance(answer, list) or not all(isinstance(row, dict) for row in answer):
        raise NotReached(UNREADABLE)
    return answer


def _number(row: Any, name: str) -> int:
    try:
        return int(row[name])
    except (KeyError, TypeError, ValueError) as error:
        raise NotReached(UNREADABLE) from error


def _with_copies(seen: Seen, copies: int) -> Seen:
    return Seen(**(vars(seen) | {"copies": copies}))


def _root(address: str) -> str:
    place = urlsplit(address)
    return f"{place.scheme}://{place.netloc}{place.path.rstrip('/')}"
