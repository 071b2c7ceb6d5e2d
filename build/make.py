"""
The whole build: derived files, the pages of both languages, Python for the browser, and what finishes the site.

`python build/make.py` builds `site/` for the address in SITE_URL; nothing is fetched from the network.
"""

import argparse
import contextlib
import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Collection
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import generate
from browser import BrowserMissing
from paths import BUILD, CACHE, PACKAGES, ROOT, SITE
from publish import app, postprocess
from render import downloads, interchange
from runtime import browser_python

CONFIGURATIONS = {"el": ROOT / "mkdocs.yml", "en": BUILD / "mkdocs.en.yml"}
QR_CODE = PACKAGES / "qrcode-generator/dist/qrcode.mjs"
SITE_URL = "http://127.0.0.1:8000/"


class BuildError(Exception):
    """The site cannot be built; the message is for the person who builds it."""


def build(
    site_dir: Path,
    site_url: str,
    *,
    languages: Collection[str] = tuple(CONFIGURATIONS),
    live: bool = False,
    pdf: bool = False,
) -> None:
    """
    Build the site for *site_url* and put it in place of *site_dir* when it is complete.

    Only the pages of *languages* are made anew; those of the others are taken from the last build, if there was one.
    *live* is for a site that is being written: see `postprocess.finish`.
    *pdf* adds the guideline of each language as one document, printed by Chromium, and links to it.
    Raises `BuildError`; *site_dir* is then as it was.
    """
    site_url = site_url.rstrip("/") + "/"
    generate.write()
    pages = CACHE / "pages" / hashlib.sha256(site_url.encode()).hexdigest()[:16]
    wanted = [language for language in CONFIGURATIONS if language in languages or not (pages / language).exists()]
    with tempfile.TemporaryDirectory(prefix="build-", dir=_made(CACHE)) as scratch, ThreadPoolExecutor() as pool:
        stage = Path(scratch) / "site"
        python = pool.submit(browser_python.build, _made(Path(scratch) / "python"))
        try:
            for made in [pool.submit(_pages, language, pages / language, site_url, pdf) for language in wanted]:
                made.result()
            shutil.copytree(pages / "el", stage)
            shutil.copytree(pages / "en", stage / "en")
            downloads.write_downloads(stage)
            app.write_app(stage)
            interchange.write(stage, site_url)
            python.result()
            shutil.rmtree(stage / "assets/python", ignore_errors=True)
            (Path(scratch) / "python/assets/python").rename(stage / "assets/python")
            _made(stage / "assets/vendor")
            shutil.copy(QR_CODE, stage / "assets/vendor/qrcode.js")
            postprocess.finish(stage, site_url, live=live)
            if pdf:
                from publish.pdf import write_pdfs  # noqa: PLC0415 (only this needs a browser)

                write_pdfs(stage, site_url, stage)
        except (BrowserMissing, RuntimeError, ValueError) as error:
            raise BuildError(str(error)) from error
        with contextlib.suppress(FileNotFoundError):
            site_dir.rename(Path(scratch) / "old")
        _made(site_dir.parent)
        shutil.move(stage, site_dir)


def _pages(language: str, folder: Path, site_url: str, pdf: bool) -> None:  # noqa: FBT001 (for a pool)
    """Let MkDocs write the pages of *language* into *folder*; a warning of its is an error."""
    configuration = CONFIGURATIONS[language]
    surroundings = os.environ | {
        "NO_MKDOCS_2_WARNING": "1",
        "SITE_URL": site_url,
        "PDF": "guideline.pdf" if pdf else "",
    }
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet"]
    command += ["--config-file", str(configuration), "--site-dir", str(folder)]
    done = subprocess.run(command, cwd=ROOT, env=surroundings, capture_output=True, encoding="utf-8", check=False)
    if done.returncode:
        shutil.rmtree(folder, ignore_errors=True)  # half a language must not be taken for a whole one
        raise BuildError(f"{configuration.relative_to(ROOT)}: MkDocs stopped:\n{done.stdout}{done.stderr}")


def _made(folder: Path) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def main() -> int:
    """Run the command line."""
    parser = argparse.ArgumentParser(description="Build the site.")
    parser.add_argument("--site-dir", type=Path, default=SITE, help="where to (default: site/)")
    parser.add_argument(
        "--site-url", default=os.environ.get("SITE_URL") or SITE_URL, help="its address (default: SITE_URL)"
    )
    parser.add_argument(
        "--languages", nargs="+", choices=CONFIGURATIONS, default=list(CONFIGURATIONS), help="only these anew"
    )
    parser.add_argument("--pdf", action="store_true", help="with the guideline as one PDF in each language")
    parser.add_argument("--live", action="store_true", help="for a site that is being written")
    options = parser.parse_args()
    try:
        build(
            options.site_dir.resolve(),
            options.site_url,
            languages=options.languages,
            live=options.live,
            pdf=options.pdf,
        )
    except BuildError as error:
        print(f"build: {error}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
