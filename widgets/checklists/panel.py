"""The checklist panel: shows one run, emits intents, ticks nothing by itself.

Intents about a step ("RUN/NUMBER"): `tick`, `verify`, `undo`, `defer:REASON`, `override:REASON`; about the run: `open_run`, `hold`,
`resume`, `complete_run`, `abort_run:REASON`, `supersede_run:REASON`; about a template's code: `start_run`. Enter opens the page of a step,
L that of all runs and templates. There is no plain skip, and no end over open steps without a reason.
Deliberately absent: which run is shown (the caller resolves it).
"""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from widgets.asking import AskingPanel, Question
from widgets.board.page import Page
from widgets.board.paged import Paged
from widgets.cells import FILLED, Act, Filled
from widgets.checklists.model import RUNS, ChecklistModel, RunModel, StepItem
from widgets.checklists.present import HEAD_COLUMNS, HELD_COLUMNS, ROW_HEIGHT, STEP_COLUMNS, head_lines, held_lines, step_row
from widgets.look import Look
from widgets.rows import RowList
from widgets.sheet import Sheet

_DIFFER = "two lists exist"
_UNOPENED = "nobody has opened this run"
_PAUSED = "the run is held"
_SENDING = "it is being sent"
_LEAVING = {"abort_run": "Abort the run", "supersede_run": "Supersede the run"}
"""How a run that is not complete ends, with a reason."""


class ChecklistPanel(AskingPanel):
    """`selected("step", subject)` as the operator moves. The next step is selected until a hand selects another."""

    def __init__(self, look: Look) -> None:
        super().__init__(look, "Checklist")
        self.model = ChecklistModel("")
        self._followed = ""
        self.head = Sheet(look, HEAD_COLUMNS, name="template and progress", margin=12, pad=1)
        self.held = Sheet(look, HELD_COLUMNS, name="two lists exist", margin=12, pad=4)
        self.held.hide()
        self.list = RowList(look, STEP_COLUMNS, row_height=ROW_HEIGHT, name="steps", margin=10)
        self.list.selected.connect(self._moved)
        self.list.opened.connect(self.open)
        self.opened = ""
        body = QWidget()
        body.setFocusProxy(self.list)
        layout = QVBoxLayout(body)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.head)
        layout.addWidget(self.held)
        layout.addWidget(self.list, 1)
        self.page = Page(look, "checklist")
        self.page.followed.connect(self._follow_fact)
        self.page.turned.connect(self._dress_foot)
        self.paged = Paged(body, self.page)
        self.set_content(self.paged)

    def show_model(self, model: ChecklistModel) -> None:
        """Show the whole run."""
        self.model = model
        run = model.run
        self.set_scope(model.scope)
        if model.page is not None and self.opened:
            self.page.show_entry(model.page)
        self.opened = self.opened if model.page is not None else ""
        self.paged.turn(to_page=bool(self.opened))
        self.show_condition(FILLED if self.opened else model.condition)
        self.head.show_lines(head_lines(run) if run is not None else ())
        self.held.show_lines(held_lines(run) if run is not None else ())
        self.list.show_rows([step_row(step, following=step.number == run.next) for step in run.steps] if run is not None else [])
        self._follow(run)
        self._dress_foot()

    def open(self, subject: str) -> None:
        """Want the page of a step, or that of all runs and templates (RUNS); it stands there as soon as it is resolved."""
        self.opened = subject
        self.turned.emit()

    def _turn_runs(self) -> None:
        if self.opened == RUNS:
            self.leave()
        else:
            self.open(RUNS)

    def leave(self) -> bool:
        """Esc closes a question, then the page."""
        if super().leave():
            return True
        if not self.opened:
            return False
        self.opened = ""
        self.paged.turn(to_page=False)
        self.turned.emit()
        return True

    def _follow_fact(self, kind: str, subject: str) -> None:
        """A run of the page is shown here; any other row is followed."""
        if kind == "run":
            self.leave()
            self.selected.emit(kind, subject)
        else:
            self.act_requested.emit(f"follow:{kind}", subject)

    def _follow(self, run: RunModel | None) -> None:
        """Select the next step, unless the hand chose another one."""
        following = next((step.subject for step in run.steps if step.number == run.next), "") if run is not None else ""
        if following and self.list.key in {None, self._followed}:
            self.list.select(following)
        self._followed = following

    def _moved(self, key: str) -> None:
        self._dress_foot()
        self.selected.emit("step", key)

    def _step(self) -> StepItem | None:
        steps = self.model.run.steps if self.model.run is not None else ()
        return next((step for step in steps if step.subject == self.list.key), None)

    def _dress_foot(self) -> None:
        self.set_acts(self._acts(), "" if self.opened == RUNS else self.model.note)

    def _acts(self) -> tuple[Act, ...]:
        run, step = self.model.run, self._step()
        runs = Act("runs", "Runs and templates", "L", quiet=True)
        if self.opened == RUNS:
            return (*(self.page.fact.acts if self.page.fact is not None else ()), runs)
        if run is not None and run.offered and not run.held:
            off = self.model.off
            return (Act("open_run", "Open the run", "Enter", run.subject, primary=True, enabled=not off, reason=off), runs)
        stop = self._stopped(run) or (_SENDING if step is not None and step.sending else "")
        subject = step.subject if step is not None else ""
        number = step.number if step is not None else 1
        main = self._main(step, subject, number, stop)
        if run is not None and not stop and not run.wanting and not main.enabled:
            main = Act("complete_run", "Complete the run", "C", run.subject, primary=True)
        return (
            main,
            _act("defer", "Defer…", "D", subject, stop, may=step is not None and step.may_defer),
            _act("override", "Override…", "O", subject, stop, may=step is not None and step.may_override),
            _act("undo", "Take the tick back", "Ctrl+Z", subject, stop, may=step is not None and step.may_undo, quiet=True),
            *(act for act in self._run_acts(run) if act.name != main.name),
            runs,
        )

    def _main(self, step: StepItem | None, subject: str, number: int, stop: str) -> Act:
        if step is not None and step.may_verify:
            return _act("verify", f"Verify step {number}", "V", subject, stop, may=True, primary=True)
        return _act("tick", f"Tick step {number}", "Space", subject, stop, may=step is not None and step.may_tick, primary=True)

    def _run_acts(self, run: RunModel | None) -> tuple[Act, ...]:
        if run is None or run.offered:
            return ()
        off = self.model.off
        leave = (
            Act("abort_run", "Abort the run…", "A", run.subject, enabled=not off, reason=off, quiet=True),
            Act("supersede_run", "Supersede the run…", "S", run.subject, enabled=not off, reason=off, quiet=True),
        )
        if run.paused:
            return (Act("resume", "Resume the run", "H", run.subject, enabled=not off, reason=off, quiet=True), *leave)
        wanting = off or (_DIFFER if run.held else run.wanting)
        return (
            Act("hold", "Hold the run", "H", run.subject, enabled=not off, reason=off, quiet=True),
            Act("complete_run", "Complete the run", "C", run.subject, enabled=not wanting, reason=wanting, quiet=True),
            *leave,
        )

    def _stopped(self, run: RunModel | None) -> str:
        """Why no step can be acted on, or empty."""
        if run is None or not isinstance(self.model.condition, Filled):
            return "no run is open"
        if run.held:
            return _DIFFER
        return self.model.off or (_UNOPENED if run.offered else _PAUSED if run.paused else "")

    def acted(self, name: str, subject: str) -> None:
        """Deferring and overriding take a reason, written in the panel; the rest goes out as it is."""
        step = self._step()
        if name == "runs":
            self._turn_runs()
        elif name in _LEAVING:
            self.ask(Question(name, subject, "The reason stays on record.", _LEAVING[name], "Why this run ends"))
        elif name in {"defer", "override"} and step is not None:
            verb = "Defer" if name == "defer" else "Override"
            self.ask(Question(name, subject, "The reason stays on record.", f"{verb} step {step.number}", f"Why step {step.number}"))
        else:
            self.act_requested.emit(name, subject)


def _act(name: str, label: str, key: str, subject: str, stop: str, *, may: bool, primary: bool = False, quiet: bool = False) -> Act:
    reason = stop or ("" if may else "this step does not allow it")
    return Act(name, label, key, subject, primary=primary, enabled=not reason, reason=reason, quiet=quiet)
