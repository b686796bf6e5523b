/* What the pointer is over: its coordinates as Python writes them, and after half a second a tip. A click selects, or sets a point to measure from. */
"use strict";

watchroom.Readout = class {
  constructor(map, live, say) {
    this.map = map; this.live = live; this.say = say;
    this.cursor = watchroom.make("div", "wr-cursor", map.getContainer());
    this.asked = null; this.next = null; this.hovered = ""; this.wait = 0;
    map.on("mousemove", this._over, this); map.on("mouseout", this._out, this); map.on("click", this._click, this);
    map.on("movestart zoomstart", say.hide, say);
  }

  _over(event) {
    const hit = this.live.under(event.containerPoint), name = !hit ? "" : hit.slot !== undefined ? "m" + hit.layer + "/" + hit.slot : hit.kind + "/" + hit.subject;
    this.write(event.latlng.wrap(), this.live.guarded(event.containerPoint));
    this.map.getContainer().style.cursor = this.live.state.measuring ? "crosshair" : hit && hit.kind !== undefined || hit && hit.slot !== undefined ? "pointer" : "";
    if (name === this.hovered) { return; }
    this.hovered = name;
    watchroom.tell(watchroom.meant("hover", hit));
    clearTimeout(this.wait); this.say.hide();
    if (hit) { this.wait = setTimeout(() => this.say.tip(hit, event.containerPoint), 500); }
  }

  /* One question at a time, the latest next: the pointer moves faster than anybody reads. */
  write(at, guarded) {
    this.next = "where/" + at.lat.toFixed(6) + "/" + at.lng.toFixed(6) + "/" + Math.round(this.map.getZoom()) + "/" + (guarded ? 1 : 0);
    if (!this.asked) { this._ask(); }
  }

  _ask() {
    const asked = this.asked = this.next;
    this.next = null;
    fetch(asked).then((reply) => reply.json()).then((answer) => { if (this.asked === asked) { this.cursor.textContent = answer.text; } })
      .catch(watchroom.trouble).finally(() => { this.asked = null; if (this.next) { this._ask(); } });
  }

  _out() {
    this.next = null; this.asked = null; this.cursor.textContent = "";
    clearTimeout(this.wait); this.say.hide();
  }

  _click(event) {
    if (this.live.state.drawing) { return; }
    if (this.live.state.measuring) { watchroom.tell({ what: "spot", lat: event.latlng.lat, lon: event.latlng.wrap().lng }); return; }
    watchroom.tell(watchroom.meant("select", this.live.under(event.containerPoint)));
  }
};
