/* The small map in the corner: where in the world the large one looks. A click there moves the large one. */
"use strict";

watchroom.Overview = class {
  constructor(map, live) {
    this.home = watchroom.make("div", "wr-overview", map.getContainer()); this.home.hidden = true;
    this.frame = null; this.map = map; this.live = live;
    L.DomEvent.disableClickPropagation(this.home);
    live.on("state", (event) => this._show(event.state.overview === true, event.state.island === true));
    map.on("move zoomend resize", () => this._follow());
  }

  _show(wanted, island) {
    this.home.hidden = !wanted;
    if (!wanted) { return; }
    if (!this.small) { this._build(); }
    if (island && !this.land) {
      this.land = L.layerGroup(this.live.ground.land.map((ring) => {
        const at = [];
        for (let i = 0; i < ring.length; i += 2) { at.push(watchroom.position(ring[i], ring[i + 1])); }
        return L.polygon(at, { color: watchroom.theme.map.coast, weight: 1, fillColor: watchroom.theme.map.land, fillOpacity: 1, interactive: false });
      })).addTo(this.small);
    }
    this._follow();
  }

  _build() {
    const large = this.map, tiles = Object.values(large._layers).find((layer) => layer instanceof L.TileLayer);
    this.small = L.map(this.home, {
      attributionControl: false, zoomControl: false, dragging: false, keyboard: false, scrollWheelZoom: false, doubleClickZoom: false, boxZoom: false,
      fadeAnimation: false, zoomAnimation: false, minZoom: 0, renderer: L.canvas()
    });
    L.tileLayer(tiles._url, { ...tiles.options, minZoom: 0 }).addTo(this.small);
    this.frame = watchroom.make("div", "wr-where", this.home);
    this.small.on("click", (event) => { large.panTo(event.latlng, { animate: false }); this.live.now(); });
  }

  _follow() {
    if (this.home.hidden || !this.small) { return; }
    const bounds = this.map.getBounds(), zoom = Math.max(0, Math.round(this.map.getZoom()) - 4);
    this.small.invalidateSize({ pan: false });
    this.small.setView(this.map.getCenter(), zoom, { animate: false });
    const from = this.small.latLngToContainerPoint(bounds.getNorthWest()), to = this.small.latLngToContainerPoint(bounds.getSouthEast());
    Object.assign(this.frame.style, { left: from.x + "px", top: from.y + "px", width: Math.max(4, to.x - from.x) + "px", height: Math.max(4, to.y - from.y) + "px" });
  }
};
