"""What no page needs is named in a table and loaded when it is called: web processes stay small."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from werkzeug.utils import import_string


@dataclass(frozen=True)
class Later:
    """A function that is called like itself. `address` is "module:function".

    The test of house rules finds an address that leads nowhere.
    """

    address: str

    def __call__(self, *arguments: Any) -> Any:
        return self.there()(*arguments)

    def there(self) -> Callable[..., Any]:
        found: Callable[..., Any] = import_string(self.address)
        return found
