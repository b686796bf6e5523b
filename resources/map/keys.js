/* The map's keys that Leaflet has not: the tools, which are Python's, and what the page does by itself. The arrows are here because Leaflet's
   pass over a press that comes while it still glides from the last one. */
"use strict";

watchroom.Keys = (function () {
  const TOOLS = { f: "fit", z: "layers", t: "list", g: "goto", b: "views", m: "measure", o: "overview", x: "graticule", c: "coordinates", d: "density" };

  const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }, PRESSED = 120, HELD = 40;

  class Keys {
    constructor(map, live, frame) {
      this.map = map; this.live = live; this.frame = frame;
      map.getContainer().addEventListener("keydown", (event) => this._pressed(event));
    }

    _pressed(event) {
      if (event.ctrlKey || event.altKey || event.metaKey) { return; }
      const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
      if (ARROWS[key]) { this.map.panBy(L.point(ARROWS[key]).multiplyBy((event.repeat ? HELD : PRESSED) * (event.shiftKey ? 3 : 1)), { animate: false }); }
      else if (TOOLS[key]) { watchroom.tell({ what: "asked", tool: TOOLS[key] }); }
      else if (key === "h") { this.frame.legend.toggle(); }
      else if (key === "n") { watchroom.tell({ what: "asked", tool: event.shiftKey ? "previous" : "next" }); }
      else if (key === "Enter") { this._enter(); }
      else if (key === "Backspace" && this.live.state.measuring) { watchroom.tell({ what: "asked", tool: "back" }); }
      else if (key === "Escape") { this.frame.hide(); watchroom.tell(this.live.state.measuring ? { what: "asked", tool: "measure" } : { what: "select" }); }
      else { return; }
      event.preventDefault();
      event.stopPropagation();
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
