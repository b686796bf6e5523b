/* The marks of all layers as typed arrays, in severity order, and the painting of them that is looked at. */
"use strict";

watchroom.Marks = (function () {
  const RANKS = 16, COLUMNS = ["x", "y", "style", "when"], ALWAYS = watchroom.codes.Severity.HIGH * 2, GRAVE = 8;
  const rank = watchroom.Sprites.rank;

  class Marks {
    constructor() { this.sprites = null; this.tables = []; this.order = null; this.total = 0; this.turn = 0; this.painted = null; this.spare = null; }

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

    /* Counting sort by rank and then by the layers' order: layer and slot of each, the least important first; from `always` on HIGH and above. */
    sorted(layerOrder) {
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

    /* A painting to be made step by step; the one that is looked at stays until `show`. One at a time: they share the pixels. */
    begin(view, width, height) {
      if (!this.sprites || this.sprites.ratio !== view.ratio) { this.sprites = new watchroom.Sprites(view.ratio); }
      if (!this.image || this.image.width !== width || this.image.height !== height) {
        this.image = new ImageData(width, height); this.pixels = new Uint32Array(this.image.data.buffer);
      } else { this.pixels.fill(0); }
      this.turn += 1;
      const before = this.painted, wanted = view.stack.density && watchroom.Density.wanted(before !== null && before.density.on, this.shown, view.zoom);
      const painting = new watchroom.Painting(this, view, width, height, wanted, this.spare);
      this.spare = null;
      return painting;
    }

    /* Look at this painting from now on. False where its crowd should have been counted, or need not have been: then it is to be made anew. */
    show(painting, film) {
      this.spare = this.painted && this.painted.grid !== painting.grid ? this.painted.grid : null;
      this.painted = painting;
      const { view, density, shown } = painting;
      if (density.on !== (view.stack.density && watchroom.Density.wanted(density.on, shown, view.zoom))) { return false; }
      film.put(this.image);
      return true;
    }

    get shown() { return this.painted ? this.painted.shown : 0; }

    get density() { return this.painted ? this.painted.density : null; }

    /* Boxes of the severe marks that are looked at, on the canvas. */
    graveBoxes() { return this.painted ? this.painted.grave.map(([x, y]) => [x - GRAVE, y - GRAVE, x + GRAVE, y + GRAVE]) : []; }

    pick(x, y) { return this.painted ? this.painted.pick(x, y) : null; }

    /* The style words of what is looked at, for the legend. */
    shownStyles() { return this.painted ? this.sprites.shown(this.painted.turn) : []; }

    where(layer, slot) {
      const table = this.tables[layer];
      return table && table.style[slot] ? { x: table.x[slot], y: table.y[slot], radius: watchroom.Sprites.radius(table.style[slot]) } : null;
    }
  }

  return Marks;
}());
