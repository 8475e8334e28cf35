"""The one way out: calls an address that an operator named, and never one inside our own walls.

The name is resolved once, every address it has is checked, and the connection goes to a checked
address. `ipaddress.is_global` alone is not enough: it lets NAT64 and 6to4 forms of 127.0.0.1 pass.
"""

import http.client
import queue
import socket
import ssl
import threading
import time
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import contextmanager, nullcontext, suppress
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from typing import Any
from urllib.parse import SplitResult, urlsplit

SECONDS = 5.0
LARGEST = 1_000_000
PORTS = {"http": 80, "https": 443}
PUBLIC_6 = ip_network("2000::/3")
NOT_PUBLIC_4 = [
    ip_network(text)
    for text in (
        *("0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16"),
        *("172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24", "192.88.99.0/24", "192.168.0.0/16"),
        *("198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4"),
    )
]
NOT_PUBLIC_6 = [
    ip_network(text)
    for text in (
        # Teredo and 6to4 wrap an address of the old kind; the other such forms are not in 2000::/3.
        *("2001::/23", "2001:db8::/32", "2002::/16", "2620:4f:8000::/48", "3fff::/20"),
    )
]


class NotReached(Exception):
    """The address is not one we call, or it did not say yes in time."""


def is_public(address: str) -> bool:
    """Whether an address belongs to the open internet and cannot lead back to us."""
    found: IPv4Address | IPv6Address = ip_address(address)
    if isinstance(found, IPv4Address):
        return not any(found in network for network in NOT_PUBLIC_4)
    return found in PUBLIC_6 and not any(found in network for network in NOT_PUBLIC_6)


@dataclass(frozen=True)
class Answered:
    """What the other side said."""

    status: int
    body: bytes

    @property
    def is_yes(self) -> bool:
        return 200 <= self.status < 300


@dataclass(frozen=True)
class Caller:
    """Calls without following redirects, within five seconds in all."""

    admits: Callable[[str], bool] = is_public
    ports: Collection[int] = frozenset(PORTS.values())
    resolve: Callable[..., Any] = socket.getaddrinfo

    def post(self, url: str, body: bytes, *, content_type: str) -> None:
        """Raises NotReached unless the answer is a yes (200 to 299)."""
        answer = self.ask("POST", url, body, headers={"Content-Type": content_type}, most=0)
        if not answer.is_yes:
            raise NotReached(f"The address answered {answer.status}.")

    def ask(
        self,
        method: str,
        url: str,
        body: bytes | None = None,
        *,
        headers: Mapping[str, str],
        most: int = LARGEST,
    ) -> Answered:
        """Whatever it answers, up to `most` bytes of it; raises NotReached when that is nothing."""
        until = time.monotonic() + SECONDS
        place, port = self._place(url)
        address = self._checked_address(str(place.hostname), port)
        try:
            with _connected(place, address, port, until) as connection:
                path = (place.path or "/") + (f"?{place.query}" if place.query else "")
                connection.request(method, path, body, dict(headers))
                answer = connection.getresponse()
                said = answer.read(most + 1) if most else b""
                is_whole = not (most and answer.length)
        except (OSError, http.client.HTTPException, ValueError) as error:
            raise NotReached(f"The address did not answer: {type(error).__name__}.") from error
        if not is_whole or len(said) > most:
            raise NotReached("The address said less than it began to, or more than anybody reads.")
        return Answered(answer.status, said)

    def _place(self, url: str) -> tuple[SplitResult, int]:
        if any(sign <= " " or sign in "\\\x7f" for sign in url):
            raise NotReached("The address holds signs that belong in none.")
        try:
            place = urlsplit(url)
            port = place.port or PORTS.get(place.scheme, 0)
        except ValueError as error:
            raise NotReached("The address cannot be read.") from error
        if place.scheme not in PORTS or not place.hostname or "@" in place.netloc:
            raise NotReached("Only http and https addresses without a user are called.")
        if port not in self.ports or "%" in place.netloc:
            raise NotReached("Only the usual ports are called.")
        return place, port

    def _checked_address(self, host: str, port: int) -> str:
        """Every address of the name must be a public one; the first is called."""
        found = _in_time(lambda: self.resolve(host, port, type=socket.SOCK_STREAM))
        addresses = [str(place[0]) for *_, place in found]
        if not addresses or not all(self.admits(address) for address in addresses):
            raise NotReached("The address leads to a place that is not called.")
        return addresses[0]


def _in_time(ask: Callable[[], Any]) -> Any:
    """The resolver has no time limit of its own."""
    answers: queue.Queue[Any] = queue.Queue()

    def answer() -> None:
        try:
            answers.put(ask())
        except (OSError, UnicodeError) as error:
            answers.put(error)

    threading.Thread(target=answer, daemon=True).start()
    try:
        found = answers.get(timeout=SECONDS)
    except queue.Empty as error:
        raise NotReached("The name of the address is not answered for.") from error
    if isinstance(found, Exception):
        raise NotReached("There is no such address.") from found
    return found


@contextmanager
def _connected(
    place: SplitResult, address: str, port: int, until: float
) -> Iterator[http.client.HTTPConnection]:
    """A connection to the checked address, for the named host, that ends when the time is up."""
    host, is_safe = str(place.hostname), place.scheme == "https"
    kind = http.client.HTTPSConnection if is_safe else http.client.HTTPConnection
    bare = socket.create_connection((address, port), timeout=_left(until))
    with (
        bare,
        _safe(bare, host) if is_safe else nullcontext(bare) as line,
        _cut_in_time(line, until),
    ):
        if isinstance(line, ssl.SSLSocket):
            line.do_handshake()
        connection = kind(host, port)
        connection.sock = line
        yield connection


def _safe(line: socket.socket, host: str) -> ssl.SSLSocket:
    known = ssl.create_default_context()
    return known.wrap_socket(line, server_hostname=host, do_handshake_on_connect=False)


@contextmanager
def _cut_in_time(line: socket.socket, until: float) -> Iterator[None]:
    """However slowly the other side writes: after its time the line is dead."""

    def cut() -> None:
        with suppress(OSError):
            line.shutdown(socket.SHUT_RDWR)

    timer = threading.Timer(_left(until), cut)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()


def _left(until: float) -> float:
    return max(0.05, until - time.monotonic())
