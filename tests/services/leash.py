"""Keeps a server only as long as the one who started it: when that one is gone, so is the server.

Run as a program of its own: its standard input is the leash. `leash.py UID COMMAND…`
"""

from __future__ import annotations

import signal
import subprocess
import sys
import threading
import time

GRACE = 5.0


def main(owner: int, command: list[str]) -> int:
    """Run the command with the rights of `owner`; 0 means ours."""
    server = subprocess.Popen(
        command,
        stdin=subprocess.DEVNULL,
        user=owner or None,
        group=owner or None,
        extra_groups=[] if owner else None,
    )
    threading.Thread(target=stop_when_alone, args=(server,), daemon=True).start()
    return server.wait()


def stop_when_alone(server: subprocess.Popen[bytes]) -> None:
    sys.stdin.buffer.read()
    server.send_signal(signal.SIGINT)
    time.sleep(GRACE)
    server.kill()


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]), sys.argv[2:]))
