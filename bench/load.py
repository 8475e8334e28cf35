"""How fast, how much processor, how much memory: wrk for rates, one client for processor time."""

import gzip
import http.client
import re
import shutil
import statistics
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path
from tempfile import NamedTemporaryFile
from urllib.parse import urlencode, urlsplit

import psutil

from forum.kernel.cache import FLUSH_SECONDS

SECONDS = 4
CONNECTIONS = 16
CLIENT_REQUESTS = 200
WRITTEN_SECONDS = FLUSH_SECONDS + 0.5

LUA = """
local paths = { %s }
local next = 0
request = function()
  next = next + 1
  return wrk.format("GET", paths[next %% #paths + 1], %s)
end
"""


@dataclass(frozen=True)
class Rate:
    """Requests a second and the 99th percentile in milliseconds; failures are answers not 2xx."""

    per_second: float
    p99: float
    failures: int


@dataclass(frozen=True)
class Spent:
    """Seconds of processor the processes had, and seconds they were ready and waited for one."""

    had: float
    waited: float

    def since(self, before: "Spent") -> "Spent":
        return Spent(self.had - before.had, self.waited - before.waited)


def rate(base: str, paths: list[str], cookie: str = "") -> Rate:
    """Ask for the paths in turn over 16 connections for four seconds."""
    if not shutil.which("wrk"):
        raise SystemExit("make bench needs wrk: apt-get install wrk")
    quoted = ",".join(f'"{path}"' for path in paths)
    headers = f'{{["Cookie"]="{cookie}"}}' if cookie else "nil"
    with NamedTemporaryFile("w", suffix=".lua") as script:
        script.write(LUA % (quoted, headers))
        script.flush()
        printed = _wrk(base, script.name)
    return _read(printed)


def _wrk(base: str, script: str) -> str:
    command = ["wrk", "-t1", f"-c{CONNECTIONS}", f"-d{SECONDS}s", "--latency", "-s", script, base]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def _read(printed: str) -> Rate:
    per_second = float(_found(r"Requests/sec:\s+([\d.]+)", printed))
    p99 = re.search(r"99%\s+([\d.]+)(us|ms|s)", printed)
    milliseconds = {"us": 0.001, "ms": 1.0, "s": 1000.0}
    failed = re.search(r"Non-2xx or 3xx responses: (\d+)", printed)
    return Rate(
        per_second,
        float(p99[1]) * milliseconds[p99[2]] if p99 else 0.0,
        int(failed[1]) if failed else 0,
    )


def _found(pattern: str, text: str) -> str:
    match = re.search(pattern, text)
    if match is None:
        raise SystemExit(f"wrk printed something unexpected:\n{text}")
    return match[1]


def cpu_ms(base: str, paths: list[str], pids: list[int], cookie: str = "") -> float:
    """Processor milliseconds a request of the named processes, one client.

    What requests before left to be written is written first; what these leave is counted.
    """
    connection = _connected(base)
    for path in paths[:20]:
        _get(connection, path, cookie)
    time.sleep(WRITTEN_SECONDS)
    before = _cpu(pids)
    for number in range(CLIENT_REQUESTS):
        _get(connection, paths[number % len(paths)], cookie)
    time.sleep(WRITTEN_SECONDS)
    return 1000 * (_cpu(pids) - before) / CLIENT_REQUESTS


def reply_ms(base: str, path: str, cookie: str, csrf: str, count: int = 60) -> tuple[float, float]:
    """Median and 95th percentile of posting an answer, in milliseconds."""
    connection = _connected(base)
    times = []
    for number in range(count):
        body = urlencode({"body": f"Reply {number}: it worked for me.", "csrf_token": csrf})
        began = time.perf_counter()
        connection.request("POST", path, body, _form_headers(cookie))
        answer = connection.getresponse()
        answer.read()
        times.append(1000 * (time.perf_counter() - began))
        if answer.status >= 400:
            raise SystemExit(f"A reply was refused with {answer.status}")
    return statistics.median(times), statistics.quantiles(times, n=20)[-1]


def sizes(base: str, path: str) -> tuple[float, float]:
    """Kilobytes of the page, raw and packed."""
    body = _get(_connected(base), path, "")
    return len(body) / 1000, len(gzip.compress(body, 6)) / 1000


def memory_mb(pids: list[int]) -> float:
    """Proportional memory of the processes in megabytes."""
    return sum(float(psutil.Process(pid).memory_full_info().pss) for pid in pids) / 1e6


def with_children(pids: list[int]) -> list[int]:
    """A server and the processes it has now."""
    return [p for pid in pids for p in (pid, *(c.pid for c in psutil.Process(pid).children()))]


def machine() -> str:
    model = re.search(r"model name\s*: (.*)", Path("/proc/cpuinfo").read_text())
    return f"{psutil.cpu_count()} cores, {model[1] if model else 'unknown processor'}"


def _connected(base: str) -> http.client.HTTPConnection:
    return http.client.HTTPConnection(urlsplit(base).netloc, timeout=30)


def _get(connection: http.client.HTTPConnection, path: str, cookie: str) -> bytes:
    connection.request("GET", path, headers={"Cookie": cookie} if cookie else {})
    answer = connection.getresponse()
    body = answer.read()
    if answer.status != 200:
        raise SystemExit(f"{path} answered {answer.status}")
    return body


def _form_headers(cookie: str) -> dict[str, str]:
    return {
        "Cookie": cookie,
        "Sec-Fetch-Site": "same-origin",
        "Content-Type": "application/x-www-form-urlencoded",
    }


def spent(pids: list[int]) -> Spent:
    """Of all their threads until now, as Linux counts them in /proc."""
    tasks = [task for pid in pids for task in Path(f"/proc/{pid}/task").iterdir()]
    counts = [(task / "schedstat").read_text().split() for task in tasks]
    return Spent(*(sum(int(count[n]) for count in counts) / 1e9 for n in (0, 1)))


def _cpu(pids: list[int]) -> float:
    times = [psutil.Process(pid).cpu_times() for pid in pids]
    return float(sum(t.user + t.system for t in times))
