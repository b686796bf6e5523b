/* Where the painted canvases lie: px = world * scale - left, in CSS px, with a margin round what is seen so that a pan has something to show.

   The world goes round. Something that lies beyond its edge is seen from a copy of the view one world further on. */
"use strict";

watchroom.View = (function () {
  const WORLD = 4294967296, MARGIN = 0.22;

  class View {
    /* `corner`: the layer point of the canvases' upper left corner. */
    constructor(map, stack) {
      const size = map.getSize();
      this.pad = size.multiplyBy(MARGIN).round();
      this.corner = map.containerPointToLayerPoint([-this.pad.x, -this.pad.y]).round();
      const origin = map.getPixelOrigin().add(this.corner);
      this.left = origin.x; this.top = origin.y;
      this.width = size.x + 2 * this.pad.x; this.height = size.y + 2 * this.pad.y;
      this.zoom = map.getZoom();
      this.scale = 256 * Math.pow(2, this.zoom) / WORLD;
      this.ratio = window.devicePixelRatio || 1;
      this.stack = stack;
    }

    /* The part that is seen, [left, top, right, bottom]. */
    get inside() { return [this.pad.x, this.pad.y, this.width - this.pad.x, this.height - this.pad.y]; }

    /* Whether any of a box ([west, north, east, south]) lies in the part that is seen. */
    sees(box) {
      const [left, top, right, bottom] = this.inside;
      return this.copies(box, 0).some((copy) => copy.x(box[2]) >= left && copy.x(box[0]) <= right && copy.y(box[3]) >= top && copy.y(box[1]) <= bottom);
    }

    /* Whether a box of px is cut by the edge of what is seen; what lies beyond it is there for a pan. */
    cuts(box) {
      const [left, top, right, bottom] = this.inside, within = box[0] >= left && box[1] >= top && box[2] <= right && box[3] <= bottom;
      return !within && box[2] > left && box[0] < right && box[3] > top && box[1] < bottom;
    }

    x(world) { return world * this.scale - this.left; }

    y(world) { return world * this.scale - this.top; }

    screen(points) {
      const line = [];
      for (let i = 0; i < points.length; i += 2) { line.push([this.x(points[i]), this.y(points[i + 1])]); }
      return line;
    }

    /* How many worlds further something between `west` and `east` stands where it is seen; mostly [0] or []. */
    turns(west, east) {
      const from = this.left / this.scale, to = (this.left + this.width) / this.scale, found = [];
      for (let k = Math.ceil((from - east) / WORLD); k <= Math.floor((to - west) / WORLD); k += 1) { found.push(k); }
      return found;
    }

    /* The views in which a box ([west, north, east, south]) is seen, `spare` px more on each side. */
    copies(box, spare) {
      const more = (spare || 0) / this.scale, from = this.top / this.scale - more, to = (this.top + this.height) / this.scale + more;
      if (box[3] < from || box[1] > to) { return []; }
      return this.turns(box[0] - more, box[2] + more).map((k) => (k ? this.shifted(k) : this));
    }

    shifted(turns) {
      const other = Object.create(this);
      other.left = this.left - turns * WORLD * this.scale;
      return other;
    }
  }

  View.WORLD = WORLD;
  return View;
}());
