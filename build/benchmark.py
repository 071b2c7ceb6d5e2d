"""
Measures how fast everything is and writes it to `docs/data/speed.json`, from which a page of the site is made.

`python build/benchmark.py` measures all parts, `--only PART …` some of them and keeps what is known of the others,
`--quick` takes each figure a few times only. What is compared with is installed into `.cache/benchmarks/` first.
"""

import argparse
import datetime as dt
import os
import platform
import re
import sys
import tempfile
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from benchmarks import answers, builds, cohort, engines, evaluation, starts
from benchmarks.plan import Plan
from data.records import DataError
from data.speed import RESULTS, Figure, Part, Results, Unmeasured, read_results, write_results

type Measure = Callable[[Plan], Iterable[Figure | Unmeasured]]
PARTS: Mapping[str, Measure] = {
    "starts": starts.measure,
    "slow": starts.measure_slow,
    "frameworks": starts.measure_frameworks,
    "answers": answers.measure,
    "evaluation": evaluation.measure,
    "engines": engines.measure,
    "cohort": cohort.measure,
    "builds": builds.measure,
}


def machine() -> str:
    """Return what this machine is: its processor, cores and memory."""
    processor = platform.processor() or platform.machine()
    cores = os.cpu_count() or 1
    gigabytes = ""
    if (cpus := Path("/proc/cpuinfo")).is_file():
        names = re.findall(r"^model name\s*: (.+)$", cpus.read_text(encoding="utf-8"), re.MULTILINE)
        processor = names[0] if names else processor
    if hasattr(os, "sysconf"):
        gigabytes = f", {os.sysconf('SC_PAGE_SIZE') * os.sysconf('SC_PHYS_PAGES') / 2**30:.0f} GB"
    return f"{processor}, {cores} cores{gigabytes}, {platform.system()} {platform.release().split('-')[0]}"


def measured(name: str, plan: Plan) -> Part:
    """Measure the part *name*."""
    print(f"benchmark: {name}", file=sys.stderr, flush=True)
    before = os.getloadavg()[0]
    found = list(PARTS[name](plan))
    figures = tuple(one for one in found if isinstance(one, Figure))
    unmeasured = tuple(one for one in found if isinstance(one, Unmeasured))
    date = dt.datetime.now(dt.UTC).date().isoformat()
    load = (round(before, 1), round(os.getloadavg()[0], 1))
    for one in figures:
        print(f"  {one.measure:<24} {one.of:<14} {one.median:12.3f} {one.unit:<3} {spread(one)}", flush=True)
    for missing in unmeasured:
        print(f"  {missing.of}: {missing.why}: {missing.detail}", flush=True)
    return Part(date, plan.quick, load, figures, unmeasured)


def spread(figure: Figure) -> str:
    """Return the smallest and the largest value, and how many there are."""
    return f"({min(figure.values):.3f} to {max(figure.values):.3f}, n = {len(figure.values)})"


def measure(plan: Plan, wanted: Iterable[str], path: Path) -> list[str]:
    """
    Measure the parts that are *wanted*; write each into the results at *path* as it comes, and keep the others.

    Return what went wrong: a part that stops stops no other.
    """
    before = read_results(path) if path.is_file() else Results("", {}, {})
    plan.versions |= {**before.versions, "python": platform.python_version()}
    parts = dict(before.parts)
    faults = []
    for name in wanted:
        try:
            parts[name] = measured(name, plan)
        except Exception as error:  # noqa: BLE001 (whatever stops one part is told, and the next is measured)
            faults.append(f"{name}: {type(error).__name__}: {error}")
            print(f"benchmark: {faults[-1]}", file=sys.stderr, flush=True)
            continue
        known = {one: parts[one] for one in PARTS if one in parts}
        write_results(Results(machine(), plan.versions, known), path)
    return faults


def main() -> int:
    """Run the command line."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").strip().splitlines()[0])
    parser.add_argument("--only", nargs="+", choices=PARTS, default=list(PARTS), help="only these parts")
    parser.add_argument("--quick", action="store_true", help="each figure a few times only")
    parser.add_argument("--results", type=Path, default=RESULTS, help="where to (default: docs/data/speed.json)")
    options = parser.parse_args()
    try:
        with tempfile.TemporaryDirectory() as scratch:
            faults = measure(Plan(options.quick, Path(scratch)), options.only, options.results)
    except (DataError, OSError) as error:
        print(f"benchmark: {error}", file=sys.stderr)
        return 1
    if faults:
        print(
            f"benchmark: not measured anew: {', '.join(fault.partition(':')[0] for fault in faults)}", file=sys.stderr
        )
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
