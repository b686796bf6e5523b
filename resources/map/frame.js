/* What stands around the live layer: watermark, note, scale, tip and the cross of the keyboard's measuring. Every text is set as text. */
"use strict";

watchroom.position = function (x, y) { const scale = 256 / watchroom.View.WORLD; return watchroom.map.unproject([x * scale, y * scale], 0); };

(function () {
const ROUGH = 8;  /* zoom: a pixel is some hundred metres */

watchroom.Frame = class {
  constructor(map, live) {
    const home = map.getContainer(), make = (name, parent, tag) => watchroom.make(tag || "div", name, parent || home);
    this.map = map; this.live = live;
    this.watermark = make("wr-watermark"); this.note = make("wr-note"); this.scale = make("wr-scale"); this.box = make("wr-tip"); this.cross = make("wr-cross");
    this.bar = make("wr-bar", this.scale); this.length = make("wr-length", this.scale, "span");
    this.box.setAttribute("role", "tooltip");
    this.box.hidden = this.cross.hidden = true;
    this.legend = new watchroom.Legend(home, live);
    this.overview = new watchroom.Overview(map, live);
    this.readout = new watchroom.Readout(map, live, this);
    this.keys = new watchroom.Keys(map, live, this);
    live.on("state", (event) => this._state(event.state));
    map.on("zoomend moveend resize", this._scale, this);
    this._scale();
  }

  get legendSize() { return this.legend.size; }

  get noteSize() { return [this.note.offsetWidth, this.note.offsetHeight]; }

  _state(state) {
    this.watermark.textContent = state.watermark || ""; this.watermark.hidden = !state.watermark;
    this._note();
    this.cross.hidden = !(state.measuring || state.drawing);
  }

  /* Where a hair of the shipped ground is more than it knows, that is said. */
  _note() {
    const state = this.live.state, rough = this.map.getZoom() >= ROUGH && !state.island;
    this.note.textContent = [rough ? "ground of a 1:10 million map, may be off by kilometres" : "", state.note].filter(Boolean).join(" · ");
  }

  _scale() {
    this._note();
    const y = this.map.getSize().y / 2, metres = this.map.distance(this.map.containerPointToLatLng([0, y]), this.map.containerPointToLatLng([100, y]));
    if (!metres) { return; }
    const power = Math.pow(10, Math.floor(Math.log10(metres))), round = [5, 2, 1].map((n) => n * power).find((n) => n <= metres);
    this.bar.style.width = Math.round(100 * round / metres) + "px";
    this.length.textContent = round >= 1000 ? round / 1000 + " km" : round + " m";
  }

  /* What Python has to say of a mark, or the feature's own words. */
  tip(hit, point) {
    if (hit.slot === undefined || hit.slot === null) { this._say(hit.title || hit.subject, point); return; }
    fetch("tip/" + hit.layer + "/" + hit.slot).then((reply) => (reply.ok ? reply.json() : { title: "" }))
      .then((answer) => this._say(answer.title, point)).catch(watchroom.trouble);
  }

  _say(text, point) {
    if (!text) { return; }
    this.box.textContent = text; this.box.hidden = false;
    const size = this.map.getSize();
    this.box.style.left = Math.max(4, Math.min(size.x - this.box.offsetWidth - 4, point.x + 12)) + "px";
    this.box.style.top = Math.max(4, Math.min(size.y - this.box.offsetHeight - 4, point.y + 14)) + "px";
  }

  hide() { this.box.hidden = true; }
};
}());
