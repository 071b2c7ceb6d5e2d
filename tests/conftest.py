"""What a test needs, by its folder: nothing, the built site under a sub-path, or a browser that looks at it."""

import contextlib
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urljoin

import make
import pytest
from browser import BrowserMissing, installs_packages, launch_options, webkit_command
from filelock import FileLock
from hypothesis import settings
from playwright.sync_api import Browser, BrowserContext, Error, Page, expect, sync_playwright
from serve import serving
from support.site import PATIENCE_MS, PREFIX, Watched, leave_open, new_reader
from support.webkit import WebKit
from support.webkit import webkit as started

from calculators.vocabulary.form import GROUPS as FORM_GROUPS

# Each run tries the same cases, however long one takes.
settings.register_profile("project", derandomize=True, deadline=None)
# `make unit` tries fewer of them (--hypothesis-profile=few); `make test` tries all.
settings.register_profile("few", parent=settings.get_profile("project"), max_examples=25)
settings.load_profile("project")

TESTS = Path(__file__).parent
CALCULATORS = TESTS.parent / "calculators"
KINDS = ("rules", "analysis", "documents", "pages", "site", "browser", "engines")
NEEDS = {"site_dir": ("site", "browser"), "chromium": ("browser",), "webkit": ("browser",)}
"""What only some folders give, the first of them being its home."""
SLOW = int(os.environ.get("SLOW", "1"))
"""How many times slower than the machine allows a page runs (SLOW=6): what reads a page too early fails then, and not one day."""
LATE = """
const post = Worker.prototype.postMessage;
Worker.prototype.postMessage = function (...said) { setTimeout(() => post.apply(this, said), 100); };
"""
"""What of a slow page Chromium does not slow down: the worker in which Python is asked. An old answer stands meanwhile, as it may for a reader."""


ONE_PROCESS = "--process-per-site"
"""Pages of one reader that are open together run in one process, which compiles Python once and not for each of them."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark each test with the kind of its folder, and refuse one that needs more than its folder gives."""
    for item in items:
        # The examples in docstrings of calculators/ are rules.
        kind = "rules" if item.path.is_relative_to(CALCULATORS) else item.path.relative_to(TESTS).parts[0]
        if kind not in KINDS:
            raise pytest.UsageError(f"{item.nodeid}: a test lies in one of the folders {', '.join(KINDS)} of tests/")
        item.add_marker(kind)
        exhaustive = item.get_closest_marker("exhaustive")
        if exhaustive and not exhaustive.kwargs.get("covers"):
            # Coverage would double their time, and quicker tests tell what of the rules is reached.
            item.add_marker("no_cover")
        for fixture, kinds in NEEDS.items():
            if fixture in getattr(item, "fixturenames", ()) and kind not in kinds:
                raise pytest.UsageError(f"{item.nodeid} needs {fixture}: it belongs in tests/{kinds[0]}")


@pytest.fixture(scope="session")
def site_dir(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """Return the site, built once for all workers, for a sub-path as GitHub Pages has it."""
    folder = shared(tmp_path_factory, worker_id) / "site"
    with FileLock(folder.with_suffix(".lock")):
        if not folder.is_dir():
            make.build(folder, f"https://example.org{PREFIX}")
    return folder


def shared(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """Return the folder that all workers have in common."""
    own = tmp_path_factory.getbasetemp()
    return own if worker_id == "master" else own.parent


@pytest.fixture(scope="session")
def site(site_dir: Path) -> Iterator[str]:
    """Return the address of the served site, with a slash at its end."""
    with serving(site_dir, PREFIX) as address:
        yield address


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """Return one browser for all tests; without one the tests fail, they are never skipped."""
    expect.set_options(timeout=PATIENCE_MS)
    with sync_playwright() as playwright:
        options = launch_options()
        options["args"] = [*options["args"], ONE_PROCESS]
        browser = playwright.chromium.launch(**options)
        with pytest.MonkeyPatch.context() as changed:
            if SLOW > 1:
                changed.setattr(BrowserContext, "new_page", _slow_page)
            yield browser
        browser.close()


def _slow_page(context: BrowserContext, new_page=BrowserContext.new_page) -> Page:
    page = new_page(context)
    context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": SLOW})
    page.add_init_script(LATE)
    return page


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo):
    """Add to the report of a failure what the open pages held."""
    report = yield
    browser = getattr(item, "funcargs", {}).get("chromium")
    if call.when == "call" and report.failed and browser:
        for page in (page for context in browser.contexts for page in context.pages):
            try:
                held = page.locator("body").aria_snapshot(timeout=2000)
            except Error as error:
                held = str(error)
            report.sections.append((f"held by {page.url}", held))
    return report


@pytest.fixture
def webkit(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Iterator[WebKit]:
    """Return a window of a new WebKit. Where one can be installed, the tests fail without one; on other systems they are left out, and say so."""
    try:
        webkit_command()
    except BrowserMissing as missing:
        if installs_packages():
            raise
        pytest.skip(str(missing))
    with contextlib.ExitStack() as running:
        # Two screens that are opened at once could choose the same number.
        with FileLock(shared(tmp_path_factory, worker_id) / "webkit.lock"):
            window = running.enter_context(started())
        yield window


OPEN_ALL = f"""
try {{ sessionStorage["{PREFIX}open"] ??= "{" ".join(group.id for group in FORM_GROUPS)}"; }} catch {{}}
"""
"""Opens every group of the form, as a reader who goes through all of it does; what folds has tests of its own."""


@pytest.fixture(scope="session")
def returning(chromium: Browser, site: str) -> Iterator[BrowserContext]:
    """Return the browser of a reader who has been here before: files are at hand, and Python as it was unpacked then."""
    context = new_reader(chromium)
    context.add_init_script(OPEN_ALL)
    leave_open(context, site)
    yield context
    context.close()


@pytest.fixture
def context(returning: BrowserContext, site: str) -> Iterator[BrowserContext]:
    """Return the browser of a reader who comes back: no page is open but that of before, and nothing is stored but the files of the site."""
    yield returning
    stored = {"origin": urljoin(site, "/"), "storageTypes": "local_storage"}
    for page in returning.pages[1:]:
        returning.new_cdp_session(page).send("Storage.clearDataForOrigin", stored)
        page.close()
    returning.clear_permissions()


@pytest.fixture
def page(context: BrowserContext, site: str) -> Iterator[Page]:
    """Return a page that must end without an error, a violation of its policy, or a request to another origin."""
    watched = Watched(context, site)
    yield watched.page
    watched.stop()
    assert watched.wrong == []


@pytest.fixture
def first_visit(chromium: Browser) -> Iterator[Callable[..., BrowserContext]]:
    """Return what opens the browser of a reader who has never been here; it takes what Playwright's `new_context` takes."""
    opened: list[BrowserContext] = []

    def open_browser(**options: object) -> BrowserContext:
        opened.append(new_reader(chromium, **options))
        return opened[-1]

    yield open_browser
    for context in opened:
        context.close()


@pytest.fixture
def faulty_page(first_visit: Callable[..., BrowserContext]) -> Page:
    """Return a page of a reader who has never been here, on which things are made to go wrong."""
    fresh = first_visit()
    fresh.add_init_script(OPEN_ALL)
    return fresh.new_page()
