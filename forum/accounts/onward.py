"""Where a person goes on to after signing in: a page of ours, whatever the address asks for."""

from urllib.parse import urlsplit

HOME = "/"
LONGEST = 500


def onward(asked: str | None) -> str:
    """The path of a page of this site; the front page for anything else.

    Browsers drop tabs and line breaks and read a backslash as a slash, so neither may occur.
    """
    path = asked or HOME
    if len(path) > LONGEST or not path.isascii() or not path.isprintable():
        return HOME
    if not path.startswith("/") or path.startswith("//") or "\\" in path or " " in path:
        return HOME
    return path if _is_ours(path) else HOME


def _is_ours(path: str) -> bool:
    try:
        parts = urlsplit(path)
    except ValueError:
        return False
    return not parts.scheme and not parts.netloc and not parts.path.startswith(("/sign-", "//"))
