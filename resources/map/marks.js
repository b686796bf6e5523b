/* A hundred thousand marks painted into one image, in severity order, with a grid to pick from.

   Each look (one style word) is drawn once as a small sprite and copied pixel by pixel: no path, no object and no call a mark. */
"use strict";

watchroom.Marks = (function () {
  var CELL = 16, REACH = 11, WORLD = 4294967296;
  var codes = watchroom.codes, bits = codes.bits, Shape = codes.Shape, Fade = codes.Fade;
  var RADIUS = [1.9, 2.4, 3.0, 3.8, 4.8, 6.0, 7.2, 8.4], STRENGTH = [1, 0.78, 0.62, 0.5];

  function polygon(ink, sides, radius, turn) {
    for (var i = 0; i < sides; i += 1) {
      var angle = turn + i * 2 * Math.PI / sides;
      ink[i ? "lineTo" : "moveTo"](Math.cos(angle) * radius, Math.sin(angle) * radius);
    }
    ink.closePath();
  }

  function outline(ink, shape, radius) {
    ink.beginPath();
    if (shape === Shape.OCTAGON) { polygon(ink, 8, radius * 1.06, Math.PI / 8); }
    else if (shape === Shape.TRIANGLE) { polygon(ink, 3, radius * 1.2, -Math.PI / 2); }
    else if (shape === Shape.SQUARE) { ink.rect(-radius * 0.88, -radius * 0.88, radius * 1.76, radius * 1.76); }
    else if (shape === Shape.DIAMOND) { polygon(ink, 4, radius * 1.15, 0); }
    else { ink.arc(0, 0, radius, 0, 2 * Math.PI); }
  }

  function word(style) {
    return {
      shape: style & 15, hue: watchroom.theme.hues[(style >> bits.hue) & 15] || "#FFFFFF", radius: RADIUS[(style >> bits.size) & 7],
      fade: (style >> bits.fade) & 3, hollow: (style & bits.hollow) !== 0, doubted: (style & bits.doubted) !== 0
    };
  }

  /* The look of one style word at (0, 0); also used for the legend. */
  function draw(ink, style) {
    var look = word(style), radius = look.radius;
    ink.globalAlpha = STRENGTH[look.fade];
    ink.lineJoin = "round";
    outline(ink, look.shape, radius);
    if (radius > 2.6 && watchroom.theme.outlined) { ink.strokeStyle = watchroom.theme.tokens.text; ink.lineWidth = 2.4; ink.stroke(); }
    else if (radius > 2.6) { ink.strokeStyle = watchroom.theme.map.halo; ink.lineWidth = 2.6; ink.stroke(); }
    if (look.hollow || look.shape === Shape.RING) {
      ink.strokeStyle = look.hue; ink.lineWidth = Math.max(1.2, radius * 0.34); ink.stroke();
    } else {
      ink.fillStyle = look.hue; ink.fill();
      if (look.shape === Shape.OCTAGON && radius > 5) {
        ink.fillStyle = watchroom.theme.tokens.on_critical;
        ink.fillRect(-0.9, -radius * 0.6, 1.8, radius * 0.72); ink.fillRect(-0.9, radius * 0.3, 1.8, 1.8);
      }
    }
    if (look.doubted) {
      ink.globalAlpha = 0.9; ink.strokeStyle = watchroom.theme.tokens.doubt; ink.lineWidth = 1;
      ink.setLineDash([2, 1.6]); outline(ink, look.shape, radius + 1.4); ink.stroke(); ink.setLineDash([]);
    }
    ink.globalAlpha = 1;
  }

  function sprite(style, ratio) {
    var half = Math.ceil((word(style).radius * 1.25 + 3) * ratio), side = 2 * half + 1;
    var canvas = document.createElement("canvas");
    canvas.width = canvas.height = side;
    var ink = canvas.getContext("2d", { willReadFrequently: true });
    ink.translate(half + 0.5, half + 0.5); ink.scale(ratio, ratio);
    draw(ink, style);
    var data = ink.getImageData(0, 0, side, side).data, at = [], rgba = [];
    for (var i = 0; i < side * side; i += 1) {
      var a = data[4 * i + 3];
      if (a > 70) { at.push([i % side - half, Math.floor(i / side) - half]); rgba.push(mixed(data, 4 * i, a)); }
    }
    return { half: half, n: at.length, at: at, rgba: Uint32Array.from(rgba), width: 0, step: new Int32Array(at.length) };
  }

  /* Edges and faded marks are mixed with the halo's colour beforehand: then painting is writing, with no reading and no blending. */
  function mixed(data, at, alpha) {
    var ground = parseInt(watchroom.theme.map.halo.slice(1), 16), share = alpha / 255;
    function channel(index, shift) { return Math.round(data[at + index] * share + (ground >> shift & 255) * (1 - share)); }
    return (channel(0, 16) | channel(1, 8) << 8 | channel(2, 0) << 16 | 255 << 24) >>> 0;
  }

  function Marks() { this.sprites = {}; this.ratio = 0; this.tables = []; this.order = null; this.total = 0; this.turn = 0; }

  Marks.prototype.apply = function (layer, block) {
    var table = this.tables[layer], m = block.marks, n = m.slots.length, top = 0, i;
    if (!table || block.reset) { table = this.tables[layer] = { size: 0, x: new Uint32Array(0), y: new Uint32Array(0), style: new Uint32Array(0) }; }
    for (i = 0; i < n; i += 1) { if (m.slots[i] >= top) { top = m.slots[i] + 1; } }
    if (top > table.x.length) {
      var room = Math.max(top, Math.ceil(table.x.length * 1.5), 256);
      ["x", "y", "style"].forEach(function (name) { var wide = new Uint32Array(room); wide.set(table[name]); table[name] = wide; });
    }
    table.size = Math.max(table.size, top);
    for (i = 0; i < n; i += 1) {
      var slot = m.slots[i];
      if (!table.style[slot] !== !m.style[i] || ((table.style[slot] ^ m.style[i]) >> bits.rank) & 15) { this.order = null; }
      table.x[slot] = m.x[i]; table.y[slot] = m.y[i]; table.style[slot] = m.style[i];
    }
    if (block.reset) { this.order = null; }
  };

  /* Counting sort by rank: [layer, slot] pairs, least important first. */
  Marks.prototype._sorted = function () {
    if (this.order) { return this.order; }
    var counts = new Uint32Array(17), total = 0;
    this.tables.forEach(function (table) {
      for (var i = 0; i < table.size; i += 1) { if (table.style[i]) { counts[((table.style[i] >> bits.rank) & 15) + 1] += 1; total += 1; } }
    });
    for (var rank = 0; rank < 16; rank += 1) { counts[rank + 1] += counts[rank]; }
    var layers = new Uint8Array(total), slots = new Uint32Array(total);
    this.tables.forEach(function (table, layer) {
      for (var i = 0; i < table.size; i += 1) {
        if (table.style[i]) { var at = counts[(table.style[i] >> bits.rank) & 15]++; layers[at] = layer; slots[at] = i; }
      }
    });
    this.total = total;
    this.order = { layers: layers, slots: slots };
    return this.order;
  };

  /* Paint all into `canvas`; `view` = {left, top, scale, hidden} in CSS px: px = world * scale - left. */
  Marks.prototype.paint = function (canvas, view, ratio) {
    var width = canvas.width, height = canvas.height, ink = canvas.getContext("2d");
    if (!width || !height) { return 0; }
    if (ratio !== this.ratio) { this.sprites = {}; this.ratio = ratio; }
    if (!this.image || this.image.width !== width || this.image.height !== height) {
      this.image = ink.createImageData(width, height); this.pixels = new Uint32Array(this.image.data.buffer);
    } else { this.pixels.fill(0); }
    var order = this._sorted(), grid = this._grid(width, height, ratio, order.slots.length), shown = 0;
    var scale = view.scale * ratio, left = view.left * ratio, top = view.top * ratio;
    this.turn += 1;
    for (var i = 0; i < order.slots.length; i += 1) {
      var layer = order.layers[i];
      if (view.hidden[layer]) { continue; }
      var table = this.tables[layer], slot = order.slots[i];
      var px = Math.round(table.x[slot] * scale - left), py = Math.round(table.y[slot] * scale - top);
      if (px < -40 || py < -40 || px > width + 40 || py > height + 40) { continue; }
      var style = table.style[slot], look = this.sprites[style] || (this.sprites[style] = sprite(style, ratio));
      this._copy(look, px, py, width, height);
      look.turn = this.turn;
      shown += 1;
      if (px >= 0 && py >= 0 && px < width && py < height) {
        var cell = Math.floor(py / grid.cell) * grid.across + Math.floor(px / grid.cell);
        grid.next[i] = grid.head[cell]; grid.head[cell] = i + 1; grid.px[i] = px; grid.py[i] = py;
      }
    }
    ink.putImageData(this.image, 0, 0);
    return shown;
  };

  Marks.prototype._copy = function (look, px, py, width, height) {
    var pixels = this.pixels, n = look.n, rgba = look.rgba, step = look.step, half = look.half, k, base = py * width + px;
    if (look.width !== width) {
      look.width = width;
      for (k = 0; k < n; k += 1) { step[k] = look.at[k][1] * width + look.at[k][0]; }
    }
    if (px - half >= 0 && py - half >= 0 && px + half < width && py + half < height) {
      for (k = 0; k < n; k += 1) { pixels[base + step[k]] = rgba[k]; }
      return;
    }
    for (k = 0; k < n; k += 1) {
      var x = px + look.at[k][0], y = py + look.at[k][1];
      if (x >= 0 && y >= 0 && x < width && y < height) { pixels[base + step[k]] = rgba[k]; }
    }
  };

  Marks.prototype._grid = function (width, height, ratio, n) {
    var cell = Math.ceil(CELL * ratio), across = Math.ceil(width / cell), down = Math.ceil(height / cell), grid = this.grid;
    if (!grid || grid.across !== across || grid.down !== down || grid.next.length < n) {
      grid = this.grid = { across: across, down: down, head: new Uint32Array(across * down), next: new Uint32Array(n), px: new Int32Array(n), py: new Int32Array(n) };
    }
    grid.head.fill(0); grid.cell = cell; grid.ratio = ratio;
    return grid;
  };

  /* The mark nearest to a CSS px of the painted canvas, the most important first among the near: {layer, slot} or null. */
  Marks.prototype.pick = function (x, y) {
    var grid = this.grid, order = this.order;
    if (!grid || !order) { return null; }
    x *= grid.ratio; y *= grid.ratio;
    var best = null, least = REACH * grid.ratio, column = Math.floor(x / grid.cell), row = Math.floor(y / grid.cell);
    for (var r = Math.max(0, row - 1); r <= Math.min(grid.down - 1, row + 1); r += 1) {
      for (var c = Math.max(0, column - 1); c <= Math.min(grid.across - 1, column + 1); c += 1) {
        for (var i = grid.head[r * grid.across + c]; i; i = grid.next[i - 1]) {
          var far = Math.hypot(grid.px[i - 1] - x, grid.py[i - 1] - y) - (i - 1) * 1e-6;
          if (far < least) { least = far; best = { layer: order.layers[i - 1], slot: order.slots[i - 1] }; }
        }
      }
    }
    return best;
  };

  /* The style words of what the last painting showed, for the legend. */
  Marks.prototype.shownStyles = function () {
    return Object.keys(this.sprites).filter(function (style) { return this.sprites[style].turn === this.turn; }, this).map(Number);
  };

  Marks.prototype.where = function (layer, slot) {
    var table = this.tables[layer];
    return table && table.style[slot] ? { x: table.x[slot], y: table.y[slot], radius: word(table.style[slot]).radius } : null;
  };

  Marks.draw = draw;
  Marks.WORLD = WORLD;
  return Marks;
}());
