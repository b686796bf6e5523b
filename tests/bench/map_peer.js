/* The peer of the live layer: Leaflet's own circle markers on its own canvas, fed by the same deltas, in the same page. */
"use strict";

watchroom.Live = L.Layer.extend({
  initialize: function (names) {
    this.names = names; this.hidden = names.map(function () { return false; }); this.state = {}; this.revision = 0; this.busy = false;
    this.markers = []; this.marks = {}; this.ground = { land: [], borders: [], names: [] }; this.world = { countries: [], places: [] }; this.outlook = {};
  },
  onAdd: function (map) { this.map = map; this.renderer = L.canvas({ padding: PADDING }); },
  /* Our sizes and colours; the rest as the library draws it, or lean: a thin halo round an opaque mark. */
  look: function (style) {
    var bits = watchroom.codes.bits, hue = watchroom.theme.hues[style >> bits.hue & 15], radius = 2 + (style >> bits.size & 7);
    return LEAN ? { renderer: this.renderer, radius: radius, weight: 1, color: watchroom.theme.map.halo, fillOpacity: 1, fillColor: hue }
      : { renderer: this.renderer, radius: radius, color: hue };
  },
  features: function () { return []; },
  under: function () { return null; },
  guarded: function () { return false; },
  shapesChanged: function () {},
  now: function () {},
  whereIs: function () { return null; },
  _all: function () { this._painted(); },
  ping: function () {
    var self = this;
    if (this.busy) { this.again = true; return; }
    this.busy = true;
    fetch("delta/" + this.revision).then(function (reply) { return reply.arrayBuffer(); }).then(function (buffer) {
      self._apply(watchroom.wire.read(buffer));
      self.busy = false;
      if (self.again) { self.again = false; self.ping(); }
    });
  },
  _apply: function (delta) {
    var map = this.map, self = this, scale = 256 / 4294967296;
    delta.blocks.forEach(function (block) {
      if (!block.marks) { return; }
      for (var i = 0; i < block.marks.slots.length; i += 1) {
        var slot = block.marks.slots[i], style = block.marks.style[i], at = map.unproject([block.marks.x[i] * scale, block.marks.y[i] * scale], 0);
        if (self.markers[slot]) { self.markers[slot].setLatLng(at); continue; }
        self.markers[slot] = L.circleMarker(at, self.look(style)).addTo(map);
      }
    });
    this.revision = delta.revision;
    requestAnimationFrame(this._painted.bind(this));
  },
  _painted: function () {
    if (!watchroom.ready) { return; }
    if (!watchroom.panning) { watchroom.strip(this.revision); }
    watchroom.tell({ what: "painted", revision: this.revision, marks: this.markers.length, total: this.markers.length });
  }
});
