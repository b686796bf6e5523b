/* What stands around the live layer: legend, scale, watermark, read-out, tip, keys, and the page's few words to Python.

   Every text is set as text. The page asks for nothing but names of its own scheme. */
"use strict";

watchroom.tell = function (message) { fetch("tell/" + encodeURIComponent(JSON.stringify(message))).catch(function () { watchroom.deaf = true; }); };

watchroom.world = function (lat, lon) {
  var phi = Math.max(-85.05112878, Math.min(85.05112878, lat)) * Math.PI / 180;
  return [(lon + 180) / 360 * 4294967296, (1 - Math.asinh(Math.tan(phi)) / Math.PI) / 2 * 4294967296];
};

watchroom.Frame = (function () {
  var codes = watchroom.codes;
  var LINES = [["PASSABLE", "PASSABLE"], ["RESTRICTED", "RESTRICTED"], ["MUTED", "NOT MET or CLOSED"], ["ENDANGERED", "ENDANGERED"], ["CLOSED", "CLOSED leg"], ["UNKNOWN", "UNKNOWN"]];
  var AREAS = [["DANGER", "Danger zone"], ["HOSTILE", "Hostile, area only"], ["PAUSE", "Pause"], ["DOUBT", "Not fresh"], ["ENDED", "Ended"]];

  var Shape = codes.Shape, MARKS = [["CRITICAL", Shape.OCTAGON, "CRITICAL"], ["HIGH", Shape.TRIANGLE, "HIGH"], ["MEDIUM", Shape.SQUARE, "MEDIUM"], ["LOW", Shape.DISC, "LOW"], ["Report, track", Shape.DISC, "NORMAL"]];

  function make(tag, name, parent) { var node = document.createElement(tag); node.className = name; parent.appendChild(node); return node; }

  function Frame(map, live) {
    var home = map.getContainer();
    this.map = map; this.live = live; this.focus = -1; this.legendSize = [0, 0];
    this.mark = make("div", "wr-watermark", home); this.legend = make("div", "wr-legend", home); this.note = make("div", "wr-note", home);
    this.scale = make("div", "wr-scale", home); this.cursor = make("div", "wr-cursor", home); this.tip = make("div", "wr-tip", home);
    this.layers = make("div", "wr-layers", home);
    this.bar = make("div", "wr-bar", this.scale); this.length = make("span", "wr-length", this.scale);
    this.tip.hidden = this.layers.hidden = true;
    live.on("state", this._state, this); live.on("shapes", this._legend, this);
    map.on("zoomend moveend resize", this._scale, this); map.on("mousemove", this._over, this); map.on("mouseout", this._out, this);
    map.on("click", this._click, this); map.on("movestart zoomstart", this._hideTip, this);
    home.addEventListener("keydown", this._key.bind(this));
    this._scale();
  }

  Frame.prototype._state = function (event) {
    var state = event.state;
    this.mark.textContent = state.watermark || ""; this.mark.hidden = !state.watermark;
    this.note.textContent = state.note || "";
  };

  /* Only what is on the map now, in a fixed order; made anew only when that differs. */
  Frame.prototype._legend = function () {
    var live = this.live, have = {}, rows = [], self = this;
    live.features().forEach(function (f) { have[f.type + (f.letter ? "H" : f.style || "")] = true; });
    LINES.forEach(function (row) { if (have["line" + codes.LineStyle[row[0]]]) { rows.push([row[1], function (ink) { watchroom.lines.draw(ink, [[3, 9], [31, 9]], codes.LineStyle[row[0]], 0); }]); } });
    AREAS.forEach(function (row) { if (have["area" + codes.AreaStyle[row[0]]]) { rows.push([row[1], function (ink) { self._swatch(ink, codes.AreaStyle[row[0]]); }]); } });
    var styles = live.marks.shownStyles ? live.marks.shownStyles() : [], hue = codes.bits.hue;
    MARKS.forEach(function (row) {
      var like = row[1] | codes.Hue[row[2]] << hue | 4 << codes.bits.size;
      if (styles.some(function (style) { return (style & 15) === row[1] && (style >> hue & 15) === codes.Hue[row[2]]; })) { rows.push([row[0], function (ink) { self._mark(ink, like); }]); }
    });
    if (styles.some(function (style) { return style & codes.bits.doubted; })) {
      rows.push(["Not fresh", function (ink) { self._mark(ink, codes.Shape.DISC | codes.Hue.NORMAL << hue | 3 << codes.bits.size | 2 << codes.bits.fade | codes.bits.doubted); }]);
    }
    if (styles.some(function (style) { return style & codes.bits.hollow; })) {
      rows.push(["Hollow: does not hold", function (ink) { self._mark(ink, codes.Shape.SQUARE | codes.Hue.TEXT3 << hue | 4 << codes.bits.size | codes.bits.hollow); }]);
    }
    if (have.signH) { rows.push(["Protected sign", function (ink) { watchroom.signs.house(ink, 17, 9, "", 0.62); }]); }
    var key = rows.map(function (row) { return row[0]; }).join("|");
    this.legend.hidden = !rows.length || this.noLegend === true;
    if (this.legend.hidden) { this.legendSize = [0, 0]; }
    if (key === this.shownKey) { return; }
    this.shownKey = key;
    this.legend.replaceChildren();
    rows.forEach(function (row) {
      var line = make("div", "wr-row", self.legend), canvas = make("canvas", "wr-key", line), ratio = window.devicePixelRatio || 1;
      canvas.width = 34 * ratio; canvas.height = 18 * ratio;
      var ink = canvas.getContext("2d"); ink.scale(ratio, ratio); row[1](ink);
      make("span", "wr-word", line).textContent = row[0];
    });
    this.legendSize = [this.legend.offsetWidth, this.legend.offsetHeight];
    live.dirty.shapes = true; live._later();
  };

  Frame.prototype._mark = function (ink, style) { ink.translate(17, 9); watchroom.Marks.draw(ink, style); };

  Frame.prototype._swatch = function (ink, style) {
    var world = Float64Array.from([4, 3, 30, 3, 30, 15, 4, 15]);
    watchroom.lines.area(ink, { style: style, at: [world] }, { scale: 1, left: 0, top: 0, width: 34, height: 18 });
  };

  Frame.prototype._scale = function () {
    var size = this.map.getSize(), y = size.y / 2, metres = this.map.distance(this.map.containerPointToLatLng([0, y]), this.map.containerPointToLatLng([100, y]));
    if (!metres) { return; }
    var power = Math.pow(10, Math.floor(Math.log10(metres))), round = [5, 2, 1].map(function (n) { return n * power; }).find(function (n) { return n <= metres; });
    this.bar.style.width = Math.round(100 * round / metres) + "px";
    this.length.textContent = round >= 1000 ? round / 1000 + " km" : round + " m";
  };

  /* ---- read-out and tip ---- */

  function degrees(value, step, plus, minus) {
    var digits = step < 0.1 ? 2 : 1;
    return (Math.round(Math.abs(value) / step) * step).toFixed(digits) + "° " + (value < 0 ? minus : plus);
  }

  Frame.prototype._over = function (event) {
    var hit = this.live.under(event.containerPoint), lat = event.latlng.lat, lon = event.latlng.wrap().lng;
    var guarded = hit && (hit.letter || hit.type === "area" && hit.style === codes.AreaStyle.HOSTILE), step = guarded ? 0.1 : 0.01;
    this.cursor.textContent = degrees(lat, step, "N", "S") + "  " + degrees(lon, step, "E", "W") + (guarded ? "  coarse here" : "");
    this.map.getContainer().style.cursor = hit ? "pointer" : "";
    var name = !hit ? "" : hit.slot !== undefined ? "m" + hit.layer + "/" + hit.slot : hit.kind + "/" + hit.subject;
    if (name !== this.hovered) {
      this.hovered = name;
      watchroom.tell(hit ? { what: "hover", layer: hit.layer, slot: hit.slot, kind: hit.kind, subject: hit.subject } : { what: "hover" });
      clearTimeout(this.wait); this._hideTip();
      if (hit) { this.wait = setTimeout(this._tip.bind(this, hit, event.containerPoint), 500); }
    }
  };

  Frame.prototype._out = function () { this.cursor.textContent = ""; clearTimeout(this.wait); this._hideTip(); };

  Frame.prototype._tip = function (hit, point) {
    var self = this;
    if (hit.slot === undefined) { this._say(hit.title || hit.subject, point); return; }
    fetch("tip/" + hit.layer + "/" + hit.slot).then(function (reply) { return reply.ok ? reply.json() : { title: "" }; })
      .then(function (answer) { self._say(answer.title, point); }).catch(function (error) { watchroom.tell({ what: "trouble", text: String(error).slice(0, 200) }); });
  };

  Frame.prototype._say = function (text, point) {
    if (!text) { return; }
    this.tip.textContent = text; this.tip.hidden = false;
    var size = this.map.getSize();
    this.tip.style.left = Math.max(4, Math.min(size.x - this.tip.offsetWidth - 4, point.x + 12)) + "px";
    this.tip.style.top = Math.max(4, Math.min(size.y - this.tip.offsetHeight - 4, point.y + 14)) + "px";
  };

  Frame.prototype._hideTip = function () { this.tip.hidden = true; };

  Frame.prototype._click = function (event) {
    var hit = this.live.under(event.containerPoint);
    watchroom.tell(hit ? { what: "select", layer: hit.layer, slot: hit.slot, kind: hit.kind, subject: hit.subject } : { what: "select" });
  };

  /* ---- keys ---- */

  Frame.prototype._key = function (event) {
    if (event.ctrlKey || event.altKey || event.metaKey) { return; }
    var key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
    if (key === "f") { watchroom.tell({ what: "fit" }); }
    else if (key === "h") { this.noLegend = !this.noLegend; this._legend(); }
    else if (key === "z") { this._layers(); }
    else if (key === "n") { this._next(event.shiftKey ? -1 : 1); }
    else if (key === "Enter") { this._open(); }
    else if (key === "Escape") { this._hideTip(); this.layers.hidden = true; watchroom.tell({ what: "select" }); }
    else { return; }
    event.preventDefault();
  };

  Frame.prototype._next = function (step) {
    var seen = {}, list = this.live.features().filter(function (f) {
      var name = f.kind + "/" + f.subject;
      if (f.type === "label" || f.type === "callout" || seen[name]) { return false; }
      seen[name] = true; return true;
    });
    if (!list.length) { return; }
    this.focus = (this.focus + step + list.length) % list.length;
    var feature = list[this.focus];
    this.map.setView(this._latlng(feature.at[0][0], feature.at[0][1]), this.map.getZoom(), { animate: false });
    watchroom.tell({ what: "select", kind: feature.kind, subject: feature.subject });
  };

  Frame.prototype._latlng = function (x, y) { var scale = 256 / 4294967296; return this.map.unproject([x * scale, y * scale], 0); };

  Frame.prototype._open = function () {
    var chosen = this.live.state.selected, spot = chosen && this.live.whereIs(chosen);
    if (!chosen) { return; }
    var point = spot ? this.map.latLngToContainerPoint(this._latlng(spot.x, spot.y)) : this.map.getSize().divideBy(2);
    this._tip(chosen.slot !== null && chosen.slot !== undefined ? chosen : this.live.features().find(function (f) { return f.kind === chosen.kind && f.subject === chosen.subject; }) || { subject: chosen.subject }, point);
  };

  Frame.prototype._layers = function () {
    var self = this;
    this.layers.hidden = !this.layers.hidden;
    this.layers.replaceChildren();
    this.live.names.forEach(function (name, index) {
      var row = make("button", "wr-layer" + (self.live.hidden[index] ? " wr-off" : ""), self.layers);
      row.textContent = (self.live.hidden[index] ? "○ " : "● ") + name;
      row.addEventListener("click", function () { self.live.show(index, self.live.hidden[index]); self.layers.hidden = true; self._layers(); });
    });
  };

  return Frame;
}());
