/* A briefing's map: draws what the page carries, from tiles it carries. It asks nobody for anything, and every word is set as text. */
"use strict";

const brief = (function () {
  const MARKS_AS_SHAPES = 3000;

  /* Tiles from the page itself; where it has none the water shows. */
  const Ground = L.GridLayer.extend({
    initialize: function (tiles, options) { this.tiles = tiles; L.GridLayer.prototype.initialize.call(this, options); },
    createTile: function (at) {
      const image = document.createElement("img"), size = 2 ** at.z, data = this.tiles[at.z + "/" + ((at.x % size + size) % size) + "/" + at.y];
      image.alt = "";
      if (data) { image.src = data; }
      return image;
    },
  });

  /* Words give way to one another: declared words of routes first, then hostile areas, whose age is never left out, names and places last. */
  const SHIFTS = [0, 16, -16, 32, -32, 48, -48], RANKS = ["tag", "lasting", "", "place"];
  function rank(word) { return RANKS.findIndex((name) => !name ? !word.classList.contains("place") : word.classList.contains(name)); }

  function tidy(map) {
    const taken = [], words = [...map.getContainer().querySelectorAll(".word")].sort((one, other) => rank(one) - rank(other));
    words.forEach((word) => { word.style.marginTop = word.style.visibility = ""; });
    const boxes = new Map(words.map((word) => [word, word.getBoundingClientRect()]));
    words.forEach((word) => {
      const box = boxes.get(word), lasting = word.classList.contains("lasting");
      const free = (by) => taken.every((t) => box.right < t.left || box.left > t.right || box.bottom + by < t.top || box.top + by > t.bottom);
      const by = SHIFTS.find(free);
      if (by === undefined && !lasting) { word.style.visibility = "hidden"; return; }
      word.style.marginTop = (by || 0) + "px";
      taken.push({ left: box.left, right: box.right, top: box.top + (by || 0), bottom: box.bottom + (by || 0) });
    });
  }

  L.Map.addInitHook(function () {
    this.on("zoomend resize overlayadd overlayremove", () => tidy(this));
    this.whenReady(() => document.fonts.ready.then(() => tidy(this)));
  });

  /* No link leaves a briefing, not even to who made the map's script; NOTICE names them. */
  L.Control.Attribution.prototype.options.prefix = false;

  function colour(name) { return getComputedStyle(document.documentElement).getPropertyValue("--" + name).trim() || "#888"; }

  function said(feature, layer) {
    const text = feature.properties.title;
    if (!text) { return; }
    layer.bindPopup(() => { const box = document.createElement("div"); box.textContent = text; return box; }, { maxWidth: 360 });
  }

  function word(properties, at) {
    const box = document.createElement("span");
    box.textContent = properties.text;
    if (properties.below) {
      const more = document.createElement("small");
      more.textContent = properties.below;
      box.append(document.createElement("br"), more);
    }
    const made = L.marker(at, { icon: L.divIcon({ className: "word " + properties.look, html: box, iconSize: null }), interactive: false, keyboard: false });
    made.on("add", () => { made.getElement().style.color = properties.hue ? colour(properties.hue) : ""; });
    return made;
  }

  function mark(properties, at, many) {
    const edge = colour(properties.doubted ? "doubt" : properties.hue), fill = properties.hollow ? 0 : 0.8;
    if (many) { return L.circleMarker(at, { radius: properties.size / 2, weight: 1, color: edge, fillColor: colour(properties.hue), fillOpacity: fill }); }
    const box = document.createElement("i"), looks = ["marked", properties.doubted ? "doubted" : "", properties.hollow ? "hollow" : ""].join(" ");
    box.className = "mark " + properties.look;
    const made = L.marker(at, { icon: L.divIcon({ className: looks, html: box, iconSize: [properties.size, properties.size] }), title: "", alt: properties.title });
    made.on("add", () => { box.style[properties.look === "ring" ? "borderColor" : "backgroundColor"] = colour(properties.hue); });
    return made;
  }

  function style(feature) {
    const p = feature.properties, base = { color: colour(p.hue), weight: p.weight, dashArray: p.dashes || null, lineCap: p.round ? "round" : "butt" };
    return p.what === "area" ? Object.assign(base, { fillOpacity: p.fill }) : base;
  }

  function layer(data) {
    const many = data.features.filter((each) => each.properties.what === "mark").length > MARKS_AS_SHAPES;
    return L.geoJSON(data, {
      style: style,
      pointToLayer: (feature, at) => (feature.properties.what === "word" ? word(feature.properties, at) : mark(feature.properties, at, many)),
      onEachFeature: said,
    });
  }

  function ground(tiles, options) { return new Ground(tiles, Object.assign({ zIndex: 1 }, options)); }

  /* The exercise's invented land, which the baked ground does not have. */
  function island(data) {
    const look = { land: { fillColor: "land", color: "coast", fillOpacity: 1, weight: 1.2 }, border: { color: "disputed", fill: false, weight: 1, dashArray: "4 4" } };
    return L.geoJSON(data, {
      interactive: false,
      style: (feature) => {
        const style = Object.assign({}, look[feature.properties.role] || {});
        ["color", "fillColor"].forEach((each) => { if (style[each]) { style[each] = colour(style[each]); } });
        return style;
      },
      pointToLayer: (feature, at) => word({ text: feature.properties.name, look: "place", hue: "" }, at),
    });
  }

  /* Contested borders as the room draws them: land over the tiles' own dashes, which grow past their last zoom, then its lines. */
  function contested(data, options) {
    const looks = [["covered", { color: "land" }], ["borders", { color: "border", weight: 1.2 }], ["dashed", { color: "disputed", weight: 1.2, dashArray: "4 3" }]];
    const group = L.layerGroup(), covers = [];
    looks.forEach(([how, look]) => (data[how] || []).forEach((path) => {
      const line = L.polyline(path.map(([x, y]) => [y, x]), Object.assign({ interactive: false }, look, { color: colour(look.color) }));
      if (how === "covered") { covers.push(line); }
      group.addLayer(line);
    }));
    const grow = (map) => covers.forEach((line) => line.setStyle({ weight: 2 + 2.5 * Math.max(1, 2 ** (map.getZoom() - options.bakedTo)) }));
    const added = group.onAdd;
    group.onAdd = function (map) { added.call(this, map); map.on("zoomend", () => grow(map)); map.whenReady(() => grow(map)); };
    return group;
  }

  return { contested: contested, ground: ground, island: island, layer: layer };
}());
