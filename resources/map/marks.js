/* A hundred thousand marks painted into one image, in severity order, with a grid to pick from.

   Each look is copied pixel by pixel: no path, no object and no call a mark. Where marks are too many to be told apart, the less severe
   are counted by cell instead (density.js); what is HIGH or above is always drawn. */
"use strict";

watchroom.Marks = (function () {
  const CELL = 16, REACH = 11, SPARE = 40;
  const bits = watchroom.codes.bits, RANKS = 16, COLUMNS = ["x", "y", "style", "when"];
  const ALWAYS = watchroom.codes.Severity.HIGH * 2;

  const rank = (style) => (style >> bits.rank) & 15;

  class Marks {
    constructor() { this.sprites = null; this.tables = []; this.order = null; this.total = 0; this.turn = 0; this.shown = 0; this.density = new watchroom.Density(); }

    apply(layer, block) {
      const table = this._table(layer, block), m = block.marks, n = m.slots.length;
      for (let i = 0; i < n; i += 1) {
        const slot = m.slots[i], before = table.style[slot];
        if (!before !== !m.style[i] || rank(before) !== rank(m.style[i])) { this.order = null; }
        table.x[slot] = m.x[i]; table.y[slot] = m.y[i]; table.style[slot] = m.style[i]; table.when[slot] = m.when[i];
      }
      if (block.reset) { this.order = null; }
    }

    _table(layer, block) {
      let table = this.tables[layer], top = 0;
      if (!table || block.reset) { table = this.tables[layer] = { size: 0 }; COLUMNS.forEach((name) => { table[name] = new Uint32Array(0); }); }
      block.marks.slots.forEach((slot) => { if (slot >= top) { top = slot + 1; } });
      if (top > table.x.length) {
        const room = Math.max(top, Math.ceil(table.x.length * 1.5), 256);
        COLUMNS.forEach((name) => { const wide = new Uint32Array(room); wide.set(table[name]); table[name] = wide; });
      }
      table.size = Math.max(table.size, top);
      return table;
    }

    /* Counting sort by rank and then by the layers' order: layer and slot of each, the least important first. */
    _sorted(layerOrder) {
      const key = layerOrder.join();
      if (this.order && this.order.key === key) { return this.order; }
      const counts = new Uint32Array(RANKS + 1), tables = layerOrder.filter((layer) => this.tables[layer]);
      let total = 0;
      tables.forEach((layer) => {
        const table = this.tables[layer];
        for (let i = 0; i < table.size; i += 1) { if (table.style[i]) { counts[rank(table.style[i]) + 1] += 1; total += 1; } }
      });
      for (let r = 0; r < RANKS; r += 1) { counts[r + 1] += counts[r]; }
      const layers = new Uint8Array(total), slots = new Uint32Array(total);
      tables.forEach((layer) => {
        const table = this.tables[layer];
        for (let i = 0; i < table.size; i += 1) {
          if (table.style[i]) { const at = counts[rank(table.style[i])]++; layers[at] = layer; slots[at] = i; }
        }
      });
      this.total = total;
      this.order = { key: key, layers: layers, slots: slots, always: counts[ALWAYS - 1] };
      return this.order;
    }

    /* Paint all into `canvas`; returns how many are in view. */
    paint(canvas, view) {
      const width = canvas.width, height = canvas.height, ratio = view.ratio;
      if (!width || !height) { return 0; }
      const ink = this._clear(canvas, ratio), order = this._sorted(view.stack.order), turns = view.turns(0, watchroom.View.WORLD);
      const copies = turns.map((turn) => (turn ? view.shifted(turn) : view)), n = order.slots.length;
      this._grid(width, height, ratio, n * copies.length);
      this.turn += 1;
      this.density.begin(view.stack.density && this.density.wanted(this.shown, view.zoom), width, height, ratio);
      const first = this.density.on ? order.always : 0;
      let shown = 0;
      copies.forEach((copy) => { shown += this._pass(order, copy, width, height, 0, first, -1); });
      if (this.density.on) { this.density.paint(this.pixels, width, height); }
      copies.forEach((copy, index) => { shown += this._pass(order, copy, width, height, first, n, index * n); });
      this.shown = shown;
      if (this.density.on !== (view.stack.density && this.density.wanted(shown, view.zoom))) { return this.paint(canvas, view); }
      ink.putImageData(this.image, 0, 0);
      return shown;
    }

    _clear(canvas, ratio) {
      const ink = canvas.getContext("2d");
      if (!this.sprites || this.sprites.ratio !== ratio) { this.sprites = new watchroom.Sprites(ratio); }
      if (!this.image || this.image.width !== canvas.width || this.image.height !== canvas.height) {
        this.image = ink.createImageData(canvas.width, canvas.height); this.pixels = new Uint32Array(this.image.data.buffer);
      } else { this.pixels.fill(0); }
      return ink;
    }

    /* The marks from `first` to `end` in one copy of the world: counted (`base` below 0), or painted and entered in the grid from `base` on.
       The loop is flat because it runs once a mark. */
    _pass(order, view, width, height, first, end, base) {
      const ratio = view.ratio, scale = view.scale * ratio, left = view.left * ratio, top = view.top * ratio, grid = this.grid;
      const { hidden, least, opacity, window } = view.stack, from = window ? window[0] / 1000 : 0, to = window ? window[1] / 1000 : 0;
      let shown = 0, style = -1, layer = -1, look = null, table = null;
      for (let i = first; i < end; i += 1) {
        const slot = order.slots[i];
        if (order.layers[i] !== layer) { layer = order.layers[i]; table = this.tables[layer]; style = -1; }
        const itsStyle = table.style[slot];
        if (hidden[layer] || rank(itsStyle) < least[layer]) { continue; }
        const px = Math.round(table.x[slot] * scale - left), py = Math.round(table.y[slot] * scale - top);
        if (px < -SPARE || py < -SPARE || px > width + SPARE || py > height + SPARE) { continue; }
        if (window && table.when[slot] && (table.when[slot] < from || table.when[slot] > to)) { continue; }
        shown += 1;
        if (base < 0) { this.density.count(px, py); continue; }
        if (itsStyle !== style) { style = itsStyle; look = this.sprites.get(style, opacity[layer]); look.turn = this.turn; }
        this._copy(look, px, py, width, height);
        if (px >= 0 && py >= 0 && px < width && py < height) {
          const cell = Math.floor(py / grid.cell) * grid.across + Math.floor(px / grid.cell), at = base + i;
          grid.next[at] = grid.head[cell]; grid.head[cell] = at + 1; grid.px[at] = px; grid.py[at] = py;
        }
      }
      return shown;
    }

    _copy(look, px, py, width, height) {
      const pixels = this.pixels, n = look.n, rgba = look.rgba, step = look.step, half = look.half, base = py * width + px;
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
        if (x >= 0 && y >= 0 && x < width && y < height) { pixels[base + step[k]] = rgba[k]; }
      }
    }

    _grid(width, height, ratio, n) {
      const cell = Math.ceil(CELL * ratio), across = Math.ceil(width / cell), down = Math.ceil(height / cell);
      let grid = this.grid;
      if (!grid || grid.across !== across || grid.down !== down || grid.next.length < n) {
        grid = this.grid = { across: across, down: down, head: new Uint32Array(across * down), next: new Uint32Array(n), px: new Int16Array(n), py: new Int16Array(n) };
      }
      grid.head.fill(0); grid.cell = cell; grid.ratio = ratio;
    }

    /* The mark nearest to a CSS px of the painted canvas, the most important first among the near: {layer, slot} or null. */
    pick(x, y) {
      const grid = this.grid, order = this.order;
      if (!grid || !order) { return null; }
      const atX = x * grid.ratio, atY = y * grid.ratio, column = Math.floor(atX / grid.cell), row = Math.floor(atY / grid.cell), n = order.slots.length;
      let best = null, nearest = REACH * grid.ratio;
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

    /* The style words of what the last painting showed, for the legend. */
    shownStyles() { return this.sprites ? this.sprites.shown(this.turn) : []; }

    where(layer, slot) {
      const table = this.tables[layer];
      return table && table.style[slot] ? { x: table.x[slot], y: table.y[slot], radius: watchroom.Sprites.radius(table.style[slot]) } : null;
    }
  }

  return Marks;
}());
