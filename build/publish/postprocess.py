"""
What happens to the site after MkDocs: one set of assets, strict security policy, search, and reading offline.

`finish` works on a freshly built folder that holds the Greek pages at its root and the English ones under `en/`.
"""

from __future__ import annotations

import base64
import hashlib
import html
import json
import posixpath
import re
import shutil
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Protocol
from urllib.parse import urlsplit

from publish.addresses import address_of, path_of
from publish.breakpoints import write_out
from publish.fingerprint import fingerprint
from publish.offline import write_worker
from publish.page_facts import complete, plain
from publish.scripts import join_scripts, preload_modules, scripts_of
from publish.search_index import Section, sections_of, write_search_index
from publish.styles import join_styles, write_joined

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable
    from pathlib import Path

    from kept import Remembered

ENGLISH = "en/"
ASSETS = "assets/"
CHARSET = '<meta charset="utf-8">'
POLICY = (
    "default-src 'self'; object-src 'none'; script-src 'self' 'wasm-unsafe-eval' {scripts}; style-src 'self'; "
    "img-src 'self' data:; font-src 'self'; connect-src 'self'; worker-src 'self' blob:; manifest-src 'self'; "
    "base-uri 'none'; form-action 'none'"
)
INLINE_SCRIPT = re.compile(r"<script(?: data-[\w-]+=\"[^\"]*\")*>(.*?)</script>", re.DOTALL)
# What the policy would refuse in the browser is refused here already.
FORBIDDEN = re.compile(r"<style\b|<[^>]*\s(?:style|on[a-z]+)=[\"']", re.IGNORECASE)
ADDRESS = re.compile(r'(?<=\s)(href|src|data-python|data-script)="([^"#?]+)"')
STYLE = re.compile(r'/([\w.-]+\.css)"')
LANDMARK = re.compile(r"<h([1-6])\b[^>]*>(?P<heading>.*?)</h\1>|(?P<table><table\b.*?</table>)", re.DOTALL)
CAPTION = re.compile(r"<caption\b[^>]*>(.*?)</caption>", re.DOTALL)
SHORT = 80
WRAPPED = re.compile(r'<div[^>]*\brole="region"[^>]*>\s*$')


@dataclass(frozen=True, slots=True)
class Assets:
    """
    The finished assets.

    The new path of each renamed file by its old one, and for each script the files that it needs before it runs.
    """

    renamed: dict[str, str]
    behind: dict[str, list[str]]


@dataclass(frozen=True, slots=True)
class FinishedPage:
    """
    A page as it is published, but for the policy that all pages have in common.

    Its text, the files beside it, what the search reads; the hashes of its inline scripts; which style sheets it names,
    and which of the parts of those are to be joined.
    """

    text: str
    files: dict[str, str]
    sections: list[Section]
    scripts: set[str]
    styles: set[str]
    joined: list[tuple[str, ...]]


class EarlierBuilds(Protocol):
    """What was made before is taken again where code and all else that it is made of are as they were then."""

    def kept(self, kind: str, more: Collection[str], make: Callable[[Path], None]) -> Path:
        """Return the folder of this *kind* that *make* fills, from code and *more*."""
        ...

    def remembered[Made](self, kind: str, more: Collection[str], make: Callable[..., Made]) -> Remembered[Made]:
        """Return what *make* made of texts, by code and *more*."""
        ...


def finish(site_dir: Path, site_url: str, earlier: EarlierBuilds, *, live: bool = False) -> None:
    """
    Make the pages, assets and files in *site_dir* the site that is published at *site_url*.

    The folder must be fresh: finishing it twice is an error.
    *live* is for a site that is being written: its pages come from the network even where a copy is kept.
    Raises `ValueError` for pages that exist in one language only or that the security policy would break.
    """
    worker = site_dir / "assets/site/sw.js"
    if not worker.exists():
        raise ValueError(f"{site_dir} is finished already, or nobody has built it")
    source = worker.read_text(encoding="utf-8")

    pages = finish_pages(site_dir, urlsplit(site_url).path, earlier)
    policy = policy_of({script for page in pages.values() for script in page.scripts})
    for path, page in pages.items():
        text = page.text.replace(CHARSET, f"{CHARSET}\n{policy}", 1)
        (site_dir / path).write_text(text, encoding="utf-8")
        for name, content in page.files.items():
            (site_dir / name).write_bytes(content.encode())

    write_sitemap(site_dir, site_url, pages)
    (site_dir / "robots.txt").write_text(f"User-agent: *\nAllow: /\nSitemap: {site_url}sitemap.xml\n", encoding="utf-8")
    (site_dir / ".nojekyll").touch()
    write_search_index(site_dir, {path: page.sections for path, page in pages.items()})
    write_worker(site_dir, source, site_url, live=live)


def finish_pages(site: Path, base: str, earlier: EarlierBuilds) -> dict[str, FinishedPage]:
    """Finish the assets of *site*; return its finished pages by their paths. *base* is the path of its address."""
    texts = {path.relative_to(site).as_posix(): path.read_text(encoding="utf-8") for path in html_files(site)}
    scripts = {script for path, text in texts.items() for script in scripts_of(text, path, base)}
    assets = finish_assets(site, scripts, earlier)
    remembered = earlier.remembered("finished", [repr(assets)], partial(finish_page, assets, site, base))
    pages = {path: remembered.of(path, text) for path, text in texts.items()}
    remembered.save()
    write_joined(site, {paths for page in pages.values() for paths in page.joined})
    # Each is in a joined one now, but for what a script or another page takes alone.
    _remove_joined(site, assets.renamed.values(), {name for page in pages.values() for name in page.styles})
    return pages


def finish_assets(site: Path, scripts: Collection[str], earlier: EarlierBuilds) -> Assets:
    """Join the scripts of *site*, of which pages name *scripts*, and give its assets names with hashes."""

    def make(folder: Path) -> None:
        shutil.copytree(site / ASSETS, folder / ASSETS)
        (folder / ASSETS / "site/sw.js").unlink()
        write_out(folder / ASSETS)
        joined = join_scripts(folder / ASSETS, {script.removeprefix(ASSETS) for script in scripts})
        renamed = fingerprint(folder)
        behind = {
            renamed[ASSETS + script]: sorted(renamed[ASSETS + one] for one in needed)
            for script, needed in joined.items()
        }
        (folder / "facts.json").write_text(json.dumps([renamed, behind]), encoding="utf-8")

    made = earlier.kept("assets", sorted(scripts), make)
    shutil.rmtree(site / ASSETS)
    shutil.copytree(made / ASSETS, site / ASSETS)
    renamed, behind = json.loads((made / "facts.json").read_text(encoding="utf-8"))
    return Assets(renamed, behind)


def _remove_joined(site: Path, paths: Iterable[str], named: Collection[str]) -> None:
    """Remove the style sheets among *paths* that no page names any more, as *named* tells."""
    for path in paths:
        if path.endswith(".css") and posixpath.basename(path) not in named:
            (site / path).unlink()


def html_files(site: Path) -> list[Path]:
    """Return the pages in *site*, in an order that does not depend on the machine."""
    return sorted(site.rglob("*.html"))


def finish_page(assets: Assets, site: Path, base: str, path: str, text: str) -> FinishedPage:
    """
    Return the page *text* at *path* in *site* with its date and how to cite it, tables that scroll, and its *assets*.

    Raises `ValueError` if the page carries an inline style or event handler.
    """
    text, files = complete(path, text)
    if found := FORBIDDEN.search(text):
        raise ValueError(f"{path}: the security policy forbids {found.group(0)[-80:]!r}")
    # Long lines scroll, also with the keyboard.
    text = wrap_tables(text.replace("<pre>", '<pre tabindex="0">'))
    sections = sections_of(text)
    text = ADDRESS.sub(partial(new_address, path=path, renamed=assets.renamed, base=base), text)
    text, joined = join_styles(site, preload_modules(text, path, assets.behind, base), path, base)
    scripts = {_hash_of(script) for script in INLINE_SCRIPT.findall(text)}
    return FinishedPage(text, files, sections, scripts, set(STYLE.findall(text)), joined)


def new_address(match: re.Match[str], path: str, renamed: dict[str, str], base: str) -> str:
    """Return the attribute in *match*, of the page at *path*, with the address that its file was *renamed* to."""
    attribute, address = match.groups()
    if ASSETS not in address:  # as nearly all
        return match.group(0)
    target = path_of(address, path, base)
    return f'{attribute}="{address_of(renamed[target], path, base)}"' if target in renamed else match.group(0)


def wrap_tables(text: str) -> str:
    """
    Return the page *text* with each table in a box of its own that scrolls, also by keyboard.

    The box is named by the table's caption, if that is short, or by the heading above; two of one name are numbered.
    """
    heading = ""
    seen: dict[str, int] = {}
    parts: list[str] = []
    end = 0
    for match in LANDMARK.finditer(text):
        if match["heading"] is not None:
            heading = plain(match["heading"])
            continue
        table = match["table"]
        if WRAPPED.search(text[max(0, match.start() - 300) : match.start()]):
            continue
        caption = CAPTION.search(table)
        label = plain(caption.group(1)) if caption else ""
        label = label if 0 < len(label) <= SHORT else heading
        seen[label] = seen.get(label, 0) + 1
        name = html.escape(label if seen[label] == 1 else f"{label} ({seen[label]})")
        box = f'<div class="table-scroll" role="region" tabindex="0" aria-label="{name}">{table}</div>'
        parts += [text[end : match.start()], box]
        end = match.end()
    return "".join([*parts, text[end:]])


def _hash_of(script: str) -> str:
    return f"sha256-{base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()}"


def policy_of(scripts: Iterable[str]) -> str:
    """Return the one content security policy for all pages, which allows their inline *scripts*, told by hashes."""
    allowed = " ".join(f"'{one}'" for one in sorted(scripts))
    return f'<meta http-equiv="Content-Security-Policy" content="{POLICY.format(scripts=allowed)}">'


def write_sitemap(site: Path, site_url: str, pages: Iterable[str]) -> None:
    """
    Write the sitemap of *pages*, each with its counterpart in the other language.

    Raises `ValueError` if a page has none.
    """
    paths = {path.removesuffix("index.html") for path in pages if path.endswith("index.html")}
    english = {path.removeprefix(ENGLISH) for path in paths if path.startswith(ENGLISH)}
    greek = {path for path in paths if not path.startswith(ENGLISH)}
    if alone := sorted(english ^ greek):
        raise ValueError(f"in one language only: {', '.join(alone)}")
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">',
    ]
    for path in sorted(greek):
        tongues = {"el": f"{site_url}{path}", "en": f"{site_url}{ENGLISH}{path}"}
        links = "".join(
            f'<xhtml:link rel="alternate" hreflang="{tongue}" href="{address}"/>' for tongue, address in tongues.items()
        )
        lines += [f"<url><loc>{address}</loc>{links}</url>" for address in tongues.values()]
    (site / "sitemap.xml").write_text("\n".join([*lines, "</urlset>", ""]), encoding="utf-8")
