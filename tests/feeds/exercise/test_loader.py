"""The loader: the first thing wrong with a scenario is one clear error with file and line."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from feeds.errors import BadInput, Misuse
from feeds.exercise.loader import load_scenario, shipped_names, shipped_scenario

SHIPPED = Path(__file__).resolve().parents[3] / "resources" / "scenarios" / "quiet_harbour"
Change = Callable[[str], str]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the scenario that ships, to be spoilt."""
    return Path(shutil.copytree(SHIPPED, tmp_path / "copy"))


def spoil(folder: Path, name: str, old: str, new: str) -> str:
    """Replace the first `old` in a document and return `file:line` of it."""
    path = folder / name
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new, 1))
    return f"{path.name}:{text[: text.index(old)].count(chr(10)) + 1}"


def test_the_shipped_scenario_loads_from_its_folder_too(folder: Path) -> None:
    """A copy gives the very same scenario as the one that ships."""
    copied, shipped = load_scenario(folder), shipped_scenario("quiet_harbour")
    assert [(line.id, line.known, line.subject, line.body) for line in copied.lines] == [
        (line.id, line.known, line.subject, line.body) for line in shipped.lines
    ]


@pytest.mark.parametrize(
    ("name", "old", "new", "says"),
    [
        ("storyline/03_crisis.toml", 'do = "danger_zone", name = "DZ-07"', 'do = "target", name = "DZ-07"', "no such kind"),
        ("storyline/03_crisis.toml", 'evidence = ["@IN-ARTY"]', 'evidence = ["@IN-NONE"]', "no such symbol"),
        ("storyline/03_crisis.toml", 'geometry = "dz07-2"', 'geometry = "dz07-9"', "no such shape"),
        ("storyline/01_calm.toml", 'centre = "Lane, mid"', 'centre = "Nowhere"', "no such place"),
        ("storyline/01_calm.toml", 'by = "CAL-CHAIR"', 'by = "CAL-9"', "nobody of that code"),
        ("storyline/01_calm.toml", 'label = "sigint"', 'label = "cosmic"', "no such label"),
        ("storyline/02_elevated.toml", 'evaluation = "A1"', 'evaluation = "G1"', "evaluation"),
        (
            "storyline/02_elevated.toml",
            'body = { proposal = "@P-11", text_revision = 1, entity = "$me"',
            'body = { entity = "$me"',
            "proposal",
        ),
        ("storyline/02_elevated.toml", "learned = 09:40:00", "learned = 07:40:00", "no earlier than"),
        ("storyline/03_crisis.toml", 'by = "HAC-1", do = "verification"', 'by = "SFL-1", do = "verification"', "may not write"),
        ("storyline/03_crisis.toml", "at = 11:49:00", "at = 11:40:00", "FEN-1 is away"),
        ("storyline/03_crisis.toml", 'expect = "refused: older revision"', 'expect = "perhaps"', "expect"),
        (
            "storyline/05_pause.toml",
            'subject = "@PA-1", change = { state = "IN_EFFECT" }',
            'subject = "@PA-1", change = { state = "AGREED" }',
            None,
        ),
        ("storyline/05_pause.toml", 'change = { state = "EXECUTING"', 'change = { state = "COMPLETE"', "cannot become"),
        ("storyline/06_down.toml", 'do = "need", name = "ND-WATER"', 'do = "need", name = "DZ-07"', "the name is taken"),
        ("storyline/06_down.toml", 'do = "need", name', 'colour = "red", do = "need", name', "unknown member"),
    ],
)
def test_what_is_wrong_is_named_with_its_line(folder: Path, name: str, old: str, new: str, says: str | None) -> None:
    """Each kind of mistake in a storyline is refused, and the message begins with the file and the line of the event."""
    where = spoil(folder, name, old, new)
    with pytest.raises(BadInput) as raised:
        load_scenario(folder)
    assert says is None or says in str(raised.value)
    if says not in {"the name is taken", None}:
        assert str(raised.value).startswith(where)


@pytest.mark.parametrize(
    ("name", "old", "new", "says"),
    [
        ("scenario.toml", "schema = 1", "schema = 2", "schema"),
        ("scenario.toml", 'regime = "EXERCISE:QUIET HARBOUR 26"', 'regime = "REAL"', "never REAL"),
        ("scenario.toml", 'host = "CMC"', 'host = "XXX"', "host"),
        ("scenario.toml", '"people", "place"', '"people", "../place"', "name of a document"),
        ("people.toml", 'entity = "BOR"', 'entity = "XXX"', "XXX"),
        ("people.toml", 'may = ["PUT", "CHAIR"', 'may = ["PUT", "THRONE"', "THRONE"),
        ("place.toml", 'do = "segment"', 'do = "movement"', "does not open with"),
        ("place.toml", "{ lat = -46.781, lon = -122.897 }", "{ lat = -46.781 }", "Halvern"),
        ("traffic.toml", "speed = 7.0", "speed = -7.0", "speed"),
        ("traffic.toml", 'source = "AIS-N"', 'source = "AIS-X"', "no such feed"),
    ],
)
def test_what_is_wrong_elsewhere_is_named(folder: Path, name: str, old: str, new: str, says: str) -> None:
    """Mistakes in the head, the people, the place and the traffic are refused with their value."""
    spoil(folder, name, old, new)
    with pytest.raises(BadInput, match=says):
        load_scenario(folder)


def test_an_unknown_scenario_is_misuse() -> None:
    """A name that does not ship is misuse, and the message lists those that do."""
    assert shipped_names() == ["quiet_harbour"]
    with pytest.raises(Misuse, match="quiet_harbour"):
        shipped_scenario("../quiet_harbour")
