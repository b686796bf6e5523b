/* One painting of all marks, made a piece at a time, so that a page with half a million of them still moves while it is painted.

   Each look is copied pixel by pixel: no path, no object and no call a mark. Where marks are too many to be told apart, the less severe
   are counted by cell instead (density.js); what is HIGH or above is always drawn. A grid of what was painted where is kept to pick from. */
"use strict";

watchroom.Painting = (function () {
  const CELL = 16, REACH = 11, SPARE = 40, PIECE = 8192, MOST_GRAVE = 300;

  class Painting {
    /* `marks` lends its tables, sprites and pixels; `grid` is the one of a painting that is no longer looked at, or null. */
    constructor(marks, view, width, height, counted, grid) {
      this.marks = marks; this.view = view; this.width = width; this.height = height; this.shown = 0; this.turn = marks.turn;
      this.order = marks.sorted(view.stack.order);
      this.copies = view.turns(0, watchroom.View.WORLD).map((turn) => (turn ? view.shifted(turn) : view));
      this.density = new watchroom.Density(counted, width, height, view.ratio);
      this._take(grid, this.order.slots.length * this.copies.length);
      /* Where HIGH and CRITICAL marks stand, in CSS px, the first of them: words keep off these. */
      this.grave = [];
      this.pieces = this._run();
    }

    /* Go on until `until` (performance.now); whether all is painted. */
    step(until) {
      let piece = this.pieces.next();
      while (!piece.done && performance.now() < until) { piece = this.pieces.next(); }
      return piece.done;
    }

    *_run() {
      const n = this.order.slots.length, first = this.density.on ? this.order.always : 0;
      if (this.density.on) {
        for (const copy of this.copies) { yield* this._range(copy, 0, first, -1); }
        this.density.paint(this.marks.pixels, this.width, this.height);
      }
      for (const [index, copy] of this.copies.entries()) { yield* this._range(copy, first, n, index * n); }
    }

    *_range(view, first, end, base) {
      for (let i = first; i < end; i += PIECE) {
        this._pass(view, i, Math.min(end, i + PIECE), base);
        yield;
      }
    }

    /* The marks from `first` to `end` in one copy of the world: counted (`base` below 0), or painted and entered in the grid from `base` on.
       The loop is flat because it runs once a mark. */
    _pass(view, first, end, base) {
      const { order, width, height, grid, turn } = this, { tables, sprites } = this.marks, rank = watchroom.Sprites.rank;
      const ratio = view.ratio, scale = view.scale * ratio, left = view.left * ratio, top = view.top * ratio;
      const [west, north, east, south] = view.inside.map((edge) => edge * ratio);
      const { hidden, least, opacity, window } = view.stack, from = window ? window[0] / 1000 : 0, to = window ? window[1] / 1000 : 0;
      let grave = this.grave.length < MOST_GRAVE ? order.always : end, shown = 0, style = -1, layer = -1, look = null, table = null;
      for (let i = first; i < end; i += 1) {
        const slot = order.slots[i];
        if (order.layers[i] !== layer) { layer = order.layers[i]; table = tables[layer]; style = -1; }
        const itsStyle = table.style[slot];
        if (!itsStyle || hidden[layer] || rank(itsStyle) < least[layer]) { continue; }
        const px = Math.round(table.x[slot] * scale - left), py = Math.round(table.y[slot] * scale - top);
        if (px < -SPARE || py < -SPARE || px > width + SPARE || py > height + SPARE) { continue; }
        if (window && table.when[slot] && (table.when[slot] < from || table.when[slot] > to)) { continue; }
        shown += 1;
        if (base < 0) { this.density.count(px, py); continue; }
        if (itsStyle !== style) { style = itsStyle; look = sprites.get(style, opacity[layer]); }
        if (look.turn !== turn && px >= west && px <= east && py >= north && py <= south) { look.turn = turn; }
        this._copy(look, px, py);
        if (i >= grave) { grave = this._grave(px / ratio, py / ratio) ? grave : end; }
        if (px >= 0 && py >= 0 && px < width && py < height) {
          const cell = Math.floor(py / grid.cell) * grid.across + Math.floor(px / grid.cell), at = base + i;
          grid.next[at] = grid.head[cell]; grid.head[cell] = at + 1; grid.px[at] = px; grid.py[at] = py;
        }
      }
      this.shown += shown;
    }

    /* Whether there is room for more of them. */
    _grave(x, y) { return this.grave.push([x, y]) < MOST_GRAVE; }

    _copy(look, px, py) {
      const { width, height } = this, pixels = this.marks.pixels, n = look.n, rgba = look.rgba, step = look.step, half = look.half, base = py * width + px;
      if (look.width !== width) {
        look.width = width;
        for (let k = 0; k < n; k += 1) { step[k] = look.at[k][1] * width + look.at[k][0]; }
      }
      if (px - half >= 0 && py - half >= 0 && px + half < width && py + half < height) {
        for (let k = 0; k < n; k += 1) { pixels[base + step[k]] = rgba[k]; }
        return;
      }
      for (let k = 0; k < n; k += 1) {
        const x = px + look.at[k][0], y = py + look.at[k][1];
        if (x >= 0 && y >= 0 && x < width && y < height) { pixels[y * width + x] = rgba[k]; }
      }
    }

    _take(grid, n) {
      const cell = Math.ceil(CELL * this.view.ratio), across = Math.ceil(this.width / cell), down = Math.ceil(this.height / cell);
      const fits = grid && grid.across === across && grid.down === down && grid.next.length >= n;
      this.grid = fits ? grid : { across: across, down: down, head: new Uint32Array(across * down), next: new Uint32Array(n), px: new Int16Array(n), py: new Int16Array(n) };
      this.grid.cell = cell;
      this.grid.head.fill(0);
    }

    /* The mark nearest to a CSS px of the canvas, the most important first among the near: {layer, slot} or null. */
    pick(x, y) {
      const { grid, order } = this, ratio = this.view.ratio, atX = x * ratio, atY = y * ratio, n = order.slots.length;
      const column = Math.floor(atX / grid.cell), row = Math.floor(atY / grid.cell);
      let best = null, nearest = REACH * ratio;
      for (let r = Math.max(0, row - 1); r <= Math.min(grid.down - 1, row + 1); r += 1) {
        for (let c = Math.max(0, column - 1); c <= Math.min(grid.across - 1, column + 1); c += 1) {
          for (let i = grid.head[r * grid.across + c]; i; i = grid.next[i - 1]) {
            const far = Math.hypot(grid.px[i - 1] - atX, grid.py[i - 1] - atY) - ((i - 1) % n) * 1e-6;
            if (far < nearest) { nearest = far; best = { layer: order.layers[(i - 1) % n], slot: order.slots[(i - 1) % n] }; }
          }
        }
      }
      return best;
    }
  }

  return Painting;
}());
