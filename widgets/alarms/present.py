"""The console's model as rows: which words, shapes and colours; in a flood, which rows stand under one head. Pure, no Qt.

Grouping folds rows of one cause under a head that counts them exactly; the top priority is never folded. Nothing is hidden: a folded row is
counted in its head and one key away.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from widgets.alarms.model import AlarmItem, AlarmsModel
from widgets.cells import Align, Cell, Column, Mark, Row, SheetLine, TextLine, Word
from widgets.roles import Role
from widgets.tokens import Token
from widgets.words import SEVERITIES, Stage, State, alarm_mark

COLUMNS = (
    Column("", 34, Align.CENTRE),
    Column("Id", 68),
    Column("Raised Z", 72),
    Column("What and why"),
    Column("State", fit=True, align=Align.RIGHT),
)
ROW_HEIGHT = 41
GROUP = "group:"
_GROUPED_FROM = 2
_NAMED = 4
_LINE = 52


@dataclass(frozen=True)
class Group:
    """Alarms that hang on one cause. What no group may swallow names none (feeds.assessment.console says which)."""

    key: str
    name: str
    items: tuple[AlarmItem, ...]

    @property
    def owed(self) -> tuple[AlarmItem, ...]:
        """Those that this seat has not acknowledged."""
        return tuple(item for item in self.items if item.unacknowledged)


def groups(model: AlarmsModel) -> tuple[Group, ...]:
    """The groups of a flood, in the order of their first alarm; outside a flood there are none."""
    if not model.flood:
        return ()
    found: dict[str, list[AlarmItem]] = {}
    for item in model.items:
        if item.group:
            found.setdefault(item.group, []).append(item)
    return tuple(
        Group(GROUP + name, items[0].group_name or name, tuple(items)) for name, items in found.items() if len(items) >= _GROUPED_FROM
    )


def rows(model: AlarmsModel, opened: Collection[str] = (), notes: Mapping[str, str] | None = None) -> tuple[Row, ...]:
    """Every alarm as a row. `opened` are keys of groups whose rows are shown; `notes` say by subject what changed under the hand."""
    changed = notes or {}
    heads = {item.subject: group for group in groups(model) for item in group.items}
    made: list[Row] = []
    done: set[str] = set()
    for item in model.items:
        group = heads.get(item.subject)
        if group is None:
            made.append(alarm_row(item, changed.get(item.subject, "")))
        elif group.key not in done:
            done.add(group.key)
            made.append(group_row(group, opened=group.key in opened))
            if group.key in opened:
                made += [alarm_row(each, changed.get(each.subject, "")) for each in group.items]
    return tuple(made)


def alarm_row(item: AlarmItem, changed: str = "") -> Row:
    """One alarm: glyph, id, time; what over why; state over who or how far."""
    mark = alarm_mark(item.severity, item.stage)
    grave = item.severity is State.CRITICAL and item.stage is Stage.UNACKNOWLEDGED
    quiet = not item.unacknowledged
    support = Token.TEXT3 if quiet else Token.TEXT2
    why = changed or item.trouble or item.why
    return Row(
        key=item.subject,
        cells=(
            Cell(0, (Mark(mark.glyph, mark.token, 18 if grave else 17),)),
            Cell(1, (Word(item.ident, Role.MONO, Token.TEXT if grave else Token.TEXT2),), 0),
            Cell(2, (Word(item.raised, Role.MONO, support),), 0),
            Cell(3, (Word(item.title, _title_role(item), Token.TEXT2 if quiet else Token.TEXT),), 0),
            Cell(4, (Word(_state(item), Role.STATE, _state_token(item)),), 0),
            Cell(3, (Word(brief(why), Role.DENSE, _why_token(item, support, changed=changed)),), 1),
            Cell(4, (Word(item.sending or item.note, Role.CAPTION, Token.TEXT2 if grave or item.sending else Token.TEXT3),), 1),
        ),
        accessible=spoken(item, changed),
        bar=mark.bar,
        ground=Token.CRITICAL_BG if grave else None,
        blink=item.occurrence if item.unacknowledged and item.severity in {State.CRITICAL, State.HIGH} else None,
        tip=item.tip,
    )


ADVICE_COLUMNS = (Column("", 62), Column(), Column(fit=True, align=Align.RIGHT))


def advice_lines(item: AlarmItem | None) -> tuple[SheetLine, ...]:
    """What the doctrine says of the selected alarm: what to do and how long there is, then so what."""
    if item is None or item.advice is None:
        return ()
    told = item.advice
    time = Word(told.time, Role.DENSE_STRONG, Token.HIGH if told.over else Token.TEXT2)
    do = _advice("Do", Word(told.do or "nothing is written down", Role.DENSE_STRONG), time)
    return (do, _advice("So what", Word(told.so_what, Role.DENSE, Token.TEXT2))) if told.so_what else (do,)


def _advice(label: str, said: Word, right: Word | None = None) -> TextLine:
    end = (Cell(2, (right,)),) if right is not None and right.text else ()
    return TextLine((Cell(0, (Word(label, Role.COLUMN, Token.TEXT3),)), Cell(1, (said,)), *end), 20)


def brief(why: str) -> str:
    """A reason that stands whole in its line; of a longer one the beginning, and the key that tells the rest."""
    if len(why) <= _LINE:
        return why
    return f"{why[: _LINE - 8].rpartition(' ')[0].rstrip(' ;,·')} … W tells"


def _title_role(item: AlarmItem) -> Role:
    if not item.unacknowledged:
        return Role.BODY
    return Role.ROW_STRONG if item.severity is State.CRITICAL else Role.BODY_STRONG


def _state(item: AlarmItem) -> str:
    return item.state.word


def _state_token(item: AlarmItem) -> Token:
    """The state word takes the hue of what it is about while it asks for an answer; the shape says the same without it."""
    if item.stage is not Stage.UNACKNOWLEDGED:
        return item.state.sign.token
    return Token.TEXT if item.severity is State.LOW else item.severity.sign.mark_token


def _why_token(item: AlarmItem, support: Token, *, changed: str) -> Token:
    return Token.HIGH if changed or item.trouble else support


def group_row(group: Group, *, opened: bool) -> Row:
    """The head of a group: the worst of it, how many it counts and how many of those are owed something."""
    owed = group.owed
    worst = min(owed or group.items, key=lambda item: (SEVERITIES.index(item.severity), item.onset))
    mark = alarm_mark(worst.severity, worst.stage)
    ids = ", ".join(item.ident for item in group.items)
    some = ", ".join(item.ident for item in group.items[:_NAMED])
    more = len(group.items) - _NAMED
    count = f"{len(owed)} UNACK" if owed else "none UNACK"
    return Row(
        key=group.key,
        cells=(
            Cell(0, (Mark(mark.glyph, mark.token, 17),)),
            Cell(1, (Word(f"{len(group.items)} alarms", Role.DENSE_STRONG, Token.TEXT2),), 0),
            Cell(2, (Word(worst.raised, Role.MONO, Token.TEXT2),), 0),
            Cell(3, (Word(f"{group.name}: {worst.title}", Role.BODY_STRONG if owed else Role.BODY, Token.TEXT),), 0),
            Cell(4, (Word(count, Role.STATE, _state_token(worst)),), 0),
            Cell(3, (Word(f"{some} and {more} more" if more > 0 else some, Role.MONO_CAPTION, Token.TEXT3),), 1),
            Cell(4, (Word("G closes" if opened else "G opens", Role.CAPTION, Token.TEXT3),), 1),
        ),
        accessible=f"group {group.name}, {len(group.items)} alarms, {len(owed)} unacknowledged, {'open' if opened else 'closed'}: {ids}",
        bar=mark.bar,
        blink=None,
        tip=ids,
    )


def spoken(item: AlarmItem, changed: str = "") -> str:
    """The alarm in one sentence."""
    word = {Stage.UNACKNOWLEDGED: "unacknowledged", Stage.RETURNED: "returned, still unacknowledged"}.get(
        item.stage, item.state.word.lower()
    )
    parts = [item.ident, item.severity.word.lower(), word, item.title, changed or item.trouble or item.why, item.sending or item.note]
    return ", ".join(part for part in (*parts, f"raised {item.raised}Z") if part)
