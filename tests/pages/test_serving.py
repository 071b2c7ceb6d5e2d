"""A page that is written anew is what a browser gets, however soon it comes back."""

import os
import threading
import urllib.request
from pathlib import Path

from serve import server


def test_what_changed_within_a_second_or_went_back_is_sent_anew(tmp_path: Path):
    page = tmp_path / "index.html"
    running = server(tmp_path, "/", 0)
    threading.Thread(target=running.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
    known: dict[str, str] = {}
    for content, date in (("first", 1_700_000_000), ("second", 1_700_000_000), ("as once", 1_600_000_000)):
        page.write_text(content, encoding="utf-8")
        os.utime(page, (date, date))
        asked = urllib.request.Request(f"http://127.0.0.1:{running.server_port}/", headers=known)
        with urllib.request.urlopen(asked) as answer:  # noqa: S310 (our own server)
            assert answer.read().decode() == content
            known = {"If-Modified-Since": answer.headers["Last-Modified"]}
    running.shutdown()
    running.server_close()
