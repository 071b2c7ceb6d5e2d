"""
The whole build: derived files, the pages of both languages, Python for the browser, and what finishes the site.

`python build/make.py` builds `site/` for the address in SITE_URL; nothing is fetched from the network. What was built
before from the same sources is taken again: the whole site, the pages of a language, what lies around the pages.
"""

import argparse
import contextlib
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Collection, Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path

import generate
from browser import BrowserMissing
from data.pages import last_revision
from kept import ChangedMeanwhile, Remembered, kept
from paths import BUILD, CACHE, PACKAGES, ROOT, SITE, THEME
from publish import app, postprocess
from render import downloads, interchange, version
from runtime import browser_python
from sources import code, digest, pages
from workers import Worker, work_when_told

CONFIGURATIONS = {"el": ROOT / "mkdocs.yml", "en": BUILD / "mkdocs.en.yml"}
PAGES = BUILD / "pages.py"
QR_CODE = PACKAGES / "qrcode-generator/dist/qrcode.mjs"
SITE_URL = "http://127.0.0.1:8000/"
# Between serve.py and this.
AS_OF = "--as-of"
WHEN_TOLD = "--when-told"


class BuildError(Exception):
    """The site cannot be built; the message is for the person who builds it."""


class Build:
    """
    One build of the site for *site_url*, from sources whose code had the digest *as_of* when this Python began.

    *live* is for a site that is being written: see `postprocess.finish`.
    *pdf* adds the guideline of each language as one document, printed by Chromium, and links to it.
    *writers* wait already (pages.py); where there are none, they are begun when there are pages to be written.
    """

    def __init__(self, site_url: str, as_of: str, *, live: bool, pdf: bool, writers: Collection[Worker] = ()) -> None:
        self.site_url = site_url.rstrip("/") + "/"
        self.as_of = as_of
        self.live = live
        self.pdf = pdf
        self.writers = list(writers)

    def state(self, *languages: str) -> str:
        """
        Return all that a part of the site is made from which holds the pages of *languages*.

        Raises `ChangedMeanwhile` where the code is no longer what this Python began with.
        """
        if digest(code()) != self.as_of:
            raise ChangedMeanwhile("the sources changed while the site was built from them")
        surroundings = [self.site_url, os.environ.get("REPO_URL", ""), str(self.pdf)]
        said = [*self._said_of_all(), digest(pages(*languages))] if languages else []
        return "\0".join([self.as_of, *surroundings, *said])

    def _said_of_all(self) -> list[str]:
        """Return what pages say that is neither theirs nor of the code."""
        return [version.commit(), str(last_revision())]

    def whole(self, folder: Path) -> None:
        """Write the site into *folder*."""
        with ThreadPoolExecutor() as pool:
            around = pool.submit(kept, "around", self.state, self._around)
            greek, english = (pool.submit(self._pages, language) for language in CONFIGURATIONS)
            shutil.copytree(around.result(), folder, dirs_exist_ok=True)
            shutil.copytree(greek.result(), folder, dirs_exist_ok=True)
            # Who finds nothing gets the page of the site's root.
            without = shutil.ignore_patterns("404.html")
            shutil.copytree(english.result(), folder / "en", ignore=without, dirs_exist_ok=True)
        postprocess.finish(folder, self.site_url, self, live=self.live)
        if self.pdf:
            from publish.pdf import write_pdfs  # noqa: PLC0415 (only this needs a browser)

            write_pdfs(folder, self.site_url, folder)

    def _pages(self, language: str) -> Path:
        """Return the folder with the pages of *language*, as MkDocs writes them, and nothing else of what it writes."""

        def write(folder: Path) -> None:
            with self._writer() as writer, tempfile.TemporaryDirectory() as scratch:
                made, said = Path(scratch) / "site", Path(scratch) / "said"
                order = {
                    "configuration": str(CONFIGURATIONS[language]),
                    "folder": str(made),
                    "said": str(said),
                    "state": "\0".join([self.state(), *self._said_of_all()]),
                    "surroundings": {"SITE_URL": self.site_url, "PDF": "guideline.pdf" if self.pdf else ""},
                }
                if not writer.work(json.dumps(order)):
                    why = said.read_text(encoding="utf-8") if said.exists() else ""
                    raise BuildError(f"{CONFIGURATIONS[language].relative_to(ROOT)}: MkDocs stopped:\n{why}")
                for path in made.rglob("*.html"):
                    place = folder / path.relative_to(made)
                    place.parent.mkdir(parents=True, exist_ok=True)
                    shutil.move(path, place)

        return kept(f"pages-{language}", partial(self.state, language), write)

    @contextlib.contextmanager
    def _writer(self) -> Iterator[Worker]:
        """Return one who writes pages, for a `with` block."""
        if self.writers:
            yield self.writers.pop()
            return
        begun = Worker(PAGES)
        try:
            yield begun
        finally:
            begun.end()

    def kept(self, kind: str, more: Collection[str], make: Callable[[Path], None]) -> Path:
        """Return the folder of this *kind* that *make* fills, from code and *more*, as it may have done before."""
        return kept(kind, lambda: "\0".join([self.state(), *more]), make)

    def remembered[Made](self, kind: str, more: Collection[str], make: Callable[..., Made]) -> Remembered[Made]:
        """Return what *make* made of texts, by code and *more*."""
        return Remembered(kind, "\0".join([self.state(), *more]), make)

    def _around(self, folder: Path) -> None:
        """Write into *folder* what the site holds besides its pages."""
        shutil.copytree(THEME / "assets", folder / "assets")
        _made(folder / "assets/vendor")
        shutil.copy(QR_CODE, folder / "assets/vendor/qrcode.js")
        with ThreadPoolExecutor() as pool:
            python = pool.submit(browser_python.build, folder)  # waits for other programs, most of the time
            (folder / "en").mkdir()
            downloads.write_downloads(folder)
            app.write_app(folder)
            interchange.write(folder, self.site_url)
            python.result()


def build(  # noqa: PLR0913 (each by its name)
    site_dir: Path,
    site_url: str,
    *,
    live: bool = False,
    pdf: bool = False,
    as_of: str = "",
    writers: Collection[Worker] = (),
) -> None:
    """
    Build the site for *site_url* and put it in place of *site_dir* when it is complete.

    For the rest see `Build`; without *as_of*, this Python is taken to begin now.
    Raises `BuildError`, or `ChangedMeanwhile`; *site_dir* is then as it was.
    """
    asked = Build(site_url, as_of or digest(code()), live=live, pdf=pdf, writers=writers)
    with tempfile.TemporaryDirectory(prefix="build-", dir=_made(CACHE)) as scratch:
        stage = Path(scratch) / "site"
        try:
            if live or pdf:  # the one is another at each change, the other is also made from the browser
                asked.whole(_made(stage))
            else:
                shutil.copytree(kept("site", partial(asked.state, *CONFIGURATIONS), asked.whole), stage)
        except (BrowserMissing, RuntimeError, ValueError) as error:
            raise BuildError(str(error)) from error
        with contextlib.suppress(FileNotFoundError):
            site_dir.rename(Path(scratch) / "old")
        _made(site_dir.parent)
        shutil.move(stage, site_dir)


def _made(folder: Path) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def _anew(*but: str) -> int:
    """Run the same command in a new Python, without the options *but*: what this one imported may have changed."""
    options = [one for one in sys.argv[1:] if one.partition("=")[0] not in {AS_OF, *but}]
    return subprocess.run([sys.executable, sys.argv[0], *options], check=False).returncode


def main() -> int:
    """Run the command line."""
    parser = argparse.ArgumentParser(description="Build the site.")
    parser.add_argument("--site-dir", type=Path, default=SITE, help="where to (default: site/)")
    parser.add_argument(
        "--site-url", default=os.environ.get("SITE_URL") or SITE_URL, help="its address (default: SITE_URL)"
    )
    parser.add_argument("--pdf", action="store_true", help="with the guideline as one PDF in each language")
    parser.add_argument("--live", action="store_true", help="for a site that is being written")
    parser.add_argument(AS_OF, default="", help="the digest of the code before this began")
    parser.add_argument(WHEN_TOLD, action="store_true", help="get ready, and build at each order (workers.py)")
    options = parser.parse_args()
    found = digest(code())
    as_of = options.as_of or found
    if generate.write() or as_of != found:
        return _anew()
    if not options.when_told:
        return _built(options, as_of, [])
    digest(pages(*CONFIGURATIONS))  # what is not changed until then has been read
    writers = [Worker(PAGES, "ahead")]  # most changes are to pages of one language
    work_when_told(lambda _: _built(options, as_of, writers))
    return 0


def _built(options: argparse.Namespace, as_of: str, writers: Collection[Worker]) -> int:
    """Build as *options* say; return the status of the command."""
    try:
        build(
            options.site_dir.resolve(),
            options.site_url,
            live=options.live,
            pdf=options.pdf,
            as_of=as_of,
            writers=writers,
        )
    except ChangedMeanwhile:
        return _anew(WHEN_TOLD)
    except BuildError as error:
        print(f"build: {error}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
