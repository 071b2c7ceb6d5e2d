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
from collections.abc import Callable, Collection
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

CONFIGURATIONS = {"el": ROOT / "mkdocs.yml", "en": BUILD / "mkdocs.en.yml"}
QR_CODE = PACKAGES / "qrcode-generator/dist/qrcode.mjs"
SITE_URL = "http://127.0.0.1:8000/"
# Between serve.py and this.
AS_OF = "--as-of"
WHEN_TOLD = "--when-told"


class BuildError(Exception):
    """The site cannot be built; the message is for the person who builds it."""


class PageWriter:
    """A Python that imports what writing pages takes (pages.py), and then waits to be told which; *how* it begins."""

    def __init__(self, *how: str) -> None:
        self._process = subprocess.Popen(
            [sys.executable, str(BUILD / "pages.py"), *how],
            cwd=ROOT,
            env=os.environ | {"NO_MKDOCS_2_WARNING": "1"},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
        )

    def write(self, language: str, site_url: str, pdf: bool, folder: Path) -> None:  # noqa: FBT001 (the call names it)
        """Let MkDocs write the pages of *language* into *folder*; a warning of its is an error."""
        configuration = CONFIGURATIONS[language]
        order = {
            "surroundings": {"SITE_URL": site_url, "PDF": "guideline.pdf" if pdf else ""},
            "options": ["--config-file", str(configuration), "--site-dir", str(folder)],
        }
        said, _ = self._process.communicate(json.dumps(order))
        if self._process.returncode:
            raise BuildError(f"{configuration.relative_to(ROOT)}: MkDocs stopped:\n{said}")


class Build:
    """
    One build of the site for *site_url*, from sources whose code had the digest *as_of* when this Python began.

    *live* is for a site that is being written: see `postprocess.finish`.
    *pdf* adds the guideline of each language as one document, printed by Chromium, and links to it.
    *writers* wait already; where there are none, they are begun when there are pages to be written.
    """

    def __init__(
        self, site_url: str, as_of: str, *, live: bool, pdf: bool, writers: Collection[PageWriter] = ()
    ) -> None:
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
        # Of what is not theirs, pages say these two.
        said = [version.commit(), str(last_revision()), digest(pages(*languages))]
        return "\0".join([self.as_of, *surroundings, *(said if languages else ())])

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
            writer = self.writers.pop() if self.writers else PageWriter()
            with tempfile.TemporaryDirectory() as scratch:
                writer.write(language, self.site_url, self.pdf, Path(scratch))
                for path in Path(scratch).rglob("*.html"):
                    place = folder / path.relative_to(scratch)
                    place.parent.mkdir(parents=True, exist_ok=True)
                    shutil.move(path, place)

        return kept(f"pages-{language}", partial(self.state, language), write)

    def kept(self, kind: str, more: Collection[str], make: Callable[[Path], None]) -> Path:
        """Return the folder of this *kind* that *make* fills, from code and *more*, as it may have done before."""
        return kept(kind, lambda: "\0".join([self.state(), *more]), make)

    def remembered[Made](self, kind: str, make: Callable[..., Made]) -> Remembered[Made]:
        """Return what *make* made of texts, by the code as it is."""
        return Remembered(kind, self.state(), make)

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
    writers: Collection[PageWriter] = (),
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


def _anew() -> int:
    """Run the same command in a new Python, at once: this one may have imported what changed since."""
    options = [one for one in sys.argv[1:] if one != WHEN_TOLD and not one.startswith(AS_OF)]
    return subprocess.run([sys.executable, sys.argv[0], *options], check=False).returncode


def _told() -> bool:
    """Return whether a line comes on standard input, after a wait."""
    with contextlib.suppress(KeyboardInterrupt):  # of serve.py, which says so itself
        return bool(sys.stdin.readline())
    return False


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
    parser.add_argument(WHEN_TOLD, action="store_true", help="get ready, and build after a line on standard input")
    options = parser.parse_args()
    found = digest(code())
    as_of = options.as_of or found
    stale = bool(generate.write()) or as_of != found
    writers = []
    if options.when_told:
        digest(pages(*CONFIGURATIONS))  # what is not changed until then has been read
        writers = [] if stale else [PageWriter("ahead")]  # most changes are to pages of one language
        if not _told():
            return 0
    if stale:
        return _anew()
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
        return _anew()
    except BuildError as error:
        print(f"build: {error}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
