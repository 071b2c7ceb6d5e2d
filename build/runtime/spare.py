"""
Run in the browser's Python before it imports anything else: what nobody needs there is not made in the first place.

What is made and let go later (tidy.py) leaves holes; and of what `inspect` imports, a part can never be let go.
"""

import sys
import types
from typing import Any


def _spare_inspect() -> None:
    """Stand in for `inspect` with all that `dataclasses` asks of it, the second for docstrings that nobody reads."""
    inspect: Any = types.ModuleType("inspect")
    inspect.get_annotations = lambda one: vars(one).get("__annotations__", {})
    inspect.signature = lambda _one: ""
    sys.modules["inspect"] = inspect


# `dataclasses` writes these anew for each class. They are put into its namespace, for the one of this file will go.
SHARED = """
def __setattr__(self, name, value):
    raise FrozenInstanceError(f"cannot assign to field {name!r}")

def __delattr__(self, name):
    raise FrozenInstanceError(f"cannot delete field {name!r}")

@recursive_repr()
def __repr__(self):
    parts = (f"{one.name}={getattr(self, one.name)!r}" for one in fields(self) if one.repr)
    return f"{self.__class__.__qualname__}({', '.join(parts)})"
"""


def _spare_methods() -> None:
    """Have all dataclasses share the methods of which `dataclasses` would write one for each, and which do the same."""
    import dataclasses  # noqa: PLC0415  (after the stand-in)

    library = vars(dataclasses)
    shared: dict[str, Any] = {}
    exec(SHARED, library, shared)  # noqa: S102 (a text of this file)
    process = library["_process_class"]

    def share(*order: object) -> type:
        made: type = process(*order)
        for name, method in shared.items():
            written = getattr(vars(made).get(name), "__wrapped__", vars(made).get(name))
            if isinstance(written, types.FunctionType) and written.__code__.co_filename == "<string>":
                setattr(made, name, method)
        return made

    share.__wrapped__ = process  # type: ignore[attr-defined]
    library["_process_class"] = share


_spare_inspect()
_spare_methods()
