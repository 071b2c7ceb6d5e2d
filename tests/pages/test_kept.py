"""What is built once is kept for just what it was made from."""

from pathlib import Path

import kept
import pytest
import sources

STATE = {"rules": "1", "pages": "1"}


@pytest.fixture
def state(tmp_path: Path, monkeypatch) -> dict[str, str]:
    monkeypatch.setattr(kept, "FOLDER", tmp_path / "kept")
    return dict(STATE)


def made_of(state: dict[str, str]) -> str:
    """Return what is kept for *state*, which tells in each file what it was made from."""

    def make(folder: Path) -> None:
        (folder / "made").write_text(str(state), encoding="utf-8")

    return (kept.kept("part", lambda: str(state), make) / "made").read_text(encoding="utf-8")


def test_what_is_made_from_the_same_is_made_once(state):
    def never(folder: Path) -> None:
        raise AssertionError(folder)

    assert made_of(state) == str(STATE)
    assert (kept.kept("part", lambda: str(state), never) / "made").is_file()


@pytest.mark.parametrize("part", STATE)
def test_each_part_that_changes_makes_it_anew_and_what_comes_back_is_there(part, state):
    made_of(state)
    state[part] = "2"

    assert made_of(state) == str({**STATE, part: "2"})
    assert made_of(dict(STATE)) == str(STATE)


def test_what_changes_while_it_is_made_is_not_kept(state):
    def make(folder: Path) -> None:
        (folder / "made").write_text("half of each", encoding="utf-8")
        state["pages"] = "2"

    with pytest.raises(kept.ChangedMeanwhile):
        kept.kept("part", lambda: str(state), make)
    state["pages"] = "1"

    assert made_of(state) == str(STATE)


def test_what_could_not_be_made_is_not_kept(state):
    def make(folder: Path) -> None:
        (folder / "made").write_text("half of it", encoding="utf-8")
        raise ValueError("no more")

    with pytest.raises(ValueError, match="no more"):
        kept.kept("part", lambda: str(state), make)

    assert made_of(state) == str(STATE)


def test_a_few_are_kept(state):
    for number in range(2 * kept.LEFT):
        made_of({**state, "pages": str(number)})

    assert len(list(kept.FOLDER.iterdir())) == kept.LEFT


def test_what_was_made_of_texts_is_remembered_for_as_long_as_it_is_asked_for(state):  # noqa: ARG001 (a folder of its own)
    made = []

    def of(code: str, *texts: str) -> list[str]:
        """Return what had to be made of *texts* by *code*."""
        made.clear()
        remembered = kept.Remembered("text", code, lambda text: made.append(text) or text.upper())
        assert [remembered.of(text) for text in texts] == [text.upper() for text in texts]
        remembered.save()
        return list(made)

    assert of("code", "one", "two") == ["one", "two"]
    assert of("code", "one", "three") == ["three"]
    assert of("other code", "one") == ["one"]
    assert of("code", "two", "one") == ["two"]


@pytest.mark.parametrize("change", [("a", "b"), ("a.css", "a")])
def test_a_digest_tells_names_and_contents_apart(change, tmp_path: Path, monkeypatch):
    monkeypatch.setattr(sources, "ROOT", tmp_path)
    digests = set()
    for name in change:
        (tmp_path / name).write_text(change[0], encoding="utf-8")
        digests.add(sources.digest([tmp_path / name]))
    (tmp_path / change[0]).write_text("another", encoding="utf-8")
    digests.add(sources.digest([tmp_path / change[0]]))

    assert len(digests) == 3
