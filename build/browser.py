"""
A Chromium for the tests, the benchmark and the screenshots, and a WebKit for some tests.

They are found, or installed with `python build/browser.py --install`. The environment variable CHROMIUM names one that
is to be used. WebKit is Debian's, with a screen of its own; root installs it, where there is apt-get.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, TypedDict

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Page, Route

WITHOUT_WINDOWS = "chromium-headless-shell"
"""Debian's Chromium without windows: it shows the same in half the time, but keeps no compiled code between visits."""
COMMANDS = (
    WITHOUT_WINDOWS,
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chrome",
    "microsoft-edge",
)
PLACES = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
    "C:/Program Files/Google/Chrome/Application/chrome.exe",
    "C:/Program Files (x86)/Microsoft/Edge/Application/msedge.exe",
)
# Where Playwright keeps its browsers, and how they are called inside.
PLAYWRIGHT_HOMES = ("~/.cache/ms-playwright", "~/Library/Caches/ms-playwright", "~/AppData/Local/ms-playwright")
PLAYWRIGHT_NAMES = (
    "chrome",
    "chrome.exe",
    "Chromium",
    "Google Chrome for Testing",
    "chrome-headless-shell",
    "headless_shell",
)
# WebKit by its driver, and the screen that it needs; and the packages that bring them.
WEBKIT = ("xvfb-run", "WebKitWebDriver")
WEBKIT_PACKAGES = ("webkit2gtk-driver", "xvfb", "xauth")
# The browser shall talk to the site under test and to nobody else.
ARGUMENTS = (
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-default-apps",
    "--disable-gpu",
    "--disable-quic",
    "--disable-sync",
    # Letters as wide as on paper and on a fine screen, whatever this machine's are.
    "--font-render-hinting=none",
    "--no-first-run",
)

# The style sheet that declares the fonts, by its name with a hash.
FONT_STYLES = re.compile(r"/site/styles\.[^/]*css$")


class BrowserMissing(Exception):  # noqa: N818 (it says what is the case)
    """There is no such browser; the message says what to do."""


class LaunchOptions(TypedDict):
    """What Playwright's `chromium.launch` takes."""

    executable_path: str
    args: list[str]


def _candidates() -> Iterator[Path]:
    yield from (Path(found) for command in COMMANDS if (found := shutil.which(command)))
    yield from (Path(place) for place in PLACES)
    homes = [os.environ.get("PLAYWRIGHT_BROWSERS_PATH", ""), *PLAYWRIGHT_HOMES]
    for home in (Path(home).expanduser() for home in homes if home):
        yield from (
            path for name in PLAYWRIGHT_NAMES for path in sorted(home.glob(f"chromium*/**/{name}"), reverse=True)
        )


def find_browser(*, whole: bool = False) -> Path:
    """
    Return the Chromium to use; a *whole* one is a reader's, with windows.

    Raises `BrowserMissing` if there is none, or if the one that CHROMIUM names is not there.
    """
    if named := os.environ.get("CHROMIUM"):
        if shutil.which(named):
            return Path(named)
        raise BrowserMissing(f"CHROMIUM names {named}, which cannot be run")
    for path in _candidates():
        if path.is_file() and os.access(path, os.X_OK) and not (whole and _has_no_windows(path)):
            return path
    raise BrowserMissing("no Chromium was found: `make browser` installs one, or set CHROMIUM to the path of yours")


def _has_no_windows(path: Path) -> bool:
    return "headless" in path.name


def launch_options(*, whole: bool = False) -> LaunchOptions:
    """
    Return the options with which tests and measurements start the browser, a *whole* one or any.

    Raises `BrowserMissing`.
    """
    arguments = list(ARGUMENTS)
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        arguments.append("--no-sandbox")  # Chromium's sandbox refuses to work for root
    return {"executable_path": str(find_browser(whole=whole)), "args": arguments}


def show_with_fonts(page: Page) -> None:
    """Let *page* wait for the site's fonts: readers go without one that is late, what is printed does not."""

    def patient(route: Route) -> None:
        answer = route.fetch()
        route.fulfill(response=answer, body=answer.text().replace("font-display: optional", "font-display: block"))

    page.route(FONT_STYLES, patient)


def installs_packages() -> bool:
    """Return whether packages of Debian can be installed here."""
    return bool(shutil.which("apt-get")) and hasattr(os, "geteuid") and os.geteuid() == 0


def _install_packages(*packages: str) -> None:
    for command in (["apt-get", "update"], ["apt-get", "install", "-y", "--no-install-recommends", *packages]):
        subprocess.run(
            command, check=False, stdout=subprocess.DEVNULL, env=os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
        )


def webkit_command() -> list[str]:
    """
    Return the command that starts WebKit's driver on a screen of its own.

    Raises `BrowserMissing`.
    """
    found = [path for command in WEBKIT if (path := shutil.which(command))]
    if len(found) < len(WEBKIT):
        raise BrowserMissing(
            "no WebKit was found: its tests need Debian's webkit2gtk-driver and xvfb (root: `make browser`)"
        )
    driver = found.pop()
    return [*found, "-a", driver]


def install_webkit() -> None:
    """
    Install Debian's WebKit for root where there is none; elsewhere say that its tests do not run.

    Raises `BrowserMissing` where it could be installed and was not.
    """
    try:
        webkit_command()
    except BrowserMissing as missing:
        if not installs_packages():
            print(f"browser: {missing}; on this system they are left out", file=sys.stderr)
            return
        print("browser: no WebKit here; installing one", file=sys.stderr)
        _install_packages(*WEBKIT_PACKAGES)
        webkit_command()


def install(*, whole: bool = False) -> Path:
    """
    Install a Chromium where there is none, a *whole* one or any: Debian's for root, else Playwright's.

    Return its path. Raises `BrowserMissing`.
    """
    try:
        return find_browser(whole=whole)
    except BrowserMissing:
        if os.environ.get("CHROMIUM"):
            raise
        print("browser: no Chromium here; installing one", file=sys.stderr)
    if installs_packages():
        if not whole:
            _install_packages(WITHOUT_WINDOWS)
        if whole or not shutil.which(WITHOUT_WINDOWS):  # older releases have only the whole
            _install_packages("chromium")
    else:
        kind = "--no-shell" if whole else "--only-shell"
        subprocess.run([sys.executable, "-m", "playwright", "install", kind, "chromium"], check=False)
    try:
        return find_browser(whole=whole)
    except BrowserMissing:
        raise BrowserMissing(
            "no Chromium was found and none could be installed; install one, or set CHROMIUM to the path of yours"
        ) from None


def main() -> int:
    """Run the command line."""
    parser = argparse.ArgumentParser(description="Say which Chromium is used.")
    parser.add_argument(
        "--install", action="store_true", help="install one where there is none, and say nothing otherwise"
    )
    parser.add_argument("--whole", action="store_true", help="one with windows, as readers have it")
    try:
        given = parser.parse_args()
        if given.install:
            install(whole=given.whole)
            install_webkit()
        else:
            print(find_browser(whole=given.whole))
    except BrowserMissing as error:
        print(f"browser: {error}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
