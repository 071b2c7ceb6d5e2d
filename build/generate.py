"""
Write what is derived from the declarations and committed: tables and diagrams, and the sources of the rules.

`python build/generate.py` writes the files that changed; `--check` writes nothing and fails where one is stale.
"""

import argparse
import sys
from pathlib import Path

from paths import GENERATED, ROOT
from render import criteria_tables, derivations_table, diagrams, guards_table, report_style, sources, version

GENERATORS = (sources, report_style, criteria_tables, diagrams, guards_table, derivations_table, version)


def expected() -> dict[Path, str]:
    """Return every generated file with what it must hold."""
    made = (module.generate() for module in GENERATORS)
    return {path: text for files in made for path, text in files.items()}


def stale() -> list[Path]:
    """Return the generated files that do not hold what the declarations say, and those that no declaration asks for."""
    wanted = expected()
    changed = [path for path, text in wanted.items() if not path.is_file() or path.read_text(encoding="utf-8") != text]
    return changed + [path for path in sorted(GENERATED.rglob("*.*")) if path not in wanted]


def write() -> list[Path]:
    """Write the files that are stale, remove those that no declaration asks for, and return them."""
    wanted, changed = expected(), stale()
    for path in changed:
        if path in wanted:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(wanted[path], encoding="utf-8")
        else:
            path.unlink()
    return changed


def main() -> int:
    """Run the command line."""
    parser = argparse.ArgumentParser(description="Write what is derived and committed.")
    parser.add_argument("--check", action="store_true", help="write nothing; fail where a file is stale")
    check = parser.parse_args().check
    changed = stale() if check else write()
    for path in changed:
        print(f"{'stale' if check else 'written'}: {path.relative_to(ROOT)}")
    return 1 if check and changed else 0


if __name__ == "__main__":
    sys.exit(main())
