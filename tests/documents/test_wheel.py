"""The rules as others install them: a wheel that is built of the source archive alone, in an environment of its own outside the project."""

import json
import os
import re
import subprocess
import sys
import tarfile
import tomllib
from pathlib import Path

import pytest
from paths import ROOT
from support.cases import CASES

from calculators import evaluate
from calculators.cli import SQLGLOT
from calculators.cli_cohort import DUCKDB
from calculators.version import RULES_VERSION

pytestmark = pytest.mark.exhaustive  # each test builds and installs

ALONE = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
"""The environment of somebody who knows nothing of this folder."""
CASE = CASES[0].patient


def ran(*command: object, cwd: Path, text: str = "", **more: str) -> str:
    done = subprocess.run(
        [str(part) for part in command],
        cwd=cwd,
        env={**ALONE, **more},
        input=text,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def built(tmp_path_factory) -> Path:
    """Return the folder of the source archive, and of the wheel that was built of it."""
    folder = tmp_path_factory.mktemp("dist")
    ran(sys.executable, "-m", "build", "--no-isolation", "--outdir", folder, ROOT, cwd=folder)
    return folder


@pytest.fixture(scope="module")
def installed(built, tmp_path_factory) -> Path:
    """Return the programs of a fresh environment in which the wheel is all there is."""
    folder = tmp_path_factory.mktemp("elsewhere")
    ran(sys.executable, "-m", "venv", folder / "venv", cwd=folder)
    [wheel] = built.glob("*.whl")
    programs = folder / "venv" / ("Scripts" if os.name == "nt" else "bin")
    ran(programs / "python", "-m", "pip", "install", "--quiet", "--no-index", wheel, cwd=folder)
    return programs


def test_the_installed_rules_say_what_these_say(installed, tmp_path):
    found = ran(installed / "hepatic-metastases", "evaluate", "-", "--json", cwd=tmp_path, text=json.dumps(CASE))

    assert json.loads(found) == evaluate(CASE).as_dict()
    assert ran(installed / "hepatic-metastases", "--help", cwd=tmp_path).startswith("usage: hepatic-metastases ")


def test_what_its_readme_has_to_be_typed_works(built, installed):
    readme = (ROOT / "calculators/README.md").read_text(encoding="utf-8")
    commands = re.findall(r"pip install [^`\n]+", readme)
    [use] = re.findall(r"```python\n(.*?)```", readme, re.DOTALL)
    # Without the network, the libraries of the extra apart.
    alone = {"PATH": f"{installed}{os.pathsep}{os.environ['PATH']}", "PIP_NO_INDEX": "1", "PIP_NO_DEPS": "1"}

    assert len(commands) == 2
    for command in commands:
        ran("sh", "-c", command, cwd=built, **alone)
    needs = "print(result.sets['milan-net-2007'].verdict)"
    assert ran(installed / "python", "-c", use + needs, cwd=built).strip() == "undecided"


def test_the_libraries_that_a_message_names_are_those_of_the_extras():
    extras = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["optional-dependencies"]

    assert extras["sql"][0] in SQLGLOT.el
    assert all(f"'{library}'" in DUCKDB.el for library in extras["cohort"])


def test_a_type_checker_reads_the_types_of_the_installed_package(installed, tmp_path):
    (tmp_path / "use.py").write_text(
        "from calculators import evaluate\nreveal_type(evaluate({}).sets['x'].needs)\n", encoding="utf-8"
    )

    found = ran(
        sys.executable, "-m", "mypy", "--strict", "--python-executable", installed / "python", "use.py", cwd=tmp_path
    )

    assert 'Revealed type is "tuple[str, ...]"' in found.replace("builtins.", "")


def test_it_is_named_after_the_version_of_the_rules_and_holds_nothing_else(built):
    archive, wheel = sorted(built.iterdir(), key=lambda path: path.suffix)
    name = f"hepatic_metastases-{RULES_VERSION}"

    assert wheel.name == f"{name}-py3-none-any.whl"
    with tarfile.open(archive) as source:
        top = {path.split("/")[1] for path in source.getnames()}
    assert archive.name == f"{name}.tar.gz"
    assert top == {"calculators", "CHANGELOG.md", "LICENSE", "PKG-INFO", "pyproject.toml", ".gitignore"}
