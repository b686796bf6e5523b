"""The gazetteer: names are found however they are typed, the likeliest first, and nothing makes it fail."""

from hypothesis import given
from hypothesis import strategies as st

from widgets.map.gazetteer import SHOWN, Found, find, island, world


def test_a_name_is_found_without_its_accents_and_capitals() -> None:
    """São Paulo by its plain letters; a whole name before one that begins so, that before a part."""
    assert find("sao paulo", world())[0].name == "São Paulo"
    places = [Found(name, 0, 0, "town") for name in ("Newport", "Port", "Port Elen", "Airport Halvern")]
    assert [found.name for found in find("port", places)] == ["Port", "Port Elen", "Airport Halvern", "Newport"]


def test_the_exercises_island_has_its_own_places() -> None:
    """Halvern is found among the invented places and not in the world."""
    assert find("halvern", island())[0].what == "invented place"
    assert not find("halvern", world())


@given(st.text(max_size=200))
def test_whatever_is_typed_the_answer_is_short(text: str) -> None:
    """At most a screenful, and nothing for nothing."""
    found = find(text, world())
    assert len(found) <= SHOWN
    assert text.strip() or not found
