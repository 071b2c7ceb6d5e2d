"""WebKit, the engine of Safari, driven by WebDriver as the W3C has it: it resets what controls hold when a page comes back, as Chromium and Firefox do not."""

import contextlib
import json
import os
import signal
import socket
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from typing import Any

from browser import webkit_command

START_SECONDS = 30
PATIENCE_SECONDS = 60


class WebKit:
    """One window of WebKit."""

    def __init__(self, driver: str) -> None:
        """Open a window with the *driver* at that address."""
        self.driver = driver
        self.session = self._send("POST", "/session", {"capabilities": {}})["sessionId"]

    def _send(self, method: str, path: str, content: object = None) -> Any:
        body = None if method != "POST" else json.dumps(content or {}).encode()
        request = urllib.request.Request(self.driver + path, body, {"Content-Type": "application/json"}, method=method)  # noqa: S310 (the driver on this machine)
        try:
            with urllib.request.urlopen(request, timeout=60) as reply:  # noqa: S310 (as above)
                return json.load(reply)["value"]
        except urllib.error.HTTPError as error:
            raise AssertionError(error.read().decode()) from error

    def _ask(self, method: str, path: str, content: object = None) -> Any:
        return self._send(method, f"/session/{self.session}{path}", content)

    def go(self, address: str) -> None:
        """Open *address*."""
        self._ask("POST", "/url", {"url": address})

    def back(self) -> None:
        """Go one step back in the history."""
        self._ask("POST", "/back")

    def reload(self) -> None:
        """Load the page again."""
        self._ask("POST", "/refresh")

    def run(self, script: str, *given: object) -> Any:
        """Return what *script*, the body of a function of *given*, returns in the page."""
        return self._ask("POST", "/execute/sync", {"script": script, "args": list(given)})

    def type(self, selector: str, text: str) -> None:
        """Put *text* into the control at *selector*, in place of what is there, and let the page hear of it."""
        script = "const control = document.querySelector(arguments[0]); control.value = arguments[1]; control.dispatchEvent(new Event('input', {bubbles: true}));"
        self.run(script, selector, text)

    def text(self, selector: str) -> str:
        """Return the text at *selector*, empty where there is none."""
        return str(self.run("return document.querySelector(arguments[0])?.textContent ?? ''", selector))

    def wait(self, holds: Callable[[], bool]) -> None:
        """Wait until *holds*."""
        until = time.monotonic() + PATIENCE_SECONDS
        while not holds():
            if time.monotonic() > until:
                message = f"did not come to hold in {self.run('return location.href')}"
                raise AssertionError(message)
            time.sleep(0.1)

    def close(self) -> None:
        """Close the window."""
        self._ask("DELETE", "")


def _free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])


@contextlib.contextmanager
def webkit() -> Iterator[WebKit]:
    """
    Run a WebKit.

    Raises `BrowserMissing` where there is none.
    """
    port = _free_port()
    driver = subprocess.Popen(
        [*webkit_command(), f"--port={port}"],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        until = time.monotonic() + START_SECONDS
        while True:
            try:
                urllib.request.urlopen(f"http://127.0.0.1:{port}/status", timeout=5).close()
                break
            except OSError:
                if time.monotonic() > until or driver.poll() is not None:
                    raise
                time.sleep(0.2)
        window = WebKit(f"http://127.0.0.1:{port}")
        yield window
        window.close()
    finally:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(driver.pid, signal.SIGTERM)
        driver.wait()
