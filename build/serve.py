"""
Serve the site while it is being written: build it, show it under its own address, and build anew what changes.

`serving` is for tests and benchmarks: it serves a finished folder under a sub-path, as a host of static pages would.
"""

import argparse
import contextlib
import errno
import functools
import gzip
import io
import itertools
import os
import sys
import threading
import time
from collections.abc import Iterator
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, BinaryIO, override
from urllib.parse import urlsplit

from paths import BUILD, GENERATED, ROOT, SITE
from sources import code, digest
from watchdog.events import (
    EVENT_TYPE_CREATED,
    EVENT_TYPE_DELETED,
    EVENT_TYPE_MODIFIED,
    EVENT_TYPE_MOVED,
    FileSystemEvent,
    FileSystemEventHandler,
)
from watchdog.observers import Observer
from workers import Worker

NO_CACHE = "no-cache"
WATCHED = ("docs", "calculators", "build")
# Written by the build itself.
CHANGES = {EVENT_TYPE_CREATED, EVENT_TYPE_DELETED, EVENT_TYPE_MODIFIED, EVENT_TYPE_MOVED}
SOURCES = {".css", ".csv", ".html", ".js", ".json", ".md", ".mjs", ".py", ".svg", ".toml", ".woff2", ".yml"}
# What GitHub Pages compresses.
ZIPPED = {"text/html", "text/css", "text/javascript", "application/json", "image/svg+xml", "application/wasm"}
# Editors write a file in several steps.
PAUSE_SECONDS = 0.05


@functools.lru_cache(maxsize=512)
def _zipped(path: Path, _changed: int) -> bytes:
    """Return a file compressed, once for each of its versions: a host does not begin anew for each reader."""
    return gzip.compress(path.read_bytes(), compresslevel=6)


class Pages(SimpleHTTPRequestHandler):
    """Answers like a host of static pages: folders by their index, 404.html for what is not there, no listings."""

    protocol_version = "HTTP/1.1"
    extensions_map = SimpleHTTPRequestHandler.extensions_map | {
        ".bin": "application/octet-stream",
        ".js": "text/javascript",
        ".mjs": "text/javascript",
        ".svg": "image/svg+xml",
        ".wasm": "application/wasm",
        ".woff2": "font/woff2",
    }
    folder = SITE
    prefix = "/"
    caching = NO_CACHE
    zips = False

    @override
    def translate_path(self, path: str) -> str:
        path = urlsplit(path).path
        if not path.startswith(self.prefix):
            return str(self.folder / "outside of the site")
        self.directory = str(self.folder)
        return super().translate_path("/" + path.removeprefix(self.prefix))

    @override
    def do_GET(self) -> None:
        if self.prefix != "/" and urlsplit(self.path).path in {"/", self.prefix.rstrip("/")}:
            self.send_response(HTTPStatus.FOUND)
            self.send_header("Location", self.prefix)
            self.send_header("Content-Length", "0")
            self.end_headers()
            return
        super().do_GET()

    @override
    def send_head(self) -> io.BytesIO | BinaryIO | None:
        """Compress what GitHub Pages compresses, where that is asked for; send what changes each time anew."""
        if self.caching == NO_CACHE:
            # By its date, a file looks the same that changed twice in a second, or went back to what it was.
            del self.headers["If-Modified-Since"]
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() and self.path.partition("?")[0].endswith("/") else path
        if not (self.zips and path.is_file() and self.guess_type(path).partition(";")[0] in ZIPPED):
            return super().send_head()
        content = _zipped(path, path.stat().st_mtime_ns)
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", self.guess_type(path))
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        return io.BytesIO(content)

    @override
    def end_headers(self) -> None:
        self.send_header("Cache-Control", self.caching)
        super().end_headers()

    @override
    def list_directory(self, path: Any) -> None:
        self.send_error(HTTPStatus.NOT_FOUND)

    @override
    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        page = self.folder / "404.html"
        if code != HTTPStatus.NOT_FOUND or not page.is_file():
            super().send_error(code, message, explain)
            return
        content = page.read_bytes()
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(content)

    @override
    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing: the console is for what the build has to say."""


class Server(ThreadingHTTPServer):
    """A server that is not upset by a browser that hangs up."""

    daemon_threads = True
    # Else a second server could take the same port on some systems, and neither would say so.
    allow_reuse_address = os.name == "posix"

    @override
    def handle_error(self, request: Any, client_address: Any) -> None:
        if not isinstance(sys.exc_info()[1], ConnectionError):
            super().handle_error(request, client_address)


def server(  # noqa: PLR0913 (each by its name)
    site_dir: Path,
    prefix: str,
    port: int,
    *,
    caching: str = NO_CACHE,
    zips: bool = False,
    pages: type[Pages] = Pages,
) -> Server:
    """
    Return a server of *site_dir* under the path *prefix* on *port* of this machine only (0: any free one).

    With *zips* it compresses what GitHub Pages compresses. *pages* answers.

    Raises `OSError` if the port cannot be had.
    """
    here = type("Here", (pages,), {"folder": site_dir, "prefix": prefix, "caching": caching, "zips": zips})
    return Server(("127.0.0.1", port), here)


@contextlib.contextmanager
def serving(  # noqa: PLR0913 (each by its name)
    site_dir: Path,
    prefix: str = "/",
    port: int = 0,
    *,
    caching: str = "max-age=600",
    zips: bool = False,
    pages: type[Pages] = Pages,
) -> Iterator[str]:
    """Serve *site_dir* under *prefix* inside a `with` block, which gets the address."""
    running = server(site_dir, prefix, port, caching=caching, zips=zips, pages=pages)
    thread = threading.Thread(target=running.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{running.server_port}{prefix}"
    finally:
        running.shutdown()
        running.server_close()
        thread.join()


class Changes(FileSystemEventHandler):
    """Notices when sources change."""

    def __init__(self) -> None:
        self._some = threading.Event()

    @override
    def on_any_event(self, event: FileSystemEvent) -> None:
        if event.event_type not in CHANGES or event.is_directory:
            return
        for name in (event.src_path, event.dest_path):
            path = Path(os.fsdecode(name)) if name else ROOT
            if path.suffix in SOURCES and GENERATED not in path.parents and not path.name.startswith("."):
                self._some.set()

    def wait(self) -> None:
        """Return when sources changed after the last call, and came to rest."""
        while not self._some.wait(1):  # a wait without an end would not hear Ctrl-C everywhere
            pass
        while self._some.is_set():
            self._some.clear()
            time.sleep(PAUSE_SECONDS)


class Builder:
    """
    Builds the site with a Python that sees the rules and the tools as they are, and has imported them already.

    That one is told at each change (workers.py); when one of them changed, another takes its place.
    """

    def __init__(self) -> None:
        self._worker: Worker | None = None
        self._as_of = ""
        self._orders = itertools.count(1)

    def _ready(self) -> Worker:
        """Return a Python that began with the code as it is."""
        now = digest(code())
        if self._worker is None or self._worker.over or now != self._as_of:
            self.stop()
            self._as_of = now
            self._worker = Worker(BUILD / "make.py", "--live", "--when-told", f"--as-of={now}")
        return self._worker

    def build(self) -> None:
        """Build the site, and say how that went."""
        begun = time.monotonic()
        if self._ready().work(str(next(self._orders))):
            print(f"serve: built in {time.monotonic() - begun:.1f} s", flush=True)
            self._ready()  # building may have changed what is derived from the rules
        else:
            print("serve: not built; the pages are still those of the last build", file=sys.stderr, flush=True)

    def stop(self) -> None:
        """Let go of the Python that waits."""
        if self._worker:
            self._worker.end()
        self._worker = None


def main() -> int:
    """Run the command line."""
    parser = argparse.ArgumentParser(description="Build the site, serve it and build anew what changes.")
    parser.add_argument("--port", type=int, default=8000, help="default: 8000")
    port = parser.parse_args().port
    prefix = urlsplit(os.environ.get("SITE_URL") or "/").path or "/"
    prefix = prefix.rstrip("/") + "/"
    try:
        running = server(SITE, prefix, port)
    except (OSError, OverflowError) as error:
        taken = isinstance(error, OSError) and error.errno == errno.EADDRINUSE
        reason = "is in use by another program" if taken else f"cannot be used ({error})"
        print(
            f"serve: port {port} {reason}. Choose another: make serve PORT={port + 1 if taken else 8080}",
            file=sys.stderr,
        )
        return 1

    changes = Changes()
    observer = Observer()
    for folder in WATCHED:
        observer.schedule(changes, str(ROOT / folder), recursive=True)
    observer.schedule(changes, str(ROOT), recursive=False)
    observer.start()
    builder = Builder()
    builder.build()
    threading.Thread(target=running.serve_forever, daemon=True).start()
    print(f"serve: http://127.0.0.1:{port}{prefix} (Ctrl-C ends it)", flush=True)
    with contextlib.suppress(KeyboardInterrupt):
        while True:
            changes.wait()
            builder.build()
    builder.stop()
    observer.stop()
    running.shutdown()
    return 0


if __name__ == "__main__":
    sys.exit(main())
