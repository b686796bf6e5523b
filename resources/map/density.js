/* Too many marks to be told apart: how many reports there are, by cell. Counts of reports, never of people. */
"use strict";

watchroom.Density = (function () {
  const CELL = 14, MANY = 6000, FEW = 4000, TOP_ZOOM = 6, STEPS = [1, 10, 100, 1000], STRENGTH = [46, 92, 150, 208];

  function strength(count) { return STRENGTH[STEPS.findLastIndex((step) => count >= step)]; }

  class Density {
    /* Of one painting, in canvas px; counts nothing unless it is `on`. */
    constructor(on, width, height, ratio) {
      this.on = on; this.ratio = ratio; this.most = 0;
      this.cell = Math.round(CELL * ratio); this.across = Math.ceil(width / this.cell);
      this.counts = new Uint32Array(on ? this.across * Math.ceil(height / this.cell) : 0);
    }

    count(px, py) {
      const column = Math.floor(px / this.cell), at = Math.floor(py / this.cell) * this.across + column;
      if (column < 0 || column >= this.across || at < 0 || at >= this.counts.length) { return; }
      const n = ++this.counts[at];
      if (n > this.most) { this.most = n; }
    }

    paint(pixels, width, height) {
      const hue = parseInt(watchroom.theme.tokens.low.slice(1), 16), rgb = hue >> 16 & 255 | hue & 0xFF00 | (hue & 255) << 16;
      for (let i = 0; i < this.counts.length; i += 1) {
        if (!this.counts[i]) { continue; }
        const colour = (rgb | strength(this.counts[i]) << 24) >>> 0, x = i % this.across * this.cell, y = Math.floor(i / this.across) * this.cell;
        for (let row = y; row < Math.min(height, y + this.cell - 1); row += 1) {
          pixels.fill(colour, row * width + x, row * width + Math.min(width, x + this.cell - 1));
        }
      }
    }

    /* How many reports are counted at a CSS px of the canvas. */
    at(x, y) {
      if (!this.on) { return 0; }
      return this.counts[Math.floor(y * this.ratio / this.cell) * this.across + Math.floor(x * this.ratio / this.cell)] || 0;
    }

    /* [words, alpha] of the steps in use, for the legend. */
    steps() {
      if (!this.on) { return []; }
      return STEPS.filter((step) => step <= this.most).map((step, i) => [(i ? step + " or more" : "1 to 9") + " reports", STRENGTH[i] / 255]);
    }
  }

  /* Far out and crowded; once it is on, it stays until there are clearly fewer, so that nothing flickers. */
  Density.wanted = (on, shown, zoom) => zoom < TOP_ZOOM && shown > (on ? FEW : MANY);
  return Density;
}());
