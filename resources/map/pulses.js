/* A leg that has just become endangered is lit once, for a second; never again for the same news, and not where motion is to be reduced. */
"use strict";

watchroom.Pulses = (function () {
  const LENGTH = 1200, still = window.matchMedia("(prefers-reduced-motion: reduce)");

  class Pulses {
    constructor(again) { this.begun = new Map(); this.again = again; }

    /* `before` is what stood under this key, undefined where nothing did. */
    note(before, feature) {
      const ENDANGERED = watchroom.codes.LineStyle.ENDANGERED;
      if (feature.type === "line" && feature.style === ENDANGERED && before && before.style !== ENDANGERED && !still.matches) {
        this.begun.set(feature.key, performance.now());
      }
    }

    paint(ink, feature, line) {
      const begun = this.begun.get(feature.key);
      if (begun === undefined) { return; }
      const share = (performance.now() - begun) / LENGTH;
      if (share >= 1 || feature.style !== watchroom.codes.LineStyle.ENDANGERED) { this.begun.delete(feature.key); return; }
      watchroom.lines.trace(ink, line);
      ink.strokeStyle = watchroom.theme.tokens.critical; ink.lineCap = "round"; ink.lineWidth = 10 + 26 * share;
      watchroom.lines.fade(ink, 0.5 * (1 - share)); ink.stroke(); watchroom.lines.fade(ink, 1);
      this.again();
    }
  }

  return Pulses;
}());
