"""
Evaluates one rule of the same cases by several engines, in turn; runs in the Python of `tools.python`.

Reads `{"rule", "cases", "runs", "cql", "cql_cases"}` as JSON from standard input.
Writes for each engine the verdicts and the milliseconds of each run. Each engine gets the cases in the form that it
takes, made before the clock runs.
"""

from __future__ import annotations

import json
import subprocess
import sys
import time
from datetime import date
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any

import json_logic
import numpy as np
import polars as pl
import rule_engine
import zen
from openfisca_core import entities, periods, taxbenefitsystems, variables
from openfisca_core.simulation_builder import SimulationBuilder

from calculators.engine.batch import Batch
from calculators.engine.case import read
from calculators.engine.derive import derive
from calculators.engine.evaluate import evaluate, judge
from calculators.sets.registry import SETS

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from benchmarks.rule import Rule

type Cases = Sequence[Mapping[str, Any]]
type Work = Callable[[], Sequence[str]]

SET = "milan-net-2007"
VERDICTS = np.array(["undecided", "met", "not_met"])
OPPOSITE = {"≤": ">", "<": "≥", "≥": "<", ">": "≤"}
ASCII = {"≤": "<=", "≥": ">="}
TODAY = date(2026, 1, 1)
PERIOD = "2026"


def sign(mark: str) -> str:
    """Return *mark* as programs write it."""
    return ASCII.get(mark, mark)


def columns(rule: Rule, cases: Cases) -> dict[str, list[Any]]:
    """Return the answers of all *cases* by field."""
    return {test["field"]: [case[test["field"]] for case in cases] for test in rule}


def single(_: Rule, cases: Cases) -> Work:
    """Judge each case by our rules: this set alone."""
    criteria = SETS[SET]
    return lambda: [str(judge(criteria, derive(read(case, TODAY))).verdict) for case in cases]


def whole(_: Rule, cases: Cases) -> Work:
    """Judge each case by our rules: all sets, with what stands beside them."""
    return lambda: [str(evaluate(case).sets[SET].verdict) for case in cases]


def batch(rule: Rule, cases: Cases) -> Work:
    """Judge all cases by our rules at once: all sets, with what stands beside them."""
    given = columns(rule, cases)
    return lambda: [str(found.verdict) for found in Batch().judge(given, len(cases)).sets[SET]]


def zen_table(rule: Rule) -> dict[str, Any]:
    """Return *rule* as a decision table of GoRules: the first row that fits says the verdict."""
    inputs = [{"id": test["field"], "name": test["field"], "field": test["field"]} for test in rule]
    nothing = dict.fromkeys((test["field"] for test in rule), "")

    def cell(test: Mapping[str, Any], met: bool) -> str:  # noqa: FBT001 (which of the two)
        if "limit" not in test:
            return ", ".join(json.dumps(one) for one in test["met" if met else "not_met"])
        mark = sign(test["sign"] if met else OPPOSITE[test["sign"]])
        return f"$ != null and $ {mark} {test['limit']}"

    refused = [nothing | {test["field"]: cell(test, met=False), "verdict": '"not_met"'} for test in rule]
    accepted = {test["field"]: cell(test, met=True) for test in rule} | {"verdict": '"met"'}
    rows = [*refused, accepted, nothing | {"verdict": '"undecided"'}]
    place = {"position": {"x": 0, "y": 0}}
    content = {
        "hitPolicy": "first",
        "inputs": inputs,
        "outputs": [{"id": "verdict", "name": "verdict", "field": "verdict"}],
        "rules": [{"_id": str(number)} | row for number, row in enumerate(rows)],
    }
    return {
        "nodes": [
            {"id": "in", "type": "inputNode", "name": "in", **place},
            {"id": "table", "type": "decisionTableNode", "name": "table", "content": content, **place},
            {"id": "out", "type": "outputNode", "name": "out", **place},
        ],
        "edges": [
            {"id": "1", "type": "edge", "sourceId": "in", "targetId": "table"},
            {"id": "2", "type": "edge", "sourceId": "table", "targetId": "out"},
        ],
    }


def zen_single(rule: Rule, cases: Cases) -> Work:
    """Judge each case by zen-engine."""
    decision = zen.ZenEngine().create_decision(json.dumps(zen_table(rule)))
    return lambda: [decision.evaluate(case)["result"]["verdict"] for case in cases]


def zen_batch(rule: Rule, cases: Cases) -> Work:
    """Judge all cases by zen-engine in one call, which uses all cores."""
    engine = zen.ZenEngine({"loader": {"type": "static", "content": {"rule": zen_table(rule)}}})
    asked = [{"key": "rule", "context": case} for case in cases]
    return lambda: [one["data"]["result"]["verdict"] for one in engine.evaluate_batch(asked)]


def rule_engine_single(rule: Rule, cases: Cases) -> Work:
    """Judge each case by rule-engine: one expression for met, one for not met."""

    def expression(test: Mapping[str, Any], met: bool) -> str:  # noqa: FBT001 (which of the two)
        name = test["field"]
        if "limit" in test:
            mark = sign(test["sign"] if met else OPPOSITE[test["sign"]])
            return f"({name} != null and {name} {mark} {test['limit']})"
        options = test["met" if met else "not_met"]
        return "(" + " or ".join(f"{name} == {json.dumps(one)}" for one in options) + ")"

    refuse = rule_engine.Rule(" or ".join(expression(test, met=False) for test in rule))
    accept = rule_engine.Rule(" and ".join(expression(test, met=True) for test in rule))

    def verdict(case: Mapping[str, Any]) -> str:
        if refuse.matches(case):
            return "not_met"
        return "met" if accept.matches(case) else "undecided"

    return lambda: [verdict(case) for case in cases]


def json_logic_single(rule: Rule, cases: Cases) -> Work:
    """Judge each case by JsonLogic."""

    def logic(test: Mapping[str, Any], met: bool) -> dict[str, Any]:  # noqa: FBT001 (which of the two)
        value = {"var": test["field"]}
        if "limit" in test:
            mark = sign(test["sign"] if met else OPPOSITE[test["sign"]])
            return {"and": [{"!==": [value, None]}, {mark: [value, test["limit"]]}]}
        return {"in": [value, test["met" if met else "not_met"]]}

    refuse = {"or": [logic(test, met=False) for test in rule]}
    accept = {"and": [logic(test, met=True) for test in rule]}
    whole = {"if": [refuse, "not_met", accept, "met", "undecided"]}
    return lambda: [json_logic.jsonLogic(whole, case) for case in cases]


class Arrays:
    """The cases as arrays: numbers with NaN for what is missing, options by their place in a list, -1 for missing."""

    def __init__(self, rule: Rule, cases: Cases) -> None:
        """Turn *cases* into arrays, one for each test of *rule*, and options into numbers."""
        self.arrays: dict[str, Any] = {}
        self.places: dict[str, dict[Any, int]] = {}
        for test in rule:
            values = [case[test["field"]] for case in cases]
            if "limit" in test:
                self.arrays[test["field"]] = np.array([np.nan if one is None else one for one in values])
            else:
                known = dict.fromkeys([*test["met"], *test["not_met"], *(one for one in values if one is not None)])
                places = self.places[test["field"]] = {one: place for place, one in enumerate(known)}
                self.arrays[test["field"]] = np.array([places.get(one, -1) for one in values], dtype=np.int32)

    def test(self, test: Mapping[str, Any], values: Any) -> tuple[Any, Any]:  # noqa: ANN401 (arrays have no types here)
        """Return where *values* meet *test*, and where they do not."""
        if "limit" not in test:
            places = self.places[test["field"]]
            table = np.zeros((2, len(places) + 1), dtype=bool)  # the last place is that of what is missing
            table[0, [places[one] for one in test["met"]]] = True
            table[1, [places[one] for one in test["not_met"]]] = True
            return table[0][values], table[1][values]
        holds = {"≤": np.less_equal, "<": np.less, "≥": np.greater_equal, ">": np.greater}
        return holds[test["sign"]](values, test["limit"]), holds[OPPOSITE[test["sign"]]](values, test["limit"])


def numpy_columns(rule: Rule, cases: Cases) -> Work:
    """Judge all cases by NumPy, written by hand."""
    given = Arrays(rule, cases)

    def work() -> Sequence[str]:
        found = [given.test(test, given.arrays[test["field"]]) for test in rule]
        met, refused = (
            np.logical_and.reduce([one[0] for one in found]),
            np.logical_or.reduce([one[1] for one in found]),
        )
        return VERDICTS[np.where(refused, 2, met.astype(np.int8))]  # type: ignore[no-any-return]

    return work


def columnwise(rule: Rule) -> Any:  # noqa: ANN401 (Polars' own)
    """Return *rule* as an expression of Polars, written by hand."""

    def expression(test: Mapping[str, Any], met: bool) -> Any:  # noqa: ANN401, FBT001 (Polars' own; which of the two)
        value = pl.col(test["field"])
        if "limit" not in test:
            return value.is_in(test["met" if met else "not_met"]).fill_null(value=False)
        mark = test["sign"] if met else OPPOSITE[test["sign"]]
        holds = {"≤": value.le, "<": value.lt, "≥": value.ge, ">": value.gt}[mark]
        return holds(test["limit"]).fill_null(value=False)

    refused = pl.any_horizontal(*(expression(test, met=False) for test in rule))
    met = pl.all_horizontal(*(expression(test, met=True) for test in rule))
    return pl.when(refused).then(pl.lit("not_met")).when(met).then(pl.lit("met")).otherwise(pl.lit("undecided"))


def polars_columns(rule: Rule, cases: Cases) -> Work:
    """Judge all cases by Polars, written by hand."""
    frame = pl.DataFrame(columns(rule, cases))
    verdict = columnwise(rule)

    def work() -> Sequence[str]:
        return list(frame.select(verdict.alias("verdict"))["verdict"])

    return work


def openfisca_columns(rule: Rule, cases: Cases) -> Work:
    """Judge all cases by OpenFisca, whose variables are arrays over all persons."""
    person = entities.Entity("person", "persons", "", "")
    given = Arrays(rule, cases)

    def variable(name: str, kind: type, formula: Callable[..., Any] | None = None) -> type:
        about = {"value_type": kind, "entity": person, "definition_period": periods.DateUnit.YEAR, "label": name}
        return type(name, (variables.Variable,), about | ({"formula": formula} if formula else {}))

    def asked(test: Mapping[str, Any], place: int) -> Callable[..., Any]:
        return lambda persons, period: given.test(test, persons(test["field"], period))[place]

    def verdict(persons: Any, period: Any) -> Any:  # noqa: ANN401 (OpenFisca's own)
        met = np.logical_and.reduce([persons(f"{test['field']}_met", period) for test in rule])
        refused = np.logical_or.reduce([persons(f"{test['field']}_not_met", period) for test in rule])
        return np.where(refused, 2, met.astype(np.int32))

    system = taxbenefitsystems.TaxBenefitSystem([person])
    for test in rule:
        system.add_variable(variable(test["field"], float if "limit" in test else int))
        system.add_variable(variable(f"{test['field']}_met", bool, asked(test, 0)))
        system.add_variable(variable(f"{test['field']}_not_met", bool, asked(test, 1)))
    system.add_variable(variable("verdict", int, verdict))

    def work() -> Sequence[str]:
        builder = SimulationBuilder()
        builder.create_entities(system)
        builder.declare_person_entity("person", range(len(cases)))
        simulation = builder.build(system)
        for name, values in given.arrays.items():
            simulation.set_input(name, PERIOD, values)
        return VERDICTS[simulation.calculate("verdict", PERIOD)]  # type: ignore[no-any-return]

    return work


class Cql:
    """A Node that has the library of the rule and the cases, and judges them each time it is told to."""

    def __init__(self, library: str, cases: Cases) -> None:
        """Start Node."""
        command = ["node", str(Path(__file__).with_name("run_cql.mjs"))]
        self.node = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, encoding="utf-8")
        self._say({"library": library, "cases": cases, "set": SET})

    def _say(self, what: object) -> None:
        if self.node.stdin is None:
            raise RuntimeError("Node has no standard input")
        self.node.stdin.write(json.dumps(what) + "\n")
        self.node.stdin.flush()

    def run(self) -> tuple[list[str], float]:
        """Return the verdicts, and the milliseconds that Node took by its own clock."""
        self._say("run")
        if self.node.stdout is None or not (line := self.node.stdout.readline()):
            raise RuntimeError("cql-execution did not answer")
        found = json.loads(line)
        return found["verdicts"], found["ms"]

    def close(self) -> None:
        """End Node."""
        self.node.communicate()


def timed(work: Work) -> tuple[list[str], float]:
    """Return the verdicts of *work* and the milliseconds that it took."""
    begun = time.perf_counter()
    found = work()
    milliseconds = (time.perf_counter() - begun) * 1000
    return [str(one) for one in found], milliseconds


ENGINES: dict[str, Callable[[Rule, Cases], Work]] = {
    "single": single,
    "whole": whole,
    "batch": batch,
    "zen": zen_single,
    "zen-batch": zen_batch,
    "rule-engine": rule_engine_single,
    "json-logic": json_logic_single,
    "openfisca": openfisca_columns,
    "numpy": numpy_columns,
    "polars": polars_columns,
}
VERSIONS = ("zen-engine", "rule-engine", "panzi-json-logic", "openfisca-core", "numpy", "polars")


def main() -> None:
    """Run what standard input asks for."""
    asked = json.loads(sys.stdin.read())
    rule, cases = asked["rule"], asked["cases"]
    works = {name: prepare(rule, cases) for name, prepare in ENGINES.items()}
    cql = Cql(asked["cql"], cases[: asked["cql_cases"]])
    found: dict[str, dict[str, Any]] = {name: {"ms": []} for name in [*works, "cql"]}
    for turn in range(asked["runs"] + 1):
        for name, taken in found.items():
            taken["verdicts"], ms = cql.run() if name == "cql" else timed(works[name])
            if turn:  # the first time is nobody's fault
                taken["ms"].append(ms)
    cql.close()
    versions = {name: version(name) for name in VERSIONS}
    json.dump({"engines": found, "versions": versions}, sys.stdout)


if __name__ == "__main__":
    main()
