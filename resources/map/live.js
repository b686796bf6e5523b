/* The live layer: three canvases in Leaflet's overlay pane, painted when something came and carried along while the map is panned.

   Python pings, this pulls the delta, applies it at once and paints in the next animation frame; then it says which revision stands. */
"use strict";

watchroom.Live = L.Layer.extend({
  initialize: function (names) {
    this.names = names; this.hidden = names.map(function () { return false; }); this.marks = new watchroom.Marks();
    this.tables = names.map(function () { return new Map(); }); this.state = {}; this.revision = 0; this.acked = -1;
    this.ground = { land: [], borders: [], names: [] }; this.world = { countries: [], places: [] }; this.dirty = { marks: true, shapes: true };
    this.shown = 0; this.busy = false; this.again = false; this.hold = 0;
  },

  onAdd: function (map) {
    this.map = map; this.canvases = {};
    ["below", "marks", "above"].forEach(function (name) {
      this.canvases[name] = L.DomUtil.create("canvas", "wr-canvas leaflet-zoom-hide", map.getPanes().overlayPane);
    }, this);
    map.on("move", this._moved, this); map.on("zoomend resize viewreset", this._all, this); map.on("moveend", this._settle, this);
    this._all();
  },

  /* ---- what to show ---- */

  ping: function () { if (this.busy) { this.again = true; } else { this._pull(); } },

  _pull: function () {
    var self = this;
    this.busy = true;
    fetch("delta/" + this.revision).then(function (reply) {
      if (!reply.ok) { throw new Error("delta: status " + reply.status); }
      return reply.arrayBuffer();
    }).then(function (buffer) { self._apply(watchroom.wire.read(buffer)); }).catch(function (error) {
      watchroom.tell({ what: "trouble", text: String(error).slice(0, 200) });
    }).finally(function () {
      self.busy = false;
      if (self.again) { self.again = false; self._pull(); }
    });
  },

  _apply: function (delta) {
    delta.blocks.forEach(function (block) {
      if (block.marks) { this.marks.apply(block.layer, block); this.dirty.marks = true; }
      if (block.features) { this._features(block); this.dirty.shapes = true; }
      if (block.state) { this._state(block.state); }
    }, this);
    this.revision = delta.revision;
    this._later();
  },

  _features: function (block) {
    var table = this.tables[block.layer];
    if (!table) { return; }
    if (block.reset) { table.clear(); }
    block.features.drop.forEach(function (key) { table.delete(key); });
    block.features.set.forEach(function (feature) { table.set(feature.key, feature); });
  },

  _state: function (state) {
    this.state = state;
    this.dirty.shapes = true;
    this.fire("state", { state: state });
  },

  features: function (type) {
    var found = [];
    this.tables.forEach(function (table, layer) {
      if (!this.hidden[layer]) { table.forEach(function (feature) { if (!type || feature.type === type) { found.push(feature); } }); }
    }, this);
    return found;
  },

  show: function (layer, visible) { this.hidden[layer] = !visible; this._all(); },

  /* ---- when to paint ---- */

  _all: function () { this.dirty.marks = this.dirty.shapes = true; this._later(); },

  _moved: function () {
    var size = this.map.getSize(), spare = this.view ? this.map.containerPointToLayerPoint([0, 0]).subtract(this.corner) : null;
    if (!spare || spare.x < 0 || spare.y < 0 || spare.x + size.x > this.view.width || spare.y + size.y > this.view.height) { this._all(); }
  },

  _settle: function () {
    clearTimeout(this.hold);
    this.hold = setTimeout(this._all.bind(this), 140);
  },

  now: function () { clearTimeout(this.hold); this._all(); },

  _later: function () {
    if (document.hidden) { this._ack(); }
    if (!this.frame) { this.frame = L.Util.requestAnimFrame(this._paint, this); }
  },

  _ack: function () {
    if (this.revision === this.acked || !watchroom.ready) { return; }
    this.acked = this.revision;
    watchroom.tell({ what: "painted", revision: this.revision, marks: this.shown, total: this.marks.total, hidden: document.hidden });
  },

  /* ---- painting ---- */

  _frame: function () {
    var size = this.map.getSize(), pad = size.multiplyBy(0.22).round(), ratio = window.devicePixelRatio || 1;
    this.corner = this.map.containerPointToLayerPoint([-pad.x, -pad.y]).round();
    var origin = this.map.getPixelOrigin().add(this.corner), width = size.x + 2 * pad.x, height = size.y + 2 * pad.y;
    this.view = { left: origin.x, top: origin.y, scale: 256 * Math.pow(2, this.map.getZoom()) / watchroom.Marks.WORLD, width: width, height: height,
                  pad: pad, ratio: ratio, hidden: this.hidden, zoom: this.map.getZoom() };
    Object.keys(this.canvases).forEach(function (name) {
      var canvas = this.canvases[name];
      if (canvas.width !== Math.round(width * ratio) || canvas.height !== Math.round(height * ratio)) {
        canvas.width = Math.round(width * ratio); canvas.height = Math.round(height * ratio);
        canvas.style.width = width + "px"; canvas.style.height = height + "px";
      }
      L.DomUtil.setPosition(canvas, this.corner);
    }, this);
  },

  _paint: function () {
    this.frame = null;
    if (!this.map || !this.map.getSize().x || !this.map.getSize().y) { return; }
    var whole = !this.view || this.dirty.shapes && this.dirty.marks;
    if (whole) { this._frame(); }
    if (this.dirty.marks) { this.shown = this.marks.paint(this.canvases.marks, this.view, this.view.ratio); }
    if (this.dirty.shapes || whole) { this._below(); this._above(); }
    this.dirty.marks = this.dirty.shapes = false;
    this.fire("shapes");
    if (!watchroom.panning) { watchroom.strip(this.revision); }
    this._ack();
  },

  _ink: function (name) {
    var ink = this.canvases[name].getContext("2d"), ratio = this.view.ratio;
    ink.setTransform(ratio, 0, 0, ratio, 0, 0); ink.clearRect(0, 0, this.view.width, this.view.height);
    return ink;
  },

  _below: function () {
    var ink = this._ink("below"), view = this.view, chosen = this.state.selected || {}, tokens = watchroom.theme.tokens;
    if (this.state.island) { watchroom.lines.land(ink, this.ground, view); }
    this.features("area").forEach(function (feature) { watchroom.lines.area(ink, feature, view); });
    this.features("line").forEach(function (feature) {
      var line = watchroom.lines.screen(feature.at[0], view);
      if (chosen.kind === feature.kind && chosen.subject === feature.subject) {
        ink.beginPath(); line.forEach(function (p, i) { ink[i ? "lineTo" : "moveTo"](p[0], p[1]); });
        ink.strokeStyle = tokens.accent; ink.globalAlpha = 0.45; ink.lineWidth = 13; ink.lineCap = "round"; ink.stroke(); ink.globalAlpha = 1;
      }
      watchroom.lines.draw(ink, line, feature.style, feature.hue);
    });
  },

  _above: function () {
    var ink = this._ink("above"), view = this.view, signs = watchroom.signs, places = new signs.Places(view), self = this;
    var inside = [view.pad.x, view.pad.y, view.width - view.pad.x, view.height - view.pad.y];
    this.reserved(inside).forEach(function (box) { places.take(box); });
    this.features("callout").forEach(function (feature) { signs.callout(ink, feature, view, inside, places); });
    function again() { self.dirty.shapes = true; self._later(); }
    function sign(feature) { signs.sign(ink, feature, view, places, again); }
    var all = this.features("sign");
    all.filter(function (feature) { return !feature.minor; }).forEach(sign);
    var names = this.features("label").concat(this.state.island ? this.ground.names : []);
    names.sort(function (a, b) { return a.rank - b.rank; });
    function name(feature) { signs.label(ink, feature, view, places); }
    names.filter(function (feature) { return feature.rank <= 1; }).forEach(name);
    all.filter(function (feature) { return feature.minor; }).forEach(sign);
    this.features("tag").forEach(function (feature) { signs.tag(ink, feature, view, inside, places); });
    this.features("area").forEach(function (feature) { signs.notes(ink, feature, view, places); });
    names.filter(function (feature) { return feature.rank > 1; }).forEach(name);
    this._names(ink, view, places);
    this._ring(ink, view);
  },

  /* Where the page's own furniture stands: names do not go under it. */
  reserved: function (inside) { 
    var legend = watchroom.frame ? watchroom.frame.legendSize : [0, 0];
    return [[inside[2] - 190, inside[3] - 26, inside[2], inside[3]], [inside[0], inside[3] - 34, inside[0] + 150, inside[3]],
            [inside[2] - legend[0] - 14, inside[3] - legend[1] - 30, inside[2], inside[3]]];
  },

  _names: function (ink, view, places) {
    var zoom = view.zoom, label = watchroom.signs.label;
    function seen(entry) {
      var x = entry.at[0][0] * view.scale - view.left, y = entry.at[0][1] * view.scale - view.top;
      return x > -50 && y > -20 && x < view.width + 50 && y < view.height + 20;
    }
    if (zoom < 7.5) { this.world.countries.forEach(function (entry) { if (entry.rank <= zoom - 1 && seen(entry)) { label(ink, entry, view, places); } }); }
    this.world.places.forEach(function (entry) { if (entry.weight <= zoom - 2 && seen(entry)) { label(ink, entry, view, places); } });
  },

  _ring: function (ink, view) {
    var chosen = this.state.selected, spot = chosen && this.whereIs(chosen);
    if (!spot) { return; }
    ink.beginPath(); ink.arc(spot.x * view.scale - view.left, spot.y * view.scale - view.top, spot.radius + 6, 0, 2 * Math.PI);
    ink.strokeStyle = watchroom.theme.tokens.focus; ink.lineWidth = 2; ink.stroke();
  },

  /* ---- where things are ---- */

  whereIs: function (chosen) {
    if (chosen.slot !== undefined && chosen.slot !== null) { return this.marks.where(chosen.layer, chosen.slot); }
    var feature = this.features().find(function (f) { return f.kind === chosen.kind && f.subject === chosen.subject && f.type === "sign"; });
    return feature ? { x: feature.at[0][0], y: feature.at[0][1], radius: 15 } : null;
  },

  /* What is under a container point: {layer, slot} of a mark, or {kind, subject, title} of a feature, or null. */
  under: function (point) {
    if (!this.view) { return null; }
    var at = this.map.containerPointToLayerPoint(point).subtract(this.corner), view = this.view;
    function near(feature) { var p = watchroom.lines.screen(feature.at[0], view)[0]; return Math.hypot(p[0] - at.x, p[1] - at.y); }
    var sign = this.features("sign").find(function (feature) { return near(feature) < 15; });
    return sign || this.marks.pick(at.x, at.y) || this._line(at, view) || this._area(at, view);
  },

  _line: function (at, view) {
    return this.features("line").find(function (feature) {
      var line = watchroom.lines.screen(feature.at[0], view);
      return line.some(function (b, i) {
        return i > 0 && L.LineUtil.pointToSegmentDistance(L.point(at), L.point(line[i - 1]), L.point(b)) < 7;
      });
    });
  },

  _area: function (at, view) {
    return this.features("area").reverse().find(function (feature) { return watchroom.inside(watchroom.lines.screen(feature.at[0], view), at.x, at.y); });
  }
});

watchroom.inside = function (ring, x, y) {
  var odd = false;
  for (var i = 0, j = ring.length - 1; i < ring.length; j = i, i += 1) {
    var a = ring[i], b = ring[j];
    if ((a[1] > y) !== (b[1] > y) && x < (b[0] - a[0]) * (y - a[1]) / (b[1] - a[1]) + a[0]) { odd = !odd; }
  }
  return odd;
};
