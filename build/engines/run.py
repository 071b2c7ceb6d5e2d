"""
Runs the query of the sets on DuckDB, PostgreSQL and Spark, and compares what they say with Python.

PostgreSQL and a Java runtime come from Debian where they are not there yet, Spark and the driver of PostgreSQL from the
lock file beside this one. What is installed is said, and nothing is left out: where an engine cannot be had, this ends
with an error.
"""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import subprocess
import sys
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

ROOT = Path(__file__).parents[2]
REQUIREMENTS = Path(__file__).with_name("requirements.txt")
PACKAGES = ROOT / ".cache/engines"
JAVA = 17
"""Spark 4 asks for this Java or a newer one."""
DEBIAN = {"PostgreSQL": "postgresql", "a Java runtime": "default-jre-headless"}
SERVERS = "/usr/lib/postgresql"
"""Where Debian puts the server's programs, a folder a version; they are not on the PATH."""


class EngineMissing(Exception):  # noqa: N818 (it says what is the case)
    """An engine cannot be had; the message is for the person who tests."""


def _say(line: str) -> None:
    print(f"test-engines: {line}", file=sys.stderr, flush=True)


def postgres_programs() -> Path | None:
    """Return the folder of PostgreSQL's server programs, the newest; None where there is none."""
    found = sorted(Path(SERVERS).glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    if found:
        return found[-1].parent
    there = shutil.which("initdb")
    return Path(there).resolve().parent if there else None


def java_version() -> int:
    """Return which Java there is, 0 where there is none."""
    java = shutil.which("java")
    if java is None:
        return 0
    told = subprocess.run([java, "-version"], capture_output=True, encoding="utf-8", check=False).stderr
    found = re.search(r'version "(\d+)', told)
    return int(found[1]) if found else 0


def _missing() -> list[str]:
    there = {"PostgreSQL": postgres_programs() is not None, "a Java runtime": java_version() >= JAVA}
    return [name for name, found in there.items() if not found]


def _run(command: Sequence[str | Path], what: str) -> None:
    done = subprocess.run([*map(str, command)], capture_output=True, encoding="utf-8", check=False)
    if done.returncode:
        last = "\n".join((done.stdout + done.stderr).splitlines()[-12:])
        raise EngineMissing(f"{what} (status {done.returncode}):\n{last}")


def install_engines() -> None:
    """Install from Debian what is missing of PostgreSQL and Java; raise `EngineMissing` where that cannot be."""
    missing = _missing()
    if not missing:
        return
    packages = [DEBIAN[name] for name in missing]
    if shutil.which("apt-get") is None:
        raise EngineMissing(f"{' and '.join(missing)} not found, and no apt-get that installs {' '.join(packages)}")
    as_root = [] if os.geteuid() == 0 else ["sudo"]
    _say(f"installing from Debian: {' '.join(packages)}")
    _run([*as_root, "apt-get", "update", "--quiet"], "apt-get update failed")
    command = [*as_root, "apt-get", "install", "--yes", "--quiet", "--no-install-recommends", *packages]
    _run(command, "Debian's packages could not be installed")
    if still := _missing():
        raise EngineMissing(f"{' and '.join(still)} not found after {' '.join(packages)} was installed")


def install_packages() -> None:
    """Install what the lock file names, unless that was done before."""
    wanted = hashlib.sha256(REQUIREMENTS.read_bytes()).hexdigest()
    ready = PACKAGES / ".ready"
    if ready.is_file() and ready.read_text(encoding="utf-8") == wanted:
        return
    _say(f"installing the packages of {REQUIREMENTS.relative_to(ROOT)} into {PACKAGES.relative_to(ROOT)}")
    shutil.rmtree(PACKAGES, ignore_errors=True)
    options: list[str | Path] = ["--quiet", "--disable-pip-version-check", "--require-hashes", "--target", PACKAGES]
    _run([sys.executable, "-m", "pip", "install", *options, "-r", REQUIREMENTS], "packages could not be installed")
    ready.write_text(wanted, encoding="utf-8")


@contextmanager
def postgres() -> Iterator[Path]:
    """Run a PostgreSQL of our own, for the time of the tests; give the folder of its socket."""
    programs = postgres_programs()
    if programs is None:
        raise EngineMissing("PostgreSQL not found")
    with tempfile.TemporaryDirectory(prefix="engines-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        # The server refuses to run as root.
        as_user: list[str] = []
        if os.geteuid() == 0:
            shutil.chown(folder, "postgres")
            as_user = ["runuser", "-u", "postgres", "--"]
        data = folder / "data"
        initdb: list[str | Path] = [
            programs / "initdb",
            "--pgdata",
            data,
            "--auth",
            "trust",
            "--username",
            "engines",
            "--no-sync",
        ]
        _run([*as_user, *initdb, "--encoding", "UTF8", "--locale", "C.UTF-8"], "PostgreSQL could not be set up")
        control: list[str | Path] = [*as_user, programs / "pg_ctl", "--pgdata", data, "--wait", "--silent"]
        settings = f"-k {folder} -c listen_addresses='' -c fsync=off"
        _run([*control, "--log", folder / "log", "--options", settings, "start"], "PostgreSQL did not start")
        try:
            yield folder
        finally:
            _run([*control, "--mode", "immediate", "stop"], "PostgreSQL did not stop")


def main() -> int:
    """Install what is missing and run the tests that the arguments name; return their exit status."""
    try:
        install_engines()
        install_packages()
        with postgres() as socket:
            paths = [str(ROOT), str(PACKAGES)]
            environment = {**os.environ, "PYTHONPATH": os.pathsep.join(paths), "ENGINES_POSTGRES": str(socket)}
            environment.setdefault("SPARK_LOCAL_IP", "127.0.0.1")
            _say(f"PostgreSQL {postgres_programs()}, Java {java_version()}")
            command = [sys.executable, "-m", "pytest", "--numprocesses=0", *sys.argv[1:]]
            return subprocess.run(command, cwd=ROOT, env=environment, check=False).returncode
    except EngineMissing as error:
        _say(str(error))
        return 1


if __name__ == "__main__":
    sys.exit(main())
