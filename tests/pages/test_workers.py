"""A worker that is told several times does each work as the first, and says truly how it went."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from paths import BUILD
from workers import Worker

SCRIPT = """
from workers import work_when_told

before = []

def work(order):
    print("no answer", len(before))
    before.append(order)
    if order == "ends":
        raise SystemExit("so it is")
    if order == "faulty":
        raise ValueError(order)
    return int(before != [order])

work_when_told(work)
"""


@pytest.fixture
def worker(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Worker]:
    monkeypatch.setenv("PYTHONPATH", str(BUILD))
    script = tmp_path / "script.py"
    script.write_text(SCRIPT, encoding="utf-8")
    begun = Worker(script)
    yield begun
    begun.end()


def test_nothing_is_left_of_the_work_before(worker: Worker):
    assert [worker.work(order) for order in ("first", "second\nof two lines", "τρίτη")] == [True, True, True]


@pytest.mark.parametrize("order", ["ends", "faulty"])
def test_work_that_goes_wrong_ends_no_worker(worker: Worker, order: str):
    assert not worker.work(order)
    assert worker.work("another")
    assert not worker.over


def test_an_answer_that_nobody_waited_for_answers_no_other_order(worker: Worker):
    print('"faulty"', file=worker._orders, flush=True)  # noqa: SLF001 (as one that is stopped meanwhile)

    assert worker.work("another")


def test_a_worker_that_cannot_begin_does_nothing(tmp_path: Path):
    script = tmp_path / "script.py"
    script.write_text("raise SystemExit(0)", encoding="utf-8")
    worker = Worker(script)

    assert not worker.work("first")
    assert not worker.work("second")
    worker.end()
    assert worker.over
