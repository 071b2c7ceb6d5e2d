"""
Run in the browser's Python when it has imported everything, before its memory is kept.

It lets go of what only the start needs; the memory is then smaller, and Python answers as before.
"""

import dataclasses
import gc
import sys
import types
import typing
import zipimport

# Their tables are cleared (snapshot.mjs): who asks for them shall hear that they are not there.
SHUT = (*(f"_codecs_{one}" for one in ("cn", "hk", "iso2022", "jp", "kr", "tw")), "_multibytecodec")
# What reads tables that no rule needs: the names of characters, cleared as well, and those of HTML.
UNREAD = {"unicodedata": ("name", "lookup", "_ucnhash_CAPI"), "html": ("unescape", "_replace_charref", "_html5")}


def _forget_about(thing: object) -> None:
    """Forget what is written about *thing* for people and checkers, where it is a class or a function."""
    if isinstance(thing, type):
        if "__annotations__" in vars(thing):
            del thing.__annotations__
        if dataclasses.is_dataclass(thing):
            thing.__doc__ = None
    elif isinstance(thing, types.FunctionType):
        del thing.__annotations__
        # What came frozen in the program, and what `dataclasses` wrote (bytecode.py leaves out the lines of the rest).
        if thing.__code__.co_filename.startswith("<"):
            thing.__code__ = thing.__code__.replace(co_linetable=b"")


def _tidy() -> None:
    """Forget what is written about modules, classes and functions, what is not read, and where its files were."""
    # What spare.py has put there.
    library = vars(dataclasses)
    del sys.modules["inspect"], library["inspect"]
    library["_process_class"] = library["_process_class"].__wrapped__
    for module in sys.modules.values():
        module.__doc__ = None
        vars(module).pop("__about__", None)
    sys.modules["locale"].windows_locale.clear()
    for thing in gc.get_objects():
        _forget_about(thing)
    sys.modules.update(dict.fromkeys(SHUT))  # type: ignore[arg-type]  # None: it cannot be imported
    del sys.modules["html.entities"], sys.modules["html"].entities
    for name, parts in UNREAD.items():
        for part in parts:
            delattr(sys.modules[name], part)
    # The files of the library are not there in the browser: what is not imported by now cannot be imported.
    sys.path.clear()
    sys.path_importer_cache.clear()
    vars(zipimport)["_zip_directory_cache"].clear()
    for forget in vars(typing)["_cleanups"]:
        forget()


_tidy()
