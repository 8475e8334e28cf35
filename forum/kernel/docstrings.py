"""What a view says of itself, read from its source: web processes keep no docstrings."""

import ast
import inspect
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from typing import Any


def said_of(view: Callable[..., Any]) -> str:
    """The docstring of a view function, also where Python runs with `-OO`; "" when it has none."""
    function = inspect.unwrap(view)
    if function.__doc__:
        return inspect.getdoc(function) or ""
    code = function.__code__
    return _said_in(code.co_filename).get(code.co_name, "")


@lru_cache(maxsize=1)  # the views of one file come one after another
def _said_in(path: str) -> dict[str, str]:
    """Name of a function -> its docstring; nothing for a file that is not there to be read."""
    try:
        tree = ast.parse(Path(path).read_text(encoding="utf-8"))
    except OSError:
        return {}
    functions = (one for one in ast.walk(tree) if isinstance(one, ast.FunctionDef))
    return {one.name: ast.get_docstring(one) or "" for one in functions}
