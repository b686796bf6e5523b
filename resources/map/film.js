/* One picture laid over the map: painted out of sight and handed to the window whole. A canvas that is painted on where it stands is copied
   to the compositor in every frame in which the map is moved; a picture that was handed over is copied once. */
"use strict";

watchroom.Film = class {
  constructor(parent) {
    this.seen = L.DomUtil.create("canvas", "wr-canvas leaflet-zoom-hide", parent);
    this.window = this.seen.getContext("bitmaprenderer"); this.hidden = new OffscreenCanvas(1, 1);
  }

  /* Lie where a view lies; what lay there before stays until the next picture. */
  place(view) {
    const width = Math.round(view.width * view.ratio), height = Math.round(view.height * view.ratio);
    if (this.hidden.width !== width || this.hidden.height !== height) {
      this.seen.width = this.hidden.width = width; this.seen.height = this.hidden.height = height;
      this.seen.style.width = view.width + "px"; this.seen.style.height = view.height + "px";
    }
    L.DomUtil.setPosition(this.seen, view.corner);
  }

  /* Paint the next picture and show it: `paint` draws in CSS px on what is clear. */
  paint(ratio, paint) {
    const ink = this._ink(ratio);
    paint(ink);
    this._show();
  }

  /* Show these pixels. */
  put(image) {
    this._ink(1).putImageData(image, 0, 0);
    this._show();
  }

  /* An empty picture would be laid over the ground in every frame of a pan all the same. */
  away() { this.seen.hidden = true; }

  _ink(ratio) {
    const ink = this.hidden.getContext("2d");
    ink.setTransform(ratio, 0, 0, ratio, 0, 0);
    ink.strength = ink.globalAlpha = 1;
    return ink;
  }

  _show() {
    this.window.transferFromImageBitmap(this.hidden.transferToImageBitmap());
    this.seen.hidden = false;
  }
};
