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
    const made = L.marker(at, { icon: L.divIcon({ className: "word " + properties.look, html: box, iconSize: null }), interactive: false, keyboard: false });
    made.on("add", () => { made.getElement().style.color = properties.hue ? colour(properties.hue) : ""; });
    return made;
  }

  function mark(properties, at, many) {
    if (many) { return L.circleMarker(at, { radius: properties.size / 2, weight: 1, color: colour(properties.hue), fillColor: colour(properties.hue), fillOpacity: 0.8 }); }
    const made = L.marker(at, { icon: L.divIcon({ className: "mark " + properties.look, iconSize: [properties.size, properties.size] }), title: "", alt: properties.title });
    made.on("add", () => { const style = made.getElement().style; style[properties.look === "ring" ? "borderColor" : "backgroundColor"] = colour(properties.hue); });
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
