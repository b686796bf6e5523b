/* Drawing: shows the sketch that Python keeps, with handles, and tells what a hand does to it. It decides nothing.

   Corners come as [latitude, longitude], longitudes running on beyond 180, so a sketch over the antimeridian is one piece here too. While a
   handle is dragged the outline follows it; only where it is let go is told. */
"use strict";

watchroom.Drawing = (function () {
  /* Beyond so many corners the handles between them are left out: the hand could not tell them apart. */
  const MOST_BETWEEN = 200, HANDLE = 12, BETWEEN = 9, WRONG = 20;

  function icon(name, size) { return L.divIcon({ className: name, iconSize: [size, size] }); }

  class Drawing {
    constructor(map, live) {
      this.map = map; this.on = false; this.shown = "null"; this.handles = []; this.wrong = null; this.outline = null; this.sketch = null;
      map.createPane("drawing").style.zIndex = 620;
      map.createPane("handles").style.zIndex = 640;
      this.ink = L.svg({ pane: "drawing", padding: 0.5 });
      live.on("state", (event) => this._state(event.state.drawing || null));
      map.on("click", (event) => { if (this.on) { this._tell("add", event.latlng); } });
    }

    _state(sketch) {
      const key = JSON.stringify(sketch);
      if (key === this.shown) { return; }
      this.shown = key; this.sketch = sketch; this.on = sketch !== null;
      this.map.getContainer().classList.toggle("wr-drawing", this.on);
      this._clear();
      if (this.on) { this._draw(); }
    }

    _clear() {
      this.handles.forEach((handle) => handle.remove());
      this.handles = [];
      [this.outline, this.wrong].forEach((layer) => { if (layer) { layer.remove(); } });
      this.outline = this.wrong = null;
    }

    _draw() {
      const sketch = this.sketch, corners = sketch.corners, closed = sketch.form === "area" && corners.length > 2;
      const look = { renderer: this.ink, interactive: false, color: watchroom.theme.tokens.accent, weight: 2, fill: closed, fillOpacity: 0.18 };
      if (corners.length > 1) { this.outline = (closed ? L.polygon(corners, look) : L.polyline(corners, look)).addTo(this.map); }
      corners.forEach((corner, index) => this._handle(corner, index));
      if (sketch.form !== "point" && corners.length > 1 && corners.length <= MOST_BETWEEN) { this._between(closed ? corners.length : corners.length - 1); }
      if (sketch.fault) { this.wrong = L.marker(sketch.fault, { pane: "handles", icon: icon("wr-wrong", WRONG), interactive: false, keyboard: false }).addTo(this.map); }
    }

    _put(at, name, size) {
      const handle = L.marker(at, { pane: "handles", icon: icon(name, size), draggable: true, keyboard: false, bubblingMouseEvents: false });
      this.handles.push(handle.addTo(this.map));
      return handle;
    }

    _handle(corner, index) {
      const handle = this._put(corner, "wr-handle" + (index === this.sketch.chosen ? " wr-chosen" : ""), HANDLE);
      handle.on("drag", (event) => this._follow(index, event.latlng));
      handle.on("dragend", () => this._tell("move", handle.getLatLng(), index));
      handle.on("click", () => this._tell("choose", handle.getLatLng(), index));
      handle.on("contextmenu", () => this._tell("remove", handle.getLatLng(), index));
    }

    _between(edges) {
      const corners = this.sketch.corners;
      for (let edge = 0; edge < edges; edge += 1) {
        const one = corners[edge], other = corners[(edge + 1) % corners.length];
        const handle = this._put([(one[0] + other[0]) / 2, (one[1] + other[1]) / 2], "wr-between", BETWEEN);
        handle.on("dragend click", () => this._tell("insert", handle.getLatLng(), edge + 1));
      }
    }

    _follow(index, at) {
      if (this.outline) { this.outline.setLatLngs(this.sketch.corners.map((corner, each) => (each === index ? [at.lat, at.lng] : corner))); }
    }

    /* By key: the same deeds, where the cross stands in the middle of the map. */
    add_at_cross() { this._cross("add"); }
    insert_at_cross() { this._cross("insert"); }
    move_at_cross() { this._cross("move"); }

    _cross(deed) { if (this.on) { this._tell(deed, this.map.getCenter(), this.sketch.chosen, true); } }

    _tell(deed, at, index, cross) {
      const lon = Math.max(-540, Math.min(540, at.lng)), lat = Math.max(-90, Math.min(90, at.lat));
      watchroom.tell({ what: "drew", deed: deed, lat: lat, lon: lon, zoom: this.map.getZoom(), index: index === undefined ? null : index, cross: cross === true });
    }
  }

  return Drawing;
}());
