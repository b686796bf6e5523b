/* The box of the one selected alarm, with a leader to the place it is about. It has its place before all words and is painted after them: beside
   what it is about, and over as few signs and areas as can be. Every text is painted as text, cut to fit. */
"use strict";

watchroom.callout = (function () {
  const codes = watchroom.codes, SANS = '"IBM Plex Sans"', PAD = 12, LINE = 20, HEAD = 330, WIDEST = 350, EDGE = 10, CLEAR = 16, RING = 9;
  const HEADLINE = "600 15px " + SANS, PLAIN = "400 13px " + SANS, STRONG = "600 13px " + SANS, FOOT = "400 12px " + SANS;
  const GROUNDS = ["panel", "panel", "medium_bg", "high_bg", "critical_bg"];
  const SHAPES = { [codes.Severity.CRITICAL]: codes.Shape.OCTAGON, [codes.Severity.HIGH]: codes.Shape.TRIANGLE, [codes.Severity.MEDIUM]: codes.Shape.SQUARE };

  function wide(ink, font, text) { ink.font = font; return ink.measureText(text).width; }

  function fit(ink, font, text, most) { ink.font = font; return watchroom.signs.fitted(ink, text, most); }

  /* The texts as they fit, and how large a box they need. */
  function measured(ink, feature) {
    const headline = fit(ink, HEADLINE, feature.headline, HEAD), lines = feature.lines.map((text) => fit(ink, PLAIN, text, WIDEST));
    const foot = feature.foot ? fit(ink, PLAIN, feature.foot, WIDEST) : "";
    const pairs = feature.pairs.reduce((sum, pair) => sum + wide(ink, PLAIN, pair[0]) + wide(ink, PLAIN, pair[1]) + 26, 0);
    const width = Math.max(wide(ink, HEADLINE, headline) + 24, ...lines.map((text) => wide(ink, PLAIN, text)), wide(ink, PLAIN, foot), pairs) + 2 * PAD;
    const rows = 1 + lines.length + (feature.pairs.length ? 1 : 0) + (foot ? 1 : 0);
    return { headline: headline, lines: lines, foot: foot, width: width, height: rows * LINE + 14 };
  }

  /* Where it stands: around the place, within what is seen, not over the place itself, and over the fewest of the `others` (px). */
  function placed(at, inside, { width, height }, others) {
    const options = [[-width - 90, -height - 60], [70, -height - 60], [-width - 90, 60], [70, 60], [-width / 2, -height - 80], [-width / 2, 80]];
    const within = options.map(([x, y]) => [
      Math.max(inside[0] + EDGE, Math.min(inside[2] - width - EDGE, at[0] + x)), Math.max(inside[1] + EDGE, Math.min(inside[3] - height - EDGE, at[1] + y))
    ]);
    const beside = ([x, y]) => at[0] < x - CLEAR || at[0] > x + width + CLEAR || at[1] < y - CLEAR || at[1] > y + height + CLEAR;
    const hides = ([x, y]) => others.filter((spot) => spot[0] > x - RING && spot[0] < x + width + RING && spot[1] > y - RING && spot[1] < y + height + RING).length;
    const free = within.filter(beside);
    return (free.length ? free : within).reduce((best, each) => (hides(each) < hides(best) ? each : best));
  }

  function leader(ink, at, [x, y], { width, height }, hue) {
    const from = [Math.max(x, Math.min(x + width, at[0])), Math.max(y, Math.min(y + height, at[1]))];
    const far = Math.hypot(at[0] - from[0], at[1] - from[1]) || 1;
    ink.strokeStyle = hue; ink.lineWidth = 1.4;
    ink.beginPath(); ink.moveTo(from[0], from[1]); ink.lineTo(at[0] + (from[0] - at[0]) * RING / far, at[1] + (from[1] - at[1]) * RING / far); ink.stroke();
    ink.beginPath(); ink.arc(at[0], at[1], RING, 0, 2 * Math.PI); ink.lineWidth = 2; ink.stroke();
  }

  function box(ink, [x, y], { width, height }, hue, severity) {
    const tokens = watchroom.theme.tokens;
    ink.beginPath(); ink.roundRect(x, y, width, height, 3); ink.fillStyle = tokens.panel; ink.fill();
    ink.fillStyle = tokens[GROUNDS[severity]] || tokens.panel; ink.globalAlpha = 0.82; ink.fill();
    ink.globalAlpha = 1; ink.lineWidth = 1.6; ink.strokeStyle = hue; ink.stroke();
  }

  function write(ink, font, colour, text, x, y) { ink.font = font; ink.fillStyle = colour; ink.fillText(text, x, y); return ink.measureText(text).width; }

  function texts(ink, feature, found, [x, y], hue) {
    const tokens = watchroom.theme.tokens, hues = watchroom.theme.words;
    let base = y + 7 + LINE / 2;
    ink.save(); ink.translate(x + PAD + 7, base);
    watchroom.Sprites.draw(ink, (SHAPES[feature.severity] || codes.Shape.DISC) | feature.severity << codes.bits.hue | 5 << codes.bits.size);
    ink.restore();
    ink.textAlign = "left"; ink.textBaseline = "middle";
    write(ink, HEADLINE, hue, found.headline, x + PAD + 22, base);
    found.lines.forEach((text) => { base += LINE; write(ink, PLAIN, tokens.text, text, x + PAD, base); });
    if (feature.pairs.length) {
      base += LINE;
      feature.pairs.reduce((across, [word, value, its]) => {
        const then = across + write(ink, PLAIN, tokens.text2, word, across, base) + 8;
        return then + write(ink, STRONG, its < 0 ? tokens.text : hues[its] || tokens.text, value, then, base) + 16;
      }, x + PAD);
    }
    if (found.foot) { write(ink, FOOT, tokens.text2, found.foot, x + PAD, base + LINE); }
  }

  /* Its place is taken; what is returned paints it. */
  return function (ink, feature, view, inside, places, others) {
    const at = watchroom.lines.screen(feature.at[0], view)[0], hue = watchroom.theme.words[feature.severity] || watchroom.theme.tokens.critical;
    const found = measured(ink, feature), spot = placed(at, inside, found, others), strength = ink.globalAlpha;
    places.take([spot[0] - 2, spot[1] - 2, spot[0] + found.width + 2, spot[1] + found.height + 2]);
    return () => {
      ink.globalAlpha = strength;
      leader(ink, at, spot, found, hue);
      box(ink, spot, found, hue, feature.severity);
      texts(ink, feature, found, spot, hue);
    };
  };
}());
