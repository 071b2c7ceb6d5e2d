"""The icons of the installed site, from its mark: `python build/icons.py` draws them anew; they are committed."""

import base64

from browser import launch_options
from paths import THEME
from playwright.sync_api import sync_playwright
from publish.app import ICONS, Icon, light

MARK = THEME / "assets/site/mark.svg"


def drawing(icon: Icon) -> str:
    """Return the page that shows *icon* alone."""
    mark = base64.b64encode(MARK.read_bytes()).decode()
    ground = light("paper") if icon.filled else "transparent"
    return (
        f'<body style="margin:0;background:{ground};display:grid;place-items:center;height:100vh">'
        f'<img style="width:{icon.mark:.0%}" src="data:image/svg+xml;base64,{mark}">'
    )


def main() -> None:
    """Draw every icon with Chromium."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(**launch_options())
        for icon in ICONS:
            page = browser.new_page(viewport={"width": icon.size, "height": icon.size})
            page.set_content(drawing(icon), wait_until="load")
            page.screenshot(path=icon.source, omit_background=True)
        browser.close()


if __name__ == "__main__":
    main()
