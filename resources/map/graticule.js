/* Meridians and parallels at a round step, with their degrees along the seen edge. */
"use strict";

watchroom.graticule = (function () {
  const STEPS = [30, 20, 10, 5, 2, 1, 0.5, 1 / 3, 1 / 6, 1 / 12, 1 / 30, 1 / 60], LEAST = 90, TOP = 85.0511;

  function degrees(view) {
    const wide = 360 / (watchroom.View.WORLD * view.scale);
    const pair = (x, y) => {
      const lon = (x + view.left) * wide - 180, n = Math.PI * (1 - 2 * (y + view.top) / (watchroom.View.WORLD * view.scale));
      return [lon, Math.atan(Math.sinh(n)) * 180 / Math.PI];
    };
    const from = pair(0, view.height), to = pair(view.width, 0);
    return { west: from[0], south: Math.max(-TOP, from[1]), east: to[0], north: Math.min(TOP, to[1]), step: STEPS.findLast((step) => step / wide >= LEAST) || STEPS[0] };
  }

  function lines(view, visit) {
    const seen = degrees(view), from = (value) => Math.ceil(value / seen.step - 1e-9);
    for (let k = from(seen.west); k * seen.step <= seen.east; k += 1) { visit(k * seen.step, null, seen.step); }
    for (let k = from(seen.south); k * seen.step <= seen.north; k += 1) { visit(null, k * seen.step, seen.step); }
  }

  function place(view, lon, lat) {
    const at = watchroom.world(lat || 0, lon || 0);
    return [view.x(at[0]), view.y(at[1])];
  }

  function draw(ink, view) {
    ink.beginPath();
    lines(view, (lon, lat) => {
      const at = place(view, lon, lat);
      if (lat === null) { ink.moveTo(at[0], 0); ink.lineTo(at[0], view.height); } else { ink.moveTo(0, at[1]); ink.lineTo(view.width, at[1]); }
    });
    ink.strokeStyle = watchroom.theme.tokens.text3; ink.globalAlpha = 0.22; ink.lineWidth = 0.8; ink.stroke(); ink.globalAlpha = 1;
  }

  function worded(value, step, plus, minus) {
    const whole = Math.round(Math.abs(value) * 60), sign = whole === 0 ? "" : value < 0 ? minus : plus;
    return Math.floor(whole / 60) + "°" + (step < 1 ? String(whole % 60).padStart(2, "0") + "'" : "") + sign;
  }

  draw.words = function (ink, view, places) {
    const inside = view.inside, colour = watchroom.theme.tokens.text2, font = '400 11px "IBM Plex Mono"';
    ink.font = font;
    lines(view, (lon, lat, step) => {
      const at = place(view, lon, lat), words = lat === null ? worded(((lon + 540) % 360 + 360) % 360 - 180, step, "E", "W") : worded(lat, step, "N", "S");
      const width = ink.measureText(words).width, x = lat === null ? at[0] + 3 : inside[0] + 4, y = lat === null ? inside[1] + 9 : at[1] - 8;
      const box = [x, y - 7, x + width, y + 7];
      if (x < inside[0] || x + width > inside[2] || y < inside[1] || y > inside[3] || !places.free(box)) { return; }
      places.take(box);
      watchroom.signs.words(ink, words, x, y, font, colour, "left");
    });
  };

  return draw;
}());
