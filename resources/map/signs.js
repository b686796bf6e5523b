/* Signs, tags and words, painted as text on a canvas; the less important gives way. Nothing is ever read as markup. */
"use strict";

watchroom.signs = (function () {
  var codes = watchroom.codes, Role = codes.Role, images = {}, awaited = 0;
  var MINOR_ZOOM = 10, CROWD = 150, TINY = 10, dot = null, FAR = 44, SANS = '"IBM Plex Sans"', CONDENSED = '"IBM Plex Sans Condensed"';

  function words(ink, text, x, y, font, colour, align) {
    ink.font = font; ink.textAlign = align || "left"; ink.textBaseline = "middle"; ink.lineJoin = "round";
    ink.strokeStyle = watchroom.theme.map.halo; ink.lineWidth = 3; ink.strokeText(text, x, y);
    ink.fillStyle = colour; ink.fillText(text, x, y);
  }

  function fitted(ink, text, most) {
    if (ink.measureText(text).width <= most) { return text; }
    for (var n = Math.min(text.length, 80); n > 1; n -= 1) { if (ink.measureText(text.slice(0, n) + "…").width <= most) { return text.slice(0, n) + "…"; } }
    return "…";
  }

  /* The white house with its second outline and one letter: never a military frame. */
  function house(ink, x, y, letter, scale) {
    var map = watchroom.theme.map, s = scale || 1;
    function roof(grow) {
      ink.beginPath();
      ink.moveTo(x, y - (11 + grow) * s); ink.lineTo(x + (11 + grow) * s, y - (2 + grow * 0.3) * s); ink.lineTo(x + (11 + grow) * s, y + (10 + grow) * s);
      ink.lineTo(x - (11 + grow) * s, y + (10 + grow) * s); ink.lineTo(x - (11 + grow) * s, y - (2 + grow * 0.3) * s); ink.closePath();
    }
    roof(0); ink.fillStyle = map.protected_ink; ink.fill(); ink.lineJoin = "miter"; ink.lineWidth = Math.max(1, 1.6 * s); ink.strokeStyle = map["protected"]; ink.stroke();
    if (!letter) { return; }
    roof(-4); ink.lineWidth = 1.2 * s; ink.stroke();
    ink.font = "600 " + Math.round(11 * s) + "px " + CONDENSED; ink.textAlign = "center"; ink.textBaseline = "middle"; ink.fillStyle = map["protected"];
    ink.fillText(letter, x, y + 2.5 * s);
  }

  /* The picture of a unit's code, null while it is on its way; `ready` when it has come. */
  function symbol(sidc, ready) {
    var entry = images[sidc];
    if (!entry) {
      entry = images[sidc] = { image: new Image(), ready: false };
      awaited += 1;
      entry.image.onload = function () { entry.ready = true; awaited -= 1; ready(); };
      entry.image.onerror = function () { awaited -= 1; watchroom.trouble("symbol " + sidc + " did not come"); ready(); };
      entry.image.src = "symbol/" + encodeURIComponent(sidc) + ".svg";
    }
    return entry.ready ? entry.image : null;
  }

  /* Beside its town, so that neither the town's name nor the road under it is hidden; where there is no room all the same: it never gives way. */
  function small(ink, feature, x, y, places) {
    var spots = [[-13, -12], [13, 12], [-13, 12], [13, -12], [-26, 0], [26, 0], [0, -26], [0, 26], [-26, -24], [26, 24], [-26, 24], [26, -24]].map(function (s) { return [x + s[0], y + s[1]]; });
    var spot = spots.find(function (s) { return places.free([s[0] - 8, s[1] - 8, s[0] + 8, s[1] + 8]); }) || spots[0];
    places.take([spot[0] - 8, spot[1] - 8, spot[0] + 8, spot[1] + 8]);
    house(ink, spot[0], spot[1], feature.letter, 0.66);
  }

  /* One of a crowd: at its place, without its letter, and names are written over it. Painted once, then copied, for there are thousands. */
  function tiny(ink, x, y) {
    var ratio = window.devicePixelRatio || 1;
    if (!dot || dot.ratio !== ratio) {
      dot = document.createElement("canvas");
      dot.ratio = ratio; dot.width = dot.height = Math.ceil(TINY * ratio);
      var own = dot.getContext("2d");
      own.scale(ratio, ratio); house(own, TINY / 2, TINY / 2, "", TINY / 26);
    }
    ink.drawImage(dot, x - TINY / 2, y - TINY / 2, TINY, TINY);
  }

  /* Whether so many minor signs are in sight that they stand as a crowd. */
  function crowd(signs, view) {
    return view.zoom < MINOR_ZOOM && signs.length > CROWD && signs.filter(function (feature) { return view.sees(feature.box); }).length > CROWD;
  }

  /* `standing` takes those whose captions are to be written. */
  function sign(ink, feature, view, places, standing, ready, crowded) {
    var at = watchroom.lines.screen(feature.at[0], view)[0], x = at[0], y = at[1], half = 12;
    if (x < -200 || y < -60 || x > view.width + 200 || y > view.height + 60) { return; }
    if (feature.minor && crowded) { tiny(ink, x, y); return; }
    if (feature.minor && view.zoom < MINOR_ZOOM) { small(ink, feature, x, y, places); return; }
    if (feature.letter) { house(ink, x, y, feature.letter); }
    else {
      var image = symbol(feature.sidc, ready);
      if (image) { var w = image.width, h = image.height; ink.drawImage(image, x - w / 2, y - h / 2); half = Math.max(w, h) / 2; }
    }
    places.take([x - half, y - half, x + half, y + half]);
    if (feature.caption) { standing.push({ feature: feature, x: x, y: y, half: half, view: view, strength: ink.globalAlpha }); }
  }

  /* The captions of signs that stand, once all of them do: no sign is put on another's words. */
  function captions(ink, standing, places) {
    standing.forEach(function (sign) { ink.globalAlpha = sign.strength; caption(ink, sign, places); });
  }

  function caption(ink, sign, places) {
    var feature = sign.feature, x = sign.x, y = sign.y, half = sign.half, view = sign.view;
    ink.font = "500 12px " + CONDENSED;
    var text = fitted(ink, feature.caption, 190), width = ink.measureText(text).width;
    var spots = [[x, y + half + 9, "center", x - width / 2], [x + half + 6, y, "left", x + half + 6], [x - half - 6, y, "right", x - half - 6 - width]];
    if (feature.beside) { spots = [spots[1], spots[2], spots[0]]; }
    var spot = spots.find(function (s) { return stands(view, places, [s[3], s[1] - 8, s[3] + width, s[1] + 8]); });
    if (!spot) { return; }
    places.take([spot[3] - 2, spot[1] - 8, spot[3] + width + 2, spot[1] + 8]);
    words(ink, text, spot[0], spot[1], "500 12px " + CONDENSED, watchroom.theme.tokens.text2, spot[2]);
  }

  /* Whether words may stand there: over nothing, and not cut by the window's edge. */
  function stands(view, places, box) { return places.free(box) && !view.cuts(box); }

  /* Positions of a line that are well in view, the nearest to its middle first; none where the line is out of view. */
  function visible(line, inside) {
    var lengths = [0];
    line.forEach(function (p, i) { if (i) { lengths.push(lengths[i - 1] + Math.hypot(p[0] - line[i - 1][0], p[1] - line[i - 1][1])); } });
    var total = lengths[lengths.length - 1], shares = [0.5, 0.4, 0.6, 0.3, 0.7, 0.2, 0.8, 0.1, 0.9];
    function along(share) {
      var want = share * total, i = Math.max(1, lengths.findIndex(function (l) { return l >= want; })), part = (want - lengths[i - 1]) / (lengths[i] - lengths[i - 1] || 1);
      return [line[i - 1][0] + (line[i][0] - line[i - 1][0]) * part, line[i - 1][1] + (line[i][1] - line[i - 1][1]) * part];
    }
    return shares.map(along).filter(function (p) { return p[0] > inside[0] + 20 && p[1] > inside[1] + 20 && p[0] < inside[2] - 20 && p[1] < inside[3] - 30; });
  }

  /* A tag stands by its line, anywhere along it; where nothing is free there, farther off with a line to it: it is what the route is. */
  function tag(ink, feature, view, inside, places) {
    var tokens = watchroom.theme.tokens, hue = watchroom.theme.words[feature.hue] || tokens.text, along = visible(watchroom.lines.screen(feature.at[0], view), inside);
    if (!along.length) { return; }
    ink.font = "600 12px " + SANS;
    var text = fitted(ink, feature.text, 300), width = ink.measureText(text).width + 14;
    var spots = [[-width - 12, -10], [12, -10], [-width / 2, -34], [-width / 2, 14], [-width - 12, -34], [12, 14], [12, -34], [-width - 12, 14]];
    if (feature.side > 0) { spots.unshift([14, -10]); }
    var far = [[FAR, -10], [-width - FAR, -10], [FAR, -FAR], [-width - FAR, -FAR], [FAR, FAR - 20], [-width - FAR, FAR - 20]];
    function round(some) { return along.flatMap(function (at) { return some.map(function (s) { return { at: at, x: at[0] + s[0], y: at[1] + s[1] }; }); }); }
    function free(s) { return stands(view, places, [s.x, s.y, s.x + width, s.y + 20]); }
    var near = round(spots).find(free), led = near ? null : round(far).find(free), found = near || led;
    if (!found) { return; }
    var spot = [found.x, found.y];
    if (led) {
      ink.beginPath(); ink.moveTo(led.at[0], led.at[1]); ink.lineTo(Math.min(Math.max(led.at[0], led.x), led.x + width), led.y + 10);
      ink.strokeStyle = hue; ink.lineWidth = 1; ink.stroke();
    }
    places.take([spot[0] - 2, spot[1] - 2, spot[0] + width + 2, spot[1] + 22]);
    ink.beginPath(); ink.roundRect(spot[0] + 0.5, spot[1] + 0.5, width - 1, 19, 4);
    ink.fillStyle = tokens.tag; ink.fill(); ink.strokeStyle = hue; ink.lineWidth = 1.3; ink.stroke();
    ink.fillStyle = hue; ink.textAlign = "left"; ink.textBaseline = "middle"; ink.fillText(text, spot[0] + 7, spot[1] + 10.5);
  }

  function spaced(ink, text, x, y, font, colour, gap) {
    ink.letterSpacing = gap + "px"; words(ink, text, x, y, font, colour, "center"); ink.letterSpacing = "0px";
  }

  /* A name with its dot at a place; names give way, dots stay. */
  function label(ink, feature, view, places) {
    var at = watchroom.lines.screen(feature.at[0], view)[0], x = at[0], y = at[1], map = watchroom.theme.map, width, b;
    if (x < -60 || y < -20 || x > view.width + 60 || y > view.height + 20) { return; }
    if (feature.role === Role.REGION) {
      ink.font = "500 13px " + SANS; width = ink.measureText(feature.text).width + feature.text.length * 5;
      b = [x - width / 2, y - 9, x + width / 2, y + 9];
      if (stands(view, places, b)) { places.take(b); spaced(ink, feature.text, x, y, "500 13px " + SANS, map.country, 5); }
      return;
    }
    var major = feature.rank <= 1, font = (major ? "500 14px " : "400 13px ") + SANS, colour = major ? map.place : map.place_minor;
    ink.font = font; width = ink.measureText(feature.text).width;
    var radius = major ? 3 : 2.2;
    var spots = [[x + 8, "left", x + 8, y], [x - 8, "right", x - 8 - width, y], [x, "center", x - width / 2, y - 13], [x, "center", x - width / 2, y + 13]];
    var spot = spots.find(function (s) { return stands(view, places, [s[2], s[3] - 8, s[2] + width, s[3] + 8]); });
    if (!spot && feature.rank > 2) { return; }
    if (!places.free([x - 2, y - 2, x + 2, y + 2])) { return; }
    ink.beginPath(); ink.arc(x, y, radius, 0, 2 * Math.PI); ink.fillStyle = map.place; ink.fill(); ink.strokeStyle = map.halo; ink.lineWidth = 1.4; ink.stroke();
    places.take([x - 4, y - 4, x + 4, y + 4]);
    if (!spot) { return; }
    places.take([spot[2] - 2, spot[3] - 8, spot[2] + width + 2, spot[3] + 8]);
    words(ink, feature.text, spot[0], spot[3], font, colour, spot[1]);
  }

  return { awaited: function () { return awaited; }, captions: captions, crowd: crowd, fitted: fitted, house: house, label: label, sign: sign, tag: tag, words: words };
}());
