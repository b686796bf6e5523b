"""A report as it came: the end of the chain, to be read."""

from __future__ import annotations

import msgspec
import pytest

from feeds.picture.fold import fold_all
from feeds.picture.identity import shown
from feeds.picture.picture import Picture
from feeds.picture.values import Window
from feeds.picture.warning import Admiralty, Indication, MarkKind, Measure, ReportMark, ReportStatus
from tests.rig.story import sample_picture
from tests.widgets.conftest import Keep, Render
from tests.widgets.pictures import rewritten
from tests.widgets.room import NOW
from tests.widgets.spoken import painted
from widgets.look import Look
from widgets.standpoint import Standpoint
from widgets.why.model import Said
from widgets.why.panel import WhyPanel
from widgets.why.present import paragraphs
from widgets.why.report import READ, report_said
from widgets.why.resolve import resolve

HERE = Standpoint("CMC")


@pytest.fixture(scope="module")
def picture() -> Picture:
    """The story's picture at 10:47:32Z."""
    return sample_picture()


@pytest.fixture(scope="module")
def translated(picture: Picture) -> str:
    """The report whose original is in another language."""
    return next(row.subject for row, body in picture.bodies(Indication) if body.translation)


def said(picture: Picture, subject: str, **change: object) -> dict[str, Said]:
    """Return the lines of a report, changed as is said, by their labels."""
    row = picture.find("indication", subject)
    assert row is not None
    assert isinstance(row.body, Indication)
    return {each.label: each for each in report_said(picture, NOW, row, msgspec.structs.replace(row.body, **change))}


def marked(picture: Picture, mark: ReportMark) -> Picture:
    """Return the picture with a person's mark on a report."""
    row = picture.find("indication", mark.indication)
    assert row is not None
    copy = picture.copy()
    fold_all(copy, [msgspec.structs.replace(row, body=mark, sequence=row.sequence + 100_000, key=row.key[::-1])])
    return copy


def test_the_original_stands_beside_its_translation_which_is_marked_as_one(picture: Picture, translated: str) -> None:
    """Who translated is named; where nobody is, that is said."""
    body = picture.get(Indication, translated)
    assert body is not None
    found = said(picture, translated)
    assert found["As it came"].text == body.text
    assert found[f"Translation, not the original, by {body.translator}"].text == body.translation
    assert "Translation, not the original, by nobody named" in said(picture, translated, translator=None)
    assert "As it came, in fr" in said(picture, translated, language="fr")
    assert said(picture, translated, text="")["As it came"].text == "a title and nothing more"


def test_its_source_its_worth_and_its_two_clocks_are_said(picture: Picture, translated: str) -> None:
    """One source in the end is named; F and 6 cannot be judged; no figure loses its unit."""
    window = Window(NOW, NOW + 3_600_000)
    figures = (Measure("level", 2.81, "m"), Measure("dead", 19.0))
    found = said(picture, translated, evaluation=Admiralty("F", 6), measures=figures, window=window)
    assert found["Source"].text == "OSINT, in the end KAR-PRESS · OSINT · evaluated F6, cannot be judged"
    assert found["Figures it gives"].text == "level 2.81 m · dead 19"
    assert found["When"].text == "happened 21 22:40Z, known 21 22:40Z, speaks until 11:47Z"
    assert said(picture, translated, evaluation=None)["Source"].text.endswith("not evaluated")


def test_what_was_taken_back_is_doubtful(picture: Picture, translated: str) -> None:
    """Its source's word and a person's mark stand under the report; a confirmation is no doubt."""
    others = tuple(row.subject for row, _ in picture.bodies(Indication))[:2]
    found = said(picture, translated, status=ReportStatus.CANCELLED, supersedes=others)
    assert (found["Its source says"].text, found["Its source says"].doubtful) == ("CANCELLED", True)
    assert found["In the place of"].text == ", ".join(map(shown, others))
    for kind, doubtful in ((MarkKind.FABRICATED, True), (MarkKind.CONFIRMED, False)):
        line = said(marked(picture, ReportMark(translated, kind, "the outlet says it never ran it")), translated)["People say"]
        assert line.text.startswith(kind.value)
        assert line.text.endswith(": the outlet says it never ran it")
        assert line.doubtful is doubtful


def test_a_long_text_says_how_much_of_it_is_left(picture: Picture, translated: str) -> None:
    """What is shown is bounded, and nothing is dropped without a word."""
    text = said(picture, translated, text="a" * (READ + 1_234))["As it came"].text
    assert text == "a" * READ + " … 1,234 characters more"
    many = tuple(f"reference {number}" for number in range(20))
    assert said(picture, translated, references=many)["Refers to"].text.endswith("reference 11 and 8 more")


def test_asked_about_a_report_the_panel_shows_it(picture: Picture, translated: str, look: Look, keep: Keep, render: Render) -> None:
    """F2 on a report reads it; on anything else the side holds the reasons alone. Each line of the source's own stays a line."""
    body = picture.get(Indication, translated)
    assert body is not None
    panel = WhyPanel(look)
    keep(panel)
    panel.show_model(resolve(picture, NOW, HERE, "indication", translated))
    render(panel, 892, 600)
    words = " ".join(painted(look))
    for wanted in ("The report", body.translation.split()[0], "not the original"):
        assert wanted in words
    assert resolve(picture, NOW, HERE, "rung", "4").report == ()
    row = picture.find("indication", translated)
    assert row is not None
    model = resolve(rewritten(picture, row, text="one\n\ntwo"), NOW, HERE, "indication", translated)
    texts = [each.text for each in paragraphs(model)]
    assert texts[texts.index("one") + 1] == "two"
