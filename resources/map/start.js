/* Puts the page together once folium's script has made the map, and answers the few calls Python makes. */
"use strict";

watchroom.start = function (map, names) {
  var live = new watchroom.Live(names), codes = watchroom.codes, fonts = ['400 13px "IBM Plex Sans"', '600 13px "IBM Plex Sans"', '500 12px "IBM Plex Sans Condensed"', '400 12px "IBM Plex Mono"'];
  watchroom.map = map; watchroom.live = live; watchroom.deaf = false;
  live.addTo(map);
  watchroom.frame = new watchroom.Frame(map, live);
  watchroom.drawing = new watchroom.Drawing(map, live);

  function ring(points) {
    var flat = new Float64Array(points.length * 2);
    points.forEach(function (point, i) { flat.set(watchroom.world(point[1], point[0]), 2 * i); });
    return flat;
  }

  function spot(position) { var at = watchroom.world(position[1], position[0]); return { at: [at], box: watchroom.wire.box(at) }; }

  function island(document) {
    document.features.forEach(function (feature) {
      var p = feature.properties, c = feature.geometry.coordinates;
      if (p.role === "land") { live.ground.land.push(ring(c[0])); }
      else if (p.role === "border") { live.ground.borders.push(ring(c)); }
      else { live.ground.names.push({ ...spot(c), text: p.name, rank: p.rank, role: p.role === "place" ? codes.Role.PLACE : codes.Role.REGION }); }
    });
  }

  function world(document) {
    live.world.countries = document.countries.map(function (row) { return { ...spot([row[2], row[1]]), text: row[0].toUpperCase(), rank: row[3], role: codes.Role.REGION }; });
    live.world.places = document.places.map(function (row) { return { ...spot([row[2], row[1]]), text: row[0], weight: row[3], rank: 3, role: codes.Role.PLACE }; });
  }

  /* What the room's point of view draws otherwise than the tiles do. */
  function outlook(document) {
    ["covered", "borders", "dashed"].forEach(function (how) {
      live.outlook[how] = (document[how] || []).map(function (path) { var flat = ring(path); return { at: flat, box: watchroom.wire.box(flat) }; });
    });
  }

  function json(name) { return fetch(name).then(function (reply) { return reply.json(); }); }

  var tiles = new Promise(function (done) {
    map.eachLayer(function (layer) { if (layer instanceof L.TileLayer) { layer.once("load", done); } });
    setTimeout(done, 2500);
  });
  Promise.all([json("island.json").then(island), json("places.json").then(world), json("view.json").then(outlook), tiles].concat(fonts.map(function (font) { return document.fonts.load(font); }))).then(function () {
    watchroom.ready = true;
    live.acked = -1; live._all();
  }).catch(watchroom.trouble);

  document.addEventListener("securitypolicyviolation", function (event) { watchroom.tell({ what: "refused", uri: String(event.blockedURI).slice(0, 200) }); });
  watchroom.fitted.follow(map);
  map.on("moveend", function () {
    clearTimeout(live.saying);
    live.saying = setTimeout(function () { var c = map.getCenter(); watchroom.tell({ what: "view", lat: c.lat, lon: c.wrap().lng, zoom: map.getZoom() }); }, 200);
  });
  watchroom.tell({ what: "hello" });
  live.ping();
};

/* What was asked to be in view stays in view when the page gets another size, until a hand looks elsewhere. */
watchroom.fitted = (function () {
  let wanted = null, found = null;
  const look = (map) => ({ at: map.project(map.getCenter(), 0), zoom: map.getZoom() });
  const same = (one, other) => one.zoom === other.zoom && one.at.distanceTo(other.at) * Math.pow(2, one.zoom) < 2;
  function fit(map, bounds) {
    wanted = null;
    map.fitBounds(bounds, { animate: false, padding: [20, 20] });
    wanted = bounds; found = look(map);
  }
  return {
    fit: fit,
    follow: function (map) {
      map.on("moveend", function () { if (wanted && !same(found, look(map))) { wanted = null; } });
      map.on("resize", function () { if (wanted) { fit(map, wanted); } });
    }
  };
}());
watchroom.fit = function (south, west, north, east) { watchroom.fitted.fit(watchroom.map, [[south, west], [north, east]]); watchroom.live.now(); };
watchroom.centre = function (lat, lon, zoom) { watchroom.map.setView([lat, lon], zoom || watchroom.map.getZoom(), { animate: false }); watchroom.live.now(); };

/* The number in the line along the upper edge, for whoever watches the painted window: twelve cells in two shades of it (widgets/map/strip.py). */
watchroom.strip = function (number) {
  var CELL = 4, HIGH = 2, BITS = 12, STEP = 2, edge = parseInt(watchroom.theme.tokens.line.slice(1), 16);
  var channels = [edge >> 16 & 255, edge >> 8 & 255, edge & 255], step = Math.max.apply(null, channels) < 128 ? STEP : -STEP;
  if (!watchroom.strip.ink) {
    var strip = document.createElement("canvas");
    strip.className = "wr-strip"; strip.width = CELL * BITS; strip.height = HIGH;
    watchroom.map.getContainer().appendChild(strip);
    watchroom.strip.ink = strip.getContext("2d");
  }
  for (var bit = 0; bit < BITS; bit += 1) {
    var by = number >> bit & 1 ? step : 0;
    watchroom.strip.ink.fillStyle = "rgb(" + channels.map(function (c) { return c + by; }).join(",") + ")";
    watchroom.strip.ink.fillRect(bit * CELL, 0, CELL, HIGH);
  }
};

/* A scripted pan of some seconds, to and fro as a hand would drag it, `step` px a sixtieth of a second: where it is depends on the time alone,
   so a page that paints slowly is moved as far as one that paints fast. Each frame carries its own number. */
watchroom.pan = function (seconds, step) {
  const map = watchroom.map, begun = performance.now();
  let frame = 0, at = 0;
  watchroom.panning = true;
  function turn(now) {
    const passed = now - begun, along = passed % 2000;
    if (passed >= seconds * 1000) {
      watchroom.panning = false; watchroom.strip(watchroom.live.revision);
      map.fire("moveend");
      watchroom.tell({ what: "panned", frames: frame, ms: passed });
      return;
    }
    frame += 1;
    const to = Math.round((along < 1000 ? along : 2000 - along) / 1000 * 60 * step);
    map._rawPanBy(L.point(to - at, Math.round(to / 3) - Math.round(at / 3)));
    at = to;
    map.fire("move");
    watchroom.strip(frame);
    requestAnimationFrame(turn);
  }
  requestAnimationFrame(turn);
};
