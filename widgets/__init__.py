"""Everything people look at: it shows frozen view models and emits intents; it never changes state and holds no clock, socket or file.

How to build a panel, in five steps (widgets/indicators/ is a worked example):

1. `model.py`: a frozen dataclass, no Qt, of what is to be seen, already in words. Build it from `widgets.cells`: spans are
   `Word(text, role, token)`, `Mark(glyph, token, size)` and `Chip(text)`; `Cell(column, spans, line)` puts spans in a column (line 0
   or 1 of a two-line row, None for its middle); `Row(key, cells, accessible, bar=, ground=, hatch=, blink=)` is a whole row. A status
   comes from the one enum `widgets.words.State`: `state_word(State.STALE)` and `state_mark(State.STALE)` are its word and shape,
   `State.STALE.sign.hatch` its hatch. An alarm's shape: `alarm_mark(State.HIGH, Stage.RETURNED)`. An answer given by voice:
   `relayed(answer)`. Where what is shown has parts, keep the model in words and write `present.py`: model -> rows and lines, no Qt.
2. `resolve.py`: `resolve(picture, now, ...) -> Model`, pure, no Qt, tested without a window. It alone reads feeds.picture and
   feeds.assessment. Times become words here (widgets/times.py): Zulu with its suffix, durations as "3 h 45" or "07:12".
3. `panel.py`: a `widgets.panel.Panel` subclass.

       class Indicators(Panel):
           def __init__(self, look: Look) -> None:
               super().__init__(look, "Indicators")
               self.list = RowList(look, COLUMNS, row_height=40, name="indicators")
               self.list.selected.connect(lambda key: self.selected.emit("indicator", key))
               self.set_body(self.list)              # any widget; a QVBoxLayout of Sheet + RowList for more

           def show_model(self, model: Model) -> None:
               self.set_scope(model.scope)           # header, right
               self.show_condition(model.condition)  # Filled() | Empty(...) | Loading(share) | Failed(sentence, code)
               self.list.show_rows(model.rows)
               self.set_acts(model.acts)             # Act("judge", "Judgement…", "J", subject, enabled=, reason=)

   `RowList` keeps selection and focus by row key, never re-sorts under the hand, counts what is below; `select(key)` selects without an
   intent. `Sheet(look, columns, name=)` paints read-only lines (`TextLine | Bar | Rule | Gap`). `set_edge(Token.CRITICAL)` is the
   abnormal edge.
   Columns: `Column("Id", 74)` fixed, `Column("What and why")` stretches, `Column("State", fit=True, align=Align.RIGHT)` takes what
   each line needs.
4. Intents are `act_requested(name, subject)` and `selected(kind, subject)`: plain values, no records. A disabled act stays in place,
   dashed, with its reason; a quiet one has a key and no button. What the hub has on disk is what is shown; nothing is painted ahead.
5. Own painting goes through `Ink(painter, look)`: `text`, `spans`, `glyph`, `hatch`, `frame`, `fill`, `line`, in tokens and roles. Never
   call `painter.drawText`, never write a hex value (tokens.py has them all), never set a font in a style sheet (fonts.py says why).
   Multiply px by `look.px()`; repaint on `look.changed`. Fence every paint override: `@whole` over `paintEvent`, `@part` over one that is
   lent its painter.

A desk: `arrangement.py` says by name which panels stand where, `desk.DeskView` stands them up, `place.Place` is one place: a panel or
tabs, and at times a guest in front (why, keys, a review sheet) until Esc.

6. What is a list of things of several kinds is a board (`widgets/board`): a resolver makes `BoardModel` of sections of `Entry`, each with
   the parts of its page, and the panel is a `BoardPanel` with a title. Where only a page is wanted behind a panel's own list, put the list
   and a `Page` into a `Paged`, keep `opened`, and emit `turned` when another page is wanted; `leave()` closes one level. The sign of a
   record's own state word is `widgets.stated.stated(word)`, who wrote it `widgets.signed.by(picture, row, now)`.

The frame: `widgets.desk.Frame(look, desk)` holds the banners, top bar, link band and status bar round any desk. Their models are in
`frame_model.py`, made by `label_resolve.resolve(labels, policy, panels)`, `top_bar_resolve.resolve(...)`, `top_bar_resolve.link_band(...)`
and `status_bar_resolve.resolve(...)`; what the session alone knows comes in as `LinkFacts`, `CommonPicture`, `FederationFacts`.
`Standpoint` says from whose desk a picture is looked at and why acts are off.

Tests: set `look.ledger = []` and render; every painted text is in it as `Painted(text, shown, cut, ...)`, and no panel at its designed
size may have one that is cut. `tests/widgets/conftest.py` has the fixtures `look` and `render`.
"""
