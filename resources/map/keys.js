/* The map's keys that Leaflet has not: stepping through what is there, and the tools, which Python opens. */
"use strict";

watchroom.Keys = (function () {
  const TOOLS = { f: "fit", z: "layers", t: "list", g: "goto", b: "views", m: "measure", o: "overview", x: "graticule", c: "coordinates", d: "density" };

  class Keys {
    constructor(map, live, frame) {
      this.map = map; this.live = live; this.frame = frame; this.focus = -1;
      map.getContainer().addEventListener("keydown", (event) => this._pressed(event));
    }

    _pressed(event) {
      if (event.ctrlKey || event.altKey || event.metaKey) { return; }
      const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
      if (TOOLS[key]) { watchroom.tell({ what: "asked", tool: TOOLS[key] }); }
      else if (key === "h") { this.frame.legend.toggle(); }
      else if (key === "n") { this._next(event.shiftKey ? -1 : 1); }
      else if (key === "Enter") { this._enter(); }
      else if (key === "Backspace" && this.live.state.measuring) { watchroom.tell({ what: "asked", tool: "back" }); }
      else if (key === "Escape") { this.frame.hide(); watchroom.tell(this.live.state.measuring ? { what: "asked", tool: "measure" } : { what: "select" }); }
      else { return; }
      event.preventDefault();
      event.stopPropagation();
    }

    _next(step) {
      const seen = new Set(), list = this.live.features().filter((f) => {
        const name = f.kind + "/" + f.subject;
        if (f.type === "label" || f.type === "callout" || !f.subject || seen.has(name)) { return false; }
        seen.add(name);
        return true;
      });
      if (!list.length) { return; }
      this.focus = (this.focus + step + list.length) % list.length;
      const feature = list[this.focus];
      this.map.setView(watchroom.position(feature.at[0][0], feature.at[0][1]), this.map.getZoom(), { animate: false });
      watchroom.tell({ what: "select", kind: feature.kind, subject: feature.subject });
    }

    /* The popup of what is selected; while measuring, a point where the cross in the middle stands. */
    _enter() {
      const live = this.live, chosen = live.state.selected, middle = this.map.getCenter();
      if (live.state.measuring) { watchroom.tell({ what: "spot", lat: middle.lat, lon: middle.wrap().lng }); return; }
      if (!chosen) { return; }
      const spot = live.whereIs(chosen), point = spot ? this.map.latLngToContainerPoint(watchroom.position(spot.x, spot.y)) : this.map.getSize().divideBy(2);
      const isMark = chosen.slot !== null && chosen.slot !== undefined;
      this.frame.tip(isMark ? chosen : live.features().find((f) => f.kind === chosen.kind && f.subject === chosen.subject) || { title: chosen.subject }, point);
    }
  }

  return Keys;
}());
