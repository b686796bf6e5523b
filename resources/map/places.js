/* Who stands where on the canvas: what comes later gives way to what came first. Boxes are kept by cell, so that a thousand cost a thousand. */
"use strict";

watchroom.Places = (function () {
  const CELL = 64;

  class Places {
    constructor(view) { this.cells = new Map(); this.view = view; }

    *_over(box) {
      for (let row = Math.floor(box[1] / CELL); row <= Math.floor(box[3] / CELL); row += 1) {
        for (let column = Math.floor(box[0] / CELL); column <= Math.floor(box[2] / CELL); column += 1) { yield column + row * 4096; }
      }
    }

    /* `but`: a box that was taken and is in nobody's way. */
    free(box, but) {
      for (const cell of this._over(box)) {
        const taken = this.cells.get(cell);
        if (taken && taken.some((t) => t !== but && box[0] < t[2] && box[2] > t[0] && box[1] < t[3] && box[3] > t[1])) { return false; }
      }
      return true;
    }

    take(box) {
      for (const cell of this._over(box)) {
        const taken = this.cells.get(cell);
        if (taken) { taken.push(box); } else { this.cells.set(cell, [box]); }
      }
    }
  }

  return Places;
}());
