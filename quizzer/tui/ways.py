"""The ways from Home to the other screens, each imported when it is taken."""

from __future__ import annotations

from quizzer.tui.hearing import heard_first
from quizzer.tui.speaking import SpeakingScreen


class Ways(SpeakingScreen):
    """A screen that leads to the others."""

    EXPLANATION = ("help.home",)

    @heard_first
    def action_plan(self) -> None:
        """The days up to an interview."""
        from quizzer.tui.plan import PlanScreen

        self.app.push_screen(PlanScreen())

    @heard_first
    def action_weak(self) -> None:
        """What would cost most in an interview."""
        from quizzer.tui.weak import WeakScreen

        self.app.push_screen(WeakScreen())

    @heard_first
    def action_browse(self, item: str = "") -> None:
        """Everything that can be asked; at ``item``, where one is given."""
        from quizzer.tui.browse import BrowseScreen

        self.app.push_screen(BrowseScreen(item))

    @heard_first
    def action_find(self) -> None:
        """Everything that can be asked, with the line to type into."""
        from quizzer.tui.browse import BrowseScreen

        self.app.push_screen(BrowseScreen(searching=True))

    @heard_first
    def action_calculators(self) -> None:
        """Every calculator, and the table of networks."""
        from quizzer.tui.calculating import CalculatorsScreen

        self.app.push_screen(CalculatorsScreen())

    @heard_first
    def action_settings(self) -> None:
        """Language, theme, limits and the rest."""
        from quizzer.tui.settings import SettingsScreen

        self.app.push_screen(SettingsScreen())

    @heard_first
    def action_statistics(self) -> None:
        """What sticks, what is due, where the slips are."""
        from quizzer.tui.statistics import StatisticsScreen

        self.app.push_screen(StatisticsScreen())
