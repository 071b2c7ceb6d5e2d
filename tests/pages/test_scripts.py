"""The scripts and styles of the site, read as text: what they expect of the rules, and what nobody uses."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
from paths import BUILD, PACKAGES, ROOT, THEME
from publish.scripts import join_scripts

from calculators.web.endpoint import HANDLERS, handle

ASSETS = THEME / "assets"
ADDRESS_TESTS = ROOT / "tests/documents/test_address.py"
SCRIPTS = {path: path.read_text(encoding="utf-8") for path in sorted(ASSETS.rglob("*.js"))}

CASE = {
    "age_years": "54,5",
    "tumour_family": "neuroendocrine",
    "primary_site": "ileum",
    "ki67_percent": "20",
    "liver_involvement_percent": "50",
    "primary_resection": "separate_curative",
    "primary_resection_date": "1/10/2023",
    "assessment_date": "1/2/2024",
}
GIST = {"tumour_family": "non_neuroendocrine", "histology": "gist", "imatinib_months": "3"}
SCANS = [
    {"date": "1/10/2023", "sum_mm": "120", "other_than_targets": "non_cr_non_pd", "new_lesions": "false"},
    {"date": "1/1/2024", "sum_mm": "60", "other_than_targets": "non_cr_non_pd", "new_lesions": "false"},
]
REQUESTS = {
    "calendar": {},
    "case": {},
    "change": {},
    "cohort-open": {"text": "age;site\n54;ileum\nold;abroad\n"},
    "cohort-part": {},
    "cohort-report": {"restrictions": [{"about": "set", "name": "milan-net-2007", "value": "undecided"}]},
    "cohort-patients": {"first": 0},
    "cohort-file": {"what": "errors"},
    "compare": {"other": {"age_years": "61", "ki67_percent": "2", "primary_site": "ileum"}},
    "robustness": {},
    "fhir": {},
    "json": {},
    "map": {},
    "worksheet": {"worksheet": "response", "answers": {}, "rows": SCANS},
    "missing": {},
    "sheet": {},
    "text": {},
    "verify": {"text": "#age_years=54"},
}


def replies():
    for language, answers in (("en", CASE), ("el", GIST), ("el", {"age_years": "old"}), ("en", {})):
        base = {"language": language, "today": "2024-02-29", "answers": answers, "carried": []}
        for ask, more in REQUESTS.items():
            yield ask, json.loads(handle(json.dumps({**base, "ask": ask, **more})))


def compiler_says(source: Path) -> str:
    node, compiler = Path(sys.executable).with_name("node"), PACKAGES / "typescript/bin/tsc"
    options = ["--ignoreConfig", "--noEmit", "--strict", "--lib", "es2025", "--types", ""]
    command = [str(node), str(compiler), *options, str(BUILD / "types/replies.d.ts"), str(source)]
    return subprocess.run(command, capture_output=True, encoding="utf-8", check=False).stdout


def test_each_reply_is_what_the_scripts_are_checked_against(tmp_path: Path):
    assert REQUESTS.keys() == HANDLERS.keys()
    lines = [
        f"const reply{place}: Replies[{ask!r}] = {json.dumps(reply, ensure_ascii=False)};"
        for place, (ask, reply) in enumerate(replies())
    ]
    source = tmp_path / "replies.ts"
    source.write_text("\n".join(lines), encoding="utf-8")

    assert compiler_says(source) == ""


def test_a_reply_that_says_more_is_noticed(tmp_path: Path):
    source = tmp_path / "reply.ts"
    source.write_text('const reply: Replies["text"] = { "text": "", "more": 1 };', encoding="utf-8")

    assert "'\"more\"' does not exist" in compiler_says(source)


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.relative_to(ASSETS).as_posix())
def test_what_a_script_exports_somebody_uses(path: Path):
    exported = set(re.findall(r"(?m)^export (?:async )?(?:function|class|const|let) (\w+)", SCRIPTS[path]))
    users = [text for other, text in SCRIPTS.items() if other != path]
    users += [(BUILD / "runtime/snapshot.mjs").read_text(encoding="utf-8"), ADDRESS_TESTS.read_text(encoding="utf-8")]
    imported = re.findall(r"(?:import|const) \{([^}]+)\}", "\n".join(users))
    named = re.findall(rf'(?:import\("[^"]*{path.name}"\)|\breader)\.(\w+)', "\n".join(users))

    assert exported - set(re.findall(r"\w+", " ".join(imported))) - set(named) == set()


def test_a_part_that_is_loaded_later_is_found_from_wherever_its_loader_is_joined(tmp_path: Path):
    written = {
        "board/board.js": 'import { more } from "../common/more.js";\nmore("board");',
        "list/list.js": 'import { more } from "../common/more.js";\nmore("list");',
        "common/more.js": 'const LATE = new URL("./late.js", import.meta.url);\nexport const more = (who) => import(LATE).then((it) => it.tell(who));',
        "common/late.js": "export const tell = (who) => who; // nobody reads this here",
        "vendor/taken.js": "// as it is",
        "python/worker.0123456789abcdef.js": "// hashed already",
    }
    for name, text in written.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")

    behind = join_scripts(tmp_path, ["board/board.js", "list/list.js"])
    [shared] = {path.relative_to(tmp_path).as_posix() for path in (tmp_path / "shared").iterdir()}
    kept = {path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*.js")}

    assert behind == {"board/board.js": {shared}, "list/list.js": {shared}, "common/late.js": set()}
    assert '"../common/late.js"' in (tmp_path / shared).read_text(encoding="utf-8")
    assert kept == {*behind, shared, "vendor/taken.js", "python/worker.0123456789abcdef.js"}
    assert "nobody" not in (tmp_path / "common/late.js").read_text(encoding="utf-8")


def test_a_script_that_cannot_be_joined_stops_the_build(tmp_path: Path):
    (tmp_path / "board.js").write_text('import { more } from "./gone.js";\nmore();', encoding="utf-8")

    with pytest.raises(RuntimeError, match="gone"):
        join_scripts(tmp_path, ["board.js"])
