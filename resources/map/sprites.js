/* What a mark looks like: one style word drawn once as a small picture, kept as the pixels that are to be written.

   Edges and faded marks are mixed with the halo's colour beforehand: then painting is writing, with no reading and no blending. */
"use strict";

watchroom.Sprites = (function () {
  const codes = watchroom.codes, bits = codes.bits, Shape = codes.Shape;
  const RADIUS = [1.9, 2.4, 3.0, 3.8, 4.8, 6.0, 7.2, 8.4], STRENGTH = [1, 0.78, 0.62, 0.5], FAINTEST = 70;

  function polygon(ink, sides, radius, turn) {
    for (let i = 0; i < sides; i += 1) {
      const angle = turn + i * 2 * Math.PI / sides;
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

  function halo(ink, radius) {
    if (radius <= 2.6) { return; }
    const outlined = watchroom.theme.outlined;
    ink.strokeStyle = outlined ? watchroom.theme.tokens.text : watchroom.theme.map.halo;
    ink.lineWidth = outlined ? 2.4 : 2.6;
    ink.stroke();
  }

  function body(ink, look) {
    if (look.hollow || look.shape === Shape.RING) {
      ink.strokeStyle = look.hue; ink.lineWidth = Math.max(1.2, look.radius * 0.34); ink.stroke();
      return;
    }
    ink.fillStyle = look.hue; ink.fill();
    if (look.shape === Shape.OCTAGON && look.radius > 5) {
      ink.fillStyle = watchroom.theme.tokens.on_critical;
      ink.fillRect(-0.9, -look.radius * 0.6, 1.8, look.radius * 0.72); ink.fillRect(-0.9, look.radius * 0.3, 1.8, 1.8);
    }
  }

  function doubt(ink, look) {
    ink.globalAlpha = 0.9; ink.strokeStyle = watchroom.theme.tokens.doubt; ink.lineWidth = 1;
    ink.setLineDash([2, 1.6]); outline(ink, look.shape, look.radius + 1.4); ink.stroke(); ink.setLineDash([]);
  }

  /* The look of one style word at (0, 0); also used for the legend. */
  function draw(ink, style, opacity) {
    const look = word(style);
    ink.globalAlpha = STRENGTH[look.fade] * (opacity || 1);
    ink.lineJoin = "round";
    outline(ink, look.shape, look.radius);
    halo(ink, look.radius);
    body(ink, look);
    if (look.doubted) { doubt(ink, look); }
    ink.globalAlpha = 1;
  }

  function mixed(data, at, alpha) {
    const ground = parseInt(watchroom.theme.map.halo.slice(1), 16), share = alpha / 255;
    const channel = (index, shift) => Math.round(data[at + index] * share + (ground >> shift & 255) * (1 - share));
    return (channel(0, 16) | channel(1, 8) << 8 | channel(2, 0) << 16 | 255 << 24) >>> 0;
  }

  function make(style, ratio, opacity) {
    const half = Math.ceil((word(style).radius * 1.25 + 3) * ratio), side = 2 * half + 1;
    const canvas = document.createElement("canvas"), at = [], rgba = [];
    canvas.width = canvas.height = side;
    const ink = canvas.getContext("2d", { willReadFrequently: true });
    ink.translate(half + 0.5, half + 0.5); ink.scale(ratio, ratio);
    draw(ink, style, opacity);
    const data = ink.getImageData(0, 0, side, side).data;
    for (let i = 0; i < side * side; i += 1) {
      const a = data[4 * i + 3];
      if (a > FAINTEST * opacity) { at.push([i % side - half, Math.floor(i / side) - half]); rgba.push(mixed(data, 4 * i, a)); }
    }
    return { half: half, n: at.length, at: at, rgba: Uint32Array.from(rgba), width: 0, step: new Int32Array(at.length), turn: 0, style: style };
  }

  /* The sprites of one pixel ratio, by style word and layer strength. */
  class Sprites {
    constructor(ratio) { this.ratio = ratio; this.kept = new Map(); }

    get(style, opacity) {
      const key = style + Math.round(opacity * 15) * 4294967296;
      let found = this.kept.get(key);
      if (!found) { found = make(style, this.ratio, opacity); this.kept.set(key, found); }
      return found;
    }

    /* The style words of what this turn of painting put in sight. */
    shown(turn) { return [...this.kept.values()].filter((sprite) => sprite.turn === turn).map((sprite) => sprite.style); }
  }

  Sprites.draw = draw;
  Sprites.rank = (style) => (style >> bits.rank) & 15;
  Sprites.radius = (style) => word(style).radius;
  return Sprites;
}());
