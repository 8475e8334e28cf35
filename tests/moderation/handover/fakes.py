"""Outside desks that speak the documented protocols over HTTP, and can be made to misbehave."""

import hmac
import json
import re
import threading
from base64 import b64encode
from collections.abc import Callable
from datetime import datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from random import Random
from typing import Any
from urllib.parse import parse_qs, urlsplit

from forum.kernel.clock import now

TOKEN = "their-token"
GARBAGE = b"<html>502 Bad Gateway \xff\xfe{[[["
MISCHIEF = (
    *("drop before", "drop after", "error before", "error after"),
    *("garbage", "cut short", "wrong shape"),
)


class Fake:
    """One desk on a port of its own. `chance` is how often it misbehaves; `down_until` is by the
    clock of the test; `asked` is every request that came, `plan` what it does next instead.
    """

    def __init__(self, seed: int = 0) -> None:
        self.random = Random(seed)
        self.chance = 0.0
        self.plan: list[str] = []
        self.down_until: datetime | None = None
        self.asked: list[tuple[str, str]] = []
        self.lock = threading.RLock()
        fake = self

        class Handler(BaseHTTPRequestHandler):
            def do(self) -> None:
                with fake.lock:
                    fake.serve(self)

            def log_message(self, *_args: Any) -> None:
                return

        for verb in ("GET", "POST", "PUT"):
            setattr(Handler, f"do_{verb}", Handler.do)

        class Server(ThreadingHTTPServer):
            daemon_threads = True

            def handle_error(self, *_args: Any) -> None:
                return  # a line that was cut

        self.server = Server(("127.0.0.1", 0), Handler)
        self.place = f"127.0.0.1:{self.server.server_port}"
        self.address = f"http://{self.place}"
        run = self.server.serve_forever
        threading.Thread(target=run, kwargs={"poll_interval": 0.02}, daemon=True).start()

    def close(self) -> None:
        self.server.shutdown()
        self.server.server_close()

    def goes_down(self, span: timedelta) -> None:
        self.down_until = now() + span

    def answer(self, method: str, path: str, query: dict[str, str], sent: Any) -> tuple[int, Any]:
        raise NotImplementedError

    def serve(self, request: BaseHTTPRequestHandler) -> None:
        place = urlsplit(request.path)
        size = int(request.headers.get("Content-Length") or 0)
        body = request.rfile.read(size)
        self.heard, self.body = {k.lower(): v for k, v in request.headers.items()}, body
        self.asked.append((request.command, place.path))
        mood = self._mood()
        if mood == "drop before":
            return
        status, said = 500, {"error": "Something went wrong"}
        if mood != "error before":
            query = {name: values[0] for name, values in parse_qs(place.query).items()}
            status, said = self.answer(request.command, place.path, query, self._sent(body))
        self._say(request, mood, status, said)

    def _mood(self) -> str:
        if self.down_until and now() < self.down_until:
            return "drop before"
        if self.plan:
            return self.plan.pop(0)
        return self.random.choice(MISCHIEF) if self.random.random() < self.chance else "fine"

    def _sent(self, body: bytes) -> Any:
        if "json" in self.heard.get("content-type", ""):
            return json.loads(body)
        return {name: values[0] for name, values in parse_qs(body.decode()).items()}

    def _say(self, request: BaseHTTPRequestHandler, mood: str, status: int, said: Any) -> None:
        if mood == "drop after":
            return
        body = json.dumps(said).encode() if said is not None else b""
        if mood == "error after":
            status, body = 500, b"{}"
        body = {"garbage": GARBAGE, "wrong shape": b'{"ok": [1, 2, null]}'}.get(mood, body)
        request.send_response(status)
        request.send_header("Content-Type", "application/json")
        request.send_header("Content-Length", str(len(body) + (40 if mood == "cut short" else 0)))
        request.end_headers()
        request.wfile.write(body)


class FakeZammad(Fake):
    """The part of its interface that a hand-over uses, with webhooks waiting to be delivered."""

    secret = "the-hook-secret"

    def __init__(self, seed: int = 0) -> None:
        super().__init__(seed)
        self.tickets: dict[int, dict[str, Any]] = {}
        self.articles: list[dict[str, Any]] = []
        self.calls: list[tuple[dict[str, str], bytes]] = []

    def answer(self, method: str, path: str, query: dict[str, str], sent: Any) -> tuple[int, Any]:
        if self.heard.get("authorization") != f"Token token={TOKEN}":
            return 401, {"error": "Invalid token"}
        for wanted, shape, deed in self._ways():
            if method == wanted and (match := re.fullmatch(shape, path)):
                return deed(*[int(part) for part in match.groups()], query=query, sent=sent)
        return 404, {"error": "No route"}

    def _ways(self) -> list[tuple[str, str, Callable[..., tuple[int, Any]]]]:
        return [
            ("POST", r"/api/v1/tickets", self._create),
            ("GET", r"/api/v1/tickets/search", self._search),
            ("GET", r"/api/v1/tickets/(\d+)", self._show),
            ("PUT", r"/api/v1/tickets/(\d+)", self._change),
            ("GET", r"/api/v1/ticket_articles/by_ticket/(\d+)", self._listed),
            ("POST", r"/api/v1/ticket_articles", self._write),
        ]

    def _create(self, *, query: Any, sent: Any) -> tuple[int, Any]:
        if sent.get("group") != "Highways" or not sent.get("customer_id"):
            return 422, {"error": "Group is missing"}
        id_ = len(self.tickets) + 1
        article = sent.pop("article")
        row = {"id": id_, "number": f"8{id_:04}", "state": "new", "updated_at": _stamp()} | sent
        self.tickets[id_] = row
        self._add(id_, article, sender=article.get("sender", "Agent"))
        return 201, {name: value for name, value in row.items() if name != "state"}

    def _search(self, *, query: Any, sent: Any) -> tuple[int, Any]:
        wanted = query["query"]
        if since := re.search(r"updated_at:\[(\S+) TO", wanted):
            changed = [row for row in self.tickets.values() if row["updated_at"] >= since[1]]
            return 200, changed
        key = re.search(r'"(\w+)"', wanted)
        return 200, [row for row in self.tickets.values() if key and key[1] in json.dumps(row)]

    def _show(self, id_: int, *, query: Any, sent: Any) -> tuple[int, Any]:
        return (200, self.tickets[id_]) if id_ in self.tickets else (404, {"error": "Not found"})

    def _change(self, id_: int, *, query: Any, sent: Any) -> tuple[int, Any]:
        self.tickets[id_] |= sent | {"updated_at": _stamp()}
        return 200, self.tickets[id_]

    def _listed(self, id_: int, *, query: Any, sent: Any) -> tuple[int, Any]:
        return 200, [one for one in self.articles if one["ticket_id"] == id_]

    def _write(self, *, query: Any, sent: Any) -> tuple[int, Any]:
        return 201, self._add(int(sent["ticket_id"]), sent, sender=sent.get("sender", "Agent"))

    def _add(self, id_: int, sent: dict[str, Any], *, sender: str) -> dict[str, Any]:
        row = sent | {"id": len(self.articles) + 1, "ticket_id": id_, "sender": sender}
        self.articles.append(row | {"created_at": _stamp()})
        self.tickets[id_]["updated_at"] = _stamp()
        return row

    def agent_writes(self, id_: int, text: str, *, internal: bool = False) -> None:
        """Somebody who works there writes for the public."""
        said = {"subject": "", "body": f"<p>{text}</p>", "content_type": "text/html"}
        self._add(id_, said | {"internal": internal}, sender="Agent")
        self._call(id_)

    def agent_moves(self, id_: int, state: str) -> None:
        self.tickets[id_] |= {"state": state, "updated_at": _stamp()}
        self._call(id_)

    def _call(self, id_: int) -> None:
        newest = [one for one in self.articles if one["ticket_id"] == id_][-1]
        body = json.dumps({"ticket": self.tickets[id_], "article": newest}).encode()
        mark = hmac.new(self.secret.encode(), body, "sha1").hexdigest()
        headers = {"X-Hub-Signature": f"sha1={mark}", "X-Zammad-Delivery": f"d{len(self.calls)}"}
        self.calls.append((headers | {"Content-Type": "application/json"}, body))

    def texts_of_ours(self, id_: int) -> list[str]:
        """What we passed on, in the order it came."""
        rows = [one for one in self.articles if one["ticket_id"] == id_]
        return [one["body"] for one in rows[1:] if one["subject"].startswith("folkmoot")]


class FakeDjango(Fake):
    """django-helpdesk: lists by page, the oldest first, and no search."""

    def __init__(self, seed: int = 0) -> None:
        super().__init__(seed)
        self.tickets: dict[int, dict[str, Any]] = {}

    def answer(self, method: str, path: str, query: dict[str, str], sent: Any) -> tuple[int, Any]:
        if self.heard.get("authorization") != f"Basic {b64encode(TOKEN.encode()).decode()}":
            return 403, {"detail": "Invalid username/password."}
        if path == "/api/tickets/":
            return self._create(sent) if method == "POST" else self._listed(query)
        if found := re.fullmatch(r"/api/tickets/(\d+)/", path):
            row = self.tickets.get(int(found[1]))
            return (200, row) if row else (404, {"detail": "Not found."})
        if method == "POST" and path == "/api/followups/":
            return 201, self._follow(sent["ticket"], **sent)
        return 404, {"detail": "Not found."}

    def _create(self, sent: dict[str, Any]) -> tuple[int, Any]:
        if sent.get("queue") != 7 or not sent.get("description"):
            return 400, {"queue": ["Invalid pk."]}
        id_ = len(self.tickets) + 1
        self.tickets[id_] = {"id": id_, "status": 1, "on_hold": False, "followup_set": []} | sent
        self._follow(id_, comment=sent["description"], title="Ticket Opened", public=True)
        return 201, self.tickets[id_]

    def _listed(self, query: dict[str, str]) -> tuple[int, Any]:
        page, size = int(query["page"]), int(query["page_size"])
        rows = [self.tickets[id_] for id_ in sorted(self.tickets)]
        shown = rows[(page - 1) * size : page * size]
        if not shown and page > 1:
            return 404, {"detail": "Invalid page."}
        return 200, {"count": len(rows), "next": None, "previous": None, "results": shown}

    def _follow(self, id_: int, **sent: Any) -> dict[str, Any]:
        row = self.tickets[id_]
        said = {"id": len(row["followup_set"]) + 1, "date": _stamp(), "public": False, "title": ""}
        followup = said | sent
        row["followup_set"].append(followup)
        row["status"] = sent.get("new_status") or row["status"]
        return followup

    def writes(self, id_: int, text: str, *, public: bool = True, status: int = 0) -> None:
        """Somebody who works there; the title is made by their house."""
        self._follow(id_, comment=text, title="Comment", public=public, new_status=status or None)


class Fake311(Fake):
    """GeoReport v2; `with_tokens` it gives a token first and the number later."""

    with_tokens = False

    def __init__(self, seed: int = 0) -> None:
        super().__init__(seed)
        self.requests: dict[str, dict[str, Any]] = {}

    def answer(self, method: str, path: str, query: dict[str, str], sent: Any) -> tuple[int, Any]:
        if method == "POST" and path == "/v2/requests.json":
            return self._create(sent)
        if path == "/v2/requests.json":
            return 200, self._listed(query)
        if found := re.fullmatch(r"/v2/requests/(\w+)\.json", path):
            row = self.requests.get(found[1])
            return (200, [row]) if row else (404, [])
        if found := re.fullmatch(r"/v2/tokens/t(\w+)\.json", path):
            return 200, [{"token": f"t{found[1]}", "service_request_id": found[1]}]
        return 404, []

    def _create(self, sent: dict[str, str]) -> tuple[int, Any]:
        if sent.get("api_key") != TOKEN:
            return 403, [{"code": 403, "description": "api_key was missing"}]
        if sent.get("service_code") != "potholes" or not sent.get("address_string"):
            return 400, [{"code": 400, "description": "service_code or address was missing"}]
        id_ = str(638344 + len(self.requests))
        kept = {"service_request_id": id_, "status": "open", "status_notes": ""}
        times = {"requested_datetime": _stamp(), "updated_datetime": _stamp()}
        self.requests[id_] = kept | times | {"description": sent["description"]}
        self.sent = sent
        return 200, [{"token": f"t{id_}"}] if self.with_tokens else [{"service_request_id": id_}]

    def _listed(self, query: dict[str, str]) -> list[dict[str, Any]]:
        if ids := query.get("service_request_id"):
            return [self.requests[one] for one in ids.split(",") if one in self.requests]
        since, until = query["start_date"], query["end_date"]
        rows = self.requests.values()
        return [row for row in rows if since <= row["requested_datetime"] <= until]

    def changes(self, id_: str, status: str, notes: str = "") -> None:
        told = {"status": status, "status_notes": notes, "updated_datetime": _stamp()}
        self.requests[id_] |= told


class FakeHook(Fake):
    """A desk that takes each webhook-id once, as the standard asks of a receiver."""

    def __init__(self, seed: int = 0) -> None:
        super().__init__(seed)
        self.taken: dict[str, dict[str, Any]] = {}
        self.signatures: list[dict[str, str]] = []

    def answer(self, method: str, path: str, query: dict[str, str], sent: Any) -> tuple[int, Any]:
        id_ = self.heard["webhook-id"]
        self.signatures.append(self.heard)
        self.taken.setdefault(id_, sent)
        return 200, {"id": id_, "number": f"W{len(self.taken)}"}


def _stamp() -> str:
    return f"{now():%Y-%m-%dT%H:%M:%SZ}"
