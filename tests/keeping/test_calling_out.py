"""The one way out leads to nobody inside our own walls, whatever the address looks like."""

import socket
import threading
import time
from contextlib import closing, contextmanager, suppress

import pytest

from forum.kernel import calling
from forum.kernel.calling import Caller, NotReached, is_public

INSIDE = """
127.0.0.1 127.0.0.53 127.1 127.0.1 0 0.0.0.0 2130706433 0x7f000001 0x7f.1 017700000001 0177.0.0.1
0177.0.0.01 localhost LOCALHOST localhost. 10.0.0.1 10.255.255.255 172.16.0.1 172.31.255.254
192.168.0.1 169.254.169.254 169.254.0.1 100.64.0.1 192.0.0.1 192.0.2.1 198.18.0.1 198.51.100.7
203.0.113.9 224.0.0.1 239.255.255.250 240.0.0.1 255.255.255.255 ①②⑦.⓪.⓪.① 127。0。0。1
[::1] [::] [0:0:0:0:0:0:0:1] [::ffff:127.0.0.1] [::ffff:7f00:1] [::127.0.0.1] [64:ff9b::7f00:1]
[64:ff9b:1::7f00:1] [2002:7f00:1::] [2002:7f00:1::1] [2001:0:7f00:1::] [2001:db8::1] [fc00::1]
[fd12:3456::1] [fe80::1] [fe80::1%25lo] [ff02::1] [100::1] [5f00::1] [3fff::1] [::ffff:0:127.0.0.1]
""".split()
SHAPES = [
    "http://{}:{port}/",
    "https://{}:{port}/",
    "http://user@{}:{port}/",
    "http://example.org@{}:{port}/",
    "http://example.org:80@{}:{port}/",
    "http://{}:{port}#@example.org/",
    "http://{}:{port}?@example.org/",
    "http://example.org\\@{}:{port}/",
    "http://{}:{port}\\@example.org/",
    " http://{}:{port}/",
    "http://{}:{port}/ HTTP/1.1\r\nHost: x",
    "HTTP://{}:{port}/",
]
STRANGE = [
    "",
    "/",
    "//127.0.0.1:{port}/",
    "file:///etc/passwd",
    "ftp://127.0.0.1:{port}/",
    "gopher://127.0.0.1:{port}/",
    "javascript:alert(1)",
    "http://",
    "http:///",
    "http://:{port}/",
    "http://[::1",
    "http://[not an address]/",
    "http://127.0.0.1:{port}0000/",
    "http://127.0.0.1:-1/",
    "http://127.0.0.1:٢/",
    "http://\x00127.0.0.1:{port}/",
    "http://127.0.0.1\t:{port}/",
    "http:127.0.0.1:{port}/",
]


class Listener:
    """Counts who comes; answers whoever comes with one text, or as slowly as it likes."""

    def __init__(self, answer=b"", *, pause=0.0):
        self.hits = 0
        self.heard = b""
        self._answer, self._pause = answer, pause
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.port = self._socket.getsockname()[1]
        threading.Thread(target=self._listen, daemon=True).start()

    def _listen(self):
        while True:
            try:
                line, _ = self._socket.accept()
            except OSError:
                return
            self.hits += 1
            with line:
                self._serve(line)

    def _serve(self, line):
        try:
            while not self.heard.endswith(b"{}") and (more := line.recv(65536)):
                self.heard += more
            for sign in self._answer:
                line.sendall(bytes([sign]))
                time.sleep(self._pause)
        except OSError:
            return

    def close(self):
        self._socket.close()


@contextmanager
def listening(answer=b"", *, pause=0.0):
    with closing(Listener(answer, pause=pause)) as listener:
        yield listener


def call(url, **options):
    Caller(**options).post(url, b"{}", content_type="application/json")


def urls(port):
    forms = [shape.format(host, port=port) for host in INSIDE for shape in SHAPES]
    return forms + [url.format(port=port) for url in STRANGE]


def test_no_form_of_an_inner_address_is_called():
    with listening() as listener:
        reached = []
        for url in urls(listener.port):
            try:
                call(url, ports={listener.port}, resolve=resolved_here)
            except NotReached:
                continue
            reached.append(url)

        assert len(urls(listener.port)) > 300
        assert reached == []
        assert listener.hits == 0


def resolved_here(host, port, **options):
    """The machine's own resolver for numbers and for itself; no question leaves the machine."""
    if host.rstrip(".").lower() == "localhost":
        return socket.getaddrinfo("127.0.0.1", port, **options)
    return socket.getaddrinfo(host, port, **options, flags=socket.AI_NUMERICHOST)


def test_the_listener_would_have_noticed():
    with listening(b"HTTP/1.1 204 No Content\r\n\r\n") as listener:
        call_openly(listener)

        assert listener.hits == 1
        assert b"POST / HTTP/1.1" in listener.heard


@pytest.mark.parametrize("address", ["8.8.8.8", "1.1.1.1", "2a00:1450:4009::200e", "2606:4700::1"])
def test_the_open_internet_is_public(address):
    assert is_public(address)


def test_one_inner_address_among_public_ones_is_enough_to_refuse():
    both = [(2, 1, 6, "", ("8.8.8.8", 80)), (2, 1, 6, "", ("127.0.0.1", 80))]

    with pytest.raises(NotReached, match="not called"):
        call("http://example.org/", resolve=lambda *_, **__: both)


def test_a_name_that_changes_its_mind_is_asked_once_and_the_checked_address_is_called():
    asked = []

    def flipping(_host, port, **_options):
        asked.append(1)
        address = "127.0.0.9" if len(asked) == 1 else "127.0.0.1"
        return [(2, 1, 6, "", (address, port))]

    with listening() as listener:
        url = f"http://example.org:{listener.port}/"
        with pytest.raises(NotReached):
            call(url, ports={listener.port}, resolve=flipping, admits=lambda a: a == "127.0.0.9")

        assert len(asked) == 1
        assert listener.hits == 0


def test_no_redirect_is_followed():
    with listening() as inner:
        away = f"HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:{inner.port}/\r\n\r\n".encode()
        with listening(away) as outer, pytest.raises(NotReached, match="answered 302"):
            call_openly(outer)

        assert inner.hits == 0


def test_only_the_usual_ports_are_called():
    with listening() as listener, pytest.raises(NotReached, match="usual ports"):
        call(f"http://127.0.0.1:{listener.port}/", admits=lambda _: True)


@pytest.mark.parametrize(
    "answer", [b"HTTP/1.1 200 OK\r\nX: " + b"x" * 10_000, b"\x16\x03\x01", b"nonsense " * 2_000]
)
def test_a_slow_or_strange_answer_ends_in_time(answer, monkeypatch):
    monkeypatch.setattr(calling, "SECONDS", 1.0)
    began = time.monotonic()

    with listening(answer, pause=0.05) as listener, suppress(NotReached):
        call_openly(listener)

    assert time.monotonic() - began < 4


def test_a_resolver_that_never_answers_ends_in_time(monkeypatch):
    monkeypatch.setattr(calling, "SECONDS", 0.2)

    with pytest.raises(NotReached, match="not answered for"):
        call("http://example.org/", resolve=lambda *_, **__: time.sleep(2))


def test_a_safe_line_to_somebody_who_proves_nothing_is_not_used():
    with listening(b"HTTP/1.1 200 OK\r\n\r\n") as listener, pytest.raises(NotReached):
        call_openly(listener, scheme="https")


def call_openly(listener, scheme="http"):
    url = f"{scheme}://127.0.0.1:{listener.port}/"
    call(url, ports={listener.port}, admits=lambda _: True)
