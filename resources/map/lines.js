/* Lines and surfaces: what a leg, a route, a danger zone, a hostile area and the exercise's island look like. Canvas paths only. */
"use strict";

watchroom.lines = (function () {
  var codes = watchroom.codes, Style = codes.LineStyle, Surface = codes.AreaStyle;

  function path(ink, points, view, close) {
    ink.beginPath();
    for (var i = 0; i < points.length; i += 2) {
      ink[i ? "lineTo" : "moveTo"](points[i] * view.scale - view.left, points[i + 1] * view.scale - view.top);
    }
    if (close) { ink.closePath(); }
  }

  /* As strong as the layer is to be seen. */
  function fade(ink, share) { ink.globalAlpha = share * (ink.strength === undefined ? 1 : ink.strength); }

  function stroke(ink, colour, width, dash) {
    ink.strokeStyle = colour; ink.lineWidth = width; ink.setLineDash(dash || []); ink.stroke(); ink.setLineDash([]);
  }

  function screen(points, view) {
    var out = [];
    for (var i = 0; i < points.length; i += 2) { out.push([points[i] * view.scale - view.left, points[i + 1] * view.scale - view.top]); }
    return out;
  }

  /* The same line moved sideways by `by` px; corners are met, not rounded. */
  function beside(line, by) {
    return line.map(function (point, i) {
      var a = line[Math.max(0, i - 1)], b = line[Math.min(line.length - 1, i + 1)], l = Math.hypot(b[0] - a[0], b[1] - a[1]) || 1;
      return [point[0] - (b[1] - a[1]) / l * by, point[1] + (b[0] - a[0]) / l * by];
    });
  }

  function trace(ink, line) { ink.beginPath(); line.forEach(function (p, i) { ink[i ? "lineTo" : "moveTo"](p[0], p[1]); }); }

  function ties(ink, line, every, half, colour, width) {
    var left = every / 2;
    ink.beginPath();
    for (var i = 1; i < line.length; i += 1) {
      var a = line[i - 1], b = line[i], l = Math.hypot(b[0] - a[0], b[1] - a[1]), at = left;
      for (; at < l; at += every) {
        var x = a[0] + (b[0] - a[0]) * at / l, y = a[1] + (b[1] - a[1]) * at / l, nx = -(b[1] - a[1]) / l * half, ny = (b[0] - a[0]) / l * half;
        ink.moveTo(x - nx, y - ny); ink.lineTo(x + nx, y + ny);
      }
      left = at - l;
    }
    stroke(ink, colour, width);
  }

  /* One style at screen points; also used for the legend. */
  function draw(ink, line, style, hue) {
    var tokens = watchroom.theme.tokens;
    ink.lineJoin = "round"; ink.lineCap = "butt";
    fade(ink, 1);
    trace(ink, line);
    if (style !== Style.TRACK) { stroke(ink, tokens.casing, style === Style.ENDANGERED ? 10 : 7); }
    trace(ink, line);
    if (style === Style.PASSABLE) { stroke(ink, tokens.good, 3); }
    else if (style === Style.RESTRICTED) { stroke(ink, tokens.good, 3, [10, 6]); }
    else if (style === Style.MUTED) { stroke(ink, tokens.normal, 2.6); }
    else if (style === Style.MUTED_RESTRICTED) { stroke(ink, tokens.normal, 2.6, [10, 6]); }
    else if (style === Style.CLOSED) { stroke(ink, tokens.critical, 3); ties(ink, line, 11, 5, tokens.critical, 2); }
    else if (style === Style.UNKNOWN) { ink.lineCap = "round"; stroke(ink, tokens.doubt, 3, [0.1, 6.5]); ink.lineCap = "butt"; }
    else if (style === Style.ENDANGERED) {
      trace(ink, beside(line, 2.7)); stroke(ink, tokens.critical, 2.2);
      trace(ink, beside(line, -2.7)); stroke(ink, tokens.critical, 2.2);
    } else if (style === Style.DIFFERS) { stroke(ink, watchroom.theme.words[hue] || tokens.accent, 2, [2, 5]); ties(ink, line, 16, 4, watchroom.theme.words[hue] || tokens.accent, 1.4); }
    else if (style === Style.TRACK) { stroke(ink, watchroom.theme.words[hue] || tokens.normal, 1.2, [5, 3]); }
    else { stroke(ink, watchroom.theme.words[hue] || tokens.text2, 1.8); }
  }

  function hatch(ink, box, colour, every, alpha) {
    ink.save(); ink.clip(); fade(ink, alpha);
    ink.beginPath();
    for (var x = Math.floor((box[0] - (box[3] - box[1])) / every) * every; x < box[2]; x += every) { ink.moveTo(x, box[3]); ink.lineTo(x + box[3] - box[1], box[1]); }
    stroke(ink, colour, 1);
    ink.restore();
  }

  function box(line, width, height) {
    var xs = line.map(function (p) { return p[0]; }), ys = line.map(function (p) { return p[1]; });
    return [Math.max(-20, Math.min.apply(null, xs)), Math.max(-20, Math.min.apply(null, ys)),
            Math.min(width + 20, Math.max.apply(null, xs)), Math.min(height + 20, Math.max.apply(null, ys))];
  }

  function colour(feature) {
    var tokens = watchroom.theme.tokens, style = feature.style;
    if (style === Surface.DANGER || style === Surface.HOSTILE) { return tokens.critical; }
    if (style === Surface.DOUBT || style === Surface.LATER) { return tokens.doubt; }
    if (style === Surface.FORMER || style === Surface.GHOST || style === Surface.BEFORE) { return tokens.text3; }
    if (style === Surface.HERE) { return tokens.accent; }
    return style === Surface.PAUSE ? tokens.low : watchroom.theme.words[feature.hue] || tokens.normal;
  }

  function area(ink, feature, view) {
    var style = feature.style, rings = feature.at.map(function (ring) { return screen(ring, view); }), hue = colour(feature);
    var around = box(rings[0], view.width, view.height);
    if (around[0] >= around[2] || around[1] >= around[3]) { return; }
    function outline() {
      ink.beginPath();
      rings.forEach(function (ring) { ring.forEach(function (p, i) { ink[i ? "lineTo" : "moveTo"](p[0], p[1]); }); ink.closePath(); });
    }
    outline();
    ink.save();
    fade(ink, style === Surface.DANGER ? 0.16 : style === Surface.HOSTILE ? 0.10 : style === Surface.GHOST || style === Surface.BEFORE ? 0 : 0.06); ink.fillStyle = hue; ink.fill("evenodd");
    ink.restore();
    outline();
    if (style === Surface.DANGER) { hatch(ink, around, hue, 8, 0.55); }
    if (style === Surface.ENDED || style === Surface.DOUBT || style === Surface.FORMER || style === Surface.LATER) { hatch(ink, around, hue, 10, 0.3); }
    outline();
    fade(ink, style === Surface.GHOST ? 0.45 : 1);
    stroke(ink, hue, style === Surface.DANGER || style === Surface.HERE ? 1.8 : 1.3, style === Surface.DANGER || style === Surface.HERE ? [] : style === Surface.HOSTILE ? [6, 4] : [4, 4]);
  }

  /* The exercise's own land, above the tiles: drawn once a view, like the ground. */
  function land(ink, ground, view) {
    var map = watchroom.theme.map;
    fade(ink, 1);
    ground.land.forEach(function (ring) {
      path(ink, ring, view, true); ink.fillStyle = map.land; ink.fill(); stroke(ink, map.coast, 1.3);
    });
    ground.borders.forEach(function (line) { path(ink, line, view, false); stroke(ink, map.disputed, 1, [4, 4]); });
  }

  /* A contested border as the room's point of view has it. The tiles' own dashes grow with them past their last zoom, and so does what covers them. */
  const DRAWN_TO = 12;
  function contested(ink, points, view, how) {
    var map = watchroom.theme.map, grown = Math.max(1, Math.pow(2, view.zoom - DRAWN_TO));
    fade(ink, 1);
    ink.lineJoin = "round"; ink.lineCap = "butt";
    path(ink, points, view, false);
    if (how === "covered") { stroke(ink, map.land, 2 + 2.5 * grown); }
    else if (how === "borders") { stroke(ink, map.border, Math.min(3, 1.2 * grown)); } else { stroke(ink, map.disputed, 1.2, [4, 3]); }
  }

  return { area: area, contested: contested, draw: draw, fade: fade, land: land, screen: screen, trace: trace };
}());
