"""Grey is normal: in a calm room the right-hand panels have next to no hue."""

import pytest

from tests.widgets.conftest import Keep, Render
from tests.widgets.eyesight import vivid_share
from tests.widgets.panel_samples import calm_alarms, calm_checklist, calm_corridor
from widgets.alarms.panel import AlarmsPanel
from widgets.checklists.panel import ChecklistPanel
from widgets.corridors.panel import CorridorsPanel
from widgets.look import Look
from widgets.tokens import ThemeName


@pytest.mark.parametrize("theme", [ThemeName.DARK, ThemeName.LIGHT])
def test_a_calm_column_is_grey(look: Look, keep: Keep, render: Render, theme: ThemeName) -> None:
    """Claim: with nothing to do, vivid pixels stay under 0.5 % of the alarms, corridor and checklist together."""
    look.wear(theme=theme)
    console, road, steps = AlarmsPanel(look), CorridorsPanel(look), ChecklistPanel(look)
    for panel in (console, road, steps):
        keep(panel)
    console.show_model(calm_alarms())
    road.show_model(calm_corridor())
    steps.show_model(calm_checklist())
    sizes = ((console, 393), (road, 245), (steps, 282))
    vivid = sum(vivid_share(render(panel, 600, height)) * height for panel, height in sizes)
    assert vivid / sum(height for _, height in sizes) < 0.005
