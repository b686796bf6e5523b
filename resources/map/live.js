/* The live layer: three pictures in Leaflet's overlay pane, painted when something came and carried along while the map is panned.

   Python pings, this pulls the delta, applies it at once and paints in the next animation frame; then it says which revision stands. */
"use strict";

watchroom.Live = (function () {
/* How near the edge of the image, in shares of its margin, the next one is begun; and how many ms of a frame painting may take. */
const EARLY = 0.6, BUDGET = 6;

return L.Layer.extend({
  initialize: function (names) {
    this.names = names; this.tables = names.map(() => new Map()); this.marks = new watchroom.Marks();
    this.state = {}; this.stack = new watchroom.Stack(names.length); this.pulses = new watchroom.Pulses(() => setTimeout(() => this.shapesChanged()));
    this.ground = { land: [], borders: [], names: [] }; this.world = { countries: [], places: [] };
    this.outlook = { covered: [], borders: [], dashed: [] };
    this.revision = 0; this.acked = -1; this.job = null; this.busy = false; this.again = false; this.hold = 0;
    this.dirty = { marks: true, shapes: true, shift: false, view: true };
  },

  onAdd: function (map) {
    this.map = map; this.films = {};
    ["below", "marks", "above"].forEach((name) => { this.films[name] = new watchroom.Film(map.getPanes().overlayPane); });
    map.on("move", this._moved, this); map.on("zoomend resize viewreset", this._all, this); map.on("moveend", this._settle, this);
    this._all();
  },

  /* ---- what to show ---- */

  ping: function () { if (this.busy) { this.again = true; } else { this._pull(); } },

  _pull: function () {
    this.busy = true;
    fetch("delta/" + this.revision).then((reply) => {
      if (!reply.ok) { throw new Error("delta: status " + reply.status); }
      return reply.arrayBuffer();
    }).then((buffer) => this._apply(watchroom.wire.read(buffer))).catch((error) => {
      watchroom.tell({ what: "trouble", text: String(error).slice(0, 200) });
    }).finally(() => {
      this.busy = false;
      if (this.again) { this.again = false; this._pull(); }
    });
  },

  _apply: function (delta) {
    delta.blocks.forEach((block) => {
      if (block.marks) { this.marks.apply(block.layer, block); this.dirty.marks = true; if (block.reset) { this.job = null; } }
      if (block.features) { this._features(block); this.dirty.shapes = true; }
      if (block.state) { this._state(block.state); }
    });
    this.revision = delta.revision;
    this._later();
  },

  _features: function (block) {
    const table = this.tables[block.layer];
    if (!table) { return; }
    if (block.reset) { table.clear(); }
    block.features.drop.forEach((key) => table.delete(key));
    block.features.set.forEach((feature) => {
      feature.layer = block.layer;
      this.pulses.note(table.get(feature.key), feature);
      table.set(feature.key, feature);
    });
  },

  _state: function (state) {
    this.state = state;
    this.stack.set(state, this.names.length);
    this.dirty.shapes = this.dirty.marks = true;
    this.fire("state", { state: state });
  },

  /* The features of a type that are to be seen, in the layers' order. */
  features: function (type) {
    const found = [], stack = this.stack;
    stack.order.forEach((layer) => {
      if (stack.hidden[layer]) { return; }
      this.tables[layer].forEach((feature) => { if ((!type || feature.type === type) && stack.shows(feature)) { found.push(feature); } });
    });
    return found;
  },

  /* ---- when to paint ---- */

  shapesChanged: function () { this.dirty.shapes = true; this._later(); },

  /* At once and whole, because what is looked at has another scale. */
  _all: function () { this.dirty.view = true; this._later(); },

  /* Ahead of the hand: the next image is begun while the last one still covers what is seen. */
  _moved: function () {
    if (!this.view) { return; }
    const size = this.map.getSize(), at = this.map.containerPointToLayerPoint([0, 0]).subtract(this.view.corner), pad = this.view.pad;
    const left = Math.min(at.x / pad.x, at.y / pad.y, (this.view.width - size.x - at.x) / pad.x, (this.view.height - size.y - at.y) / pad.y);
    if (left < EARLY) { this.dirty.shift = true; this._later(); }
  },

  _settle: function () {
    clearTimeout(this.hold);
    this.hold = setTimeout(() => { this.dirty.shift = true; this._later(); }, 140);
  },

  now: function () { clearTimeout(this.hold); this._all(); },

  _later: function () {
    if (document.hidden) { this._ack(this.revision); }
    if (!this.frame) { this.frame = L.Util.requestAnimFrame(this._paint, this); }
  },

  _ack: function (revision) {
    if (revision === this.acked || !watchroom.ready) { return; }
    this.acked = revision;
    watchroom.tell({ what: "painted", revision: revision, marks: this.marks.shown, total: this.marks.total, hidden: document.hidden });
  },

  /* ---- painting ---- */

  _paint: function () {
    this.frame = null;
    if (!this.map || !this.map.getSize().x || !this.map.getSize().y) { return; }
    if (this.dirty.view || !this.view) { this.job = this._begin(true); }
    else if (!this.job && (this.dirty.marks || this.dirty.shift)) { this.job = this._begin(this.dirty.shift); }
    const job = this.job, stands = !job || job.painting.step(job.whole ? Infinity : performance.now() + BUDGET) && this._show(job);
    if (this.dirty.shapes && !(this.job && this.job.view !== this.view)) { this._shapes(); }
    if (this.job || this.dirty.marks || this.dirty.view) { this._later(); }
    if (stands) { this._stands(job ? job.revision : this.revision); }
  },

  /* A painting of the marks: of the present view, or of one that lies round what is seen now. */
  _begin: function (moved) {
    const whole = this.dirty.view || !this.view, view = moved ? new watchroom.View(this.map, this.stack) : this.view;
    this.dirty.marks = this.dirty.shift = this.dirty.view = false;
    return { view: view, whole: whole, revision: this.revision,
             painting: this.marks.begin(view, Math.round(view.width * view.ratio), Math.round(view.height * view.ratio)) };
  },

  /* Put a finished painting in the window, and what goes with it; false where it has to be made anew. */
  _show: function (job) {
    this.job = null;
    if (job.view !== this.view) { this.view = job.view; this._place(job.view); this.dirty.shapes = true; }
    const fits = this.marks.show(job.painting, this.films.marks);
    if (!fits) { this.dirty.marks = true; this.dirty.view = job.whole; }
    return fits;
  },

  _place: function (view) { Object.values(this.films).forEach((film) => film.place(view)); },

  _shapes: function () {
    const ratio = this.view.ratio;
    this.dirty.shapes = false;
    if (watchroom.shapes.any(this)) { this.films.below.paint(ratio, (ink) => watchroom.shapes.below(ink, this, this.view)); } else { this.films.below.away(); }
    this.films.above.paint(ratio, (ink) => watchroom.shapes.above(ink, this, this.view));
  },

  /* This revision is in the window, all its symbols with it: told by the strip and in words. */
  _stands: function (revision) {
    this.fire("shapes");
    // what has yet to come, or to make room for a legend that grew, is painted in a later frame
    if (watchroom.signs.awaited() || this.dirty.shapes) { return; }
    if (!watchroom.panning) { watchroom.strip(revision); }
    this._ack(revision);
  },

  /* Where the page's own furniture stands: names do not go under it. */
  reserved: function (inside) {
    const [legend, note] = watchroom.frame ? [watchroom.frame.legendSize, watchroom.frame.noteSize] : [[0, 0], [0, 0]];
    const corner = this.state.overview === true ? [[inside[0], inside[1], inside[0] + 204, inside[1] + 138]] : [];
    return [...corner, [inside[2] - note[0] - 16, inside[3] - note[1] - 8, inside[2], inside[3]], [inside[0], inside[3] - 34, inside[0] + 150, inside[3]],
            [inside[2] - legend[0] - 14, inside[3] - legend[1] - 30, inside[2], inside[3]]];
  },

  /* ---- where things are ---- */

  _canvasPoint: function (point) { return this.map.containerPointToLayerPoint(point).subtract(this.view.corner); },

  whereIs: function (chosen) { return watchroom.finding.where(this, chosen); },

  /* What is under a container point; null where nothing is. */
  under: function (point) { return this.view ? watchroom.finding.under(this, this._canvasPoint(point)) : null; },

  guarded: function (point) { return Boolean(this.view) && watchroom.finding.guarded(this, this._canvasPoint(point)); }
});
}());
