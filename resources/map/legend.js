/* Only what is in sight now, in a fixed order; made anew only when that differs. H puts it away or brings it.

   Where it would take too much of a small map it stands folded, a word and its key, until it is asked for. */
"use strict";

watchroom.Legend = (function () {
  const codes = watchroom.codes, bits = codes.bits, Shape = codes.Shape, Hue = codes.Hue;
  const LINES = [["PASSABLE", "PASSABLE"], ["RESTRICTED", "RESTRICTED"], ["MUTED", "NOT MET or CLOSED"], ["ENDANGERED", "ENDANGERED"],
                 ["CLOSED", "CLOSED leg"], ["UNKNOWN", "UNKNOWN"], ["TRACK", "Trail"], ["DIFFERS", "Differs here"]];
  const AREAS = [["DANGER", "Danger zone"], ["HOSTILE", "Hostile, area only"], ["PAUSE", "Pause"], ["DOUBT", "Not fresh"], ["ENDED", "Ended"],
                 ["FORMER", "Former place"], ["GHOST", "Former place, older"],
                 ["LATER", "Learned later, not known then"], ["BEFORE", "As compared with"], ["HERE", "Differs here"]];
  const MARKS = [["CRITICAL", Shape.OCTAGON, "CRITICAL"], ["HIGH", Shape.TRIANGLE, "HIGH"], ["MEDIUM", Shape.SQUARE, "MEDIUM"], ["LOW", Shape.DISC, "LOW"],
                 ["Report, track", Shape.DISC, "NORMAL"]];
  const NOT_FRESH = Shape.DISC | Hue.NORMAL << bits.hue | 3 << bits.size | 2 << bits.fade | bits.doubted;
  const HOLLOW = Shape.SQUARE | Hue.TEXT3 << bits.hue | 4 << bits.size | bits.hollow;
  const WIDTH = 34, HEIGHT = 18, SHARE = 0.14;

  function mark(style) { return (ink) => { ink.translate(WIDTH / 2, HEIGHT / 2); watchroom.Sprites.draw(ink, style); }; }

  function line(style) { return (ink) => watchroom.lines.draw(ink, [[3, 9], [31, 9]], style, 0); }

  function area(style) {
    const world = Float64Array.from([4, 3, 30, 3, 30, 15, 4, 15]);
    return (ink) => watchroom.lines.area(ink, { style: style, at: [world] }, { scale: 1, left: 0, top: 0, width: WIDTH, height: HEIGHT });
  }

  function cell(alpha) {
    return (ink) => { ink.globalAlpha = alpha; ink.fillStyle = watchroom.theme.tokens.low; ink.fillRect(10, 2, 14, 14); ink.globalAlpha = 1; };
  }

  /* [word, how its key is drawn] of all that is seen. */
  function rows(live) {
    const have = new Set(live.features().filter((f) => live.view.sees(f.box)).map((f) => f.type + (f.letter ? "H" : f.style || ""))), found = [];
    const styles = live.marks.shownStyles ? live.marks.shownStyles() : [];
    const looks = (shape, hue) => styles.some((style) => (style & 15) === shape && (style >> bits.hue & 15) === hue);
    LINES.forEach(([style, word]) => { if (have.has("line" + codes.LineStyle[style])) { found.push([word, line(codes.LineStyle[style])]); } });
    AREAS.forEach(([style, word]) => { if (have.has("area" + codes.AreaStyle[style])) { found.push([word, area(codes.AreaStyle[style])]); } });
    MARKS.forEach(([word, shape, hue]) => { if (looks(shape, Hue[hue])) { found.push([word, mark(shape | Hue[hue] << bits.hue | 5 << bits.size)]); } });
    if (styles.some((style) => style & bits.doubted)) { found.push(["Not fresh", mark(NOT_FRESH)]); }
    if (styles.some((style) => style & bits.hollow)) { found.push(["Hollow: does not hold", mark(HOLLOW)]); }
    if (live.marks.density) { live.marks.density.steps().forEach(([word, alpha]) => found.push([word, cell(alpha)])); }
    if (have.has("signH")) { found.push(["Protected sign", (ink) => watchroom.signs.house(ink, 17, 9, " ", 0.62)]); }
    return found;
  }

  class Legend {
    constructor(home, live) {
      this.box = watchroom.make("div", "wr-legend", home); this.live = live; this.size = [0, 0]; this.key = "";
      this.wish = null;  /* shown or not, by hand; null: as there is room */
      this.box.hidden = true;
      live.on("shapes", () => this.show());
    }

    toggle() { this.wish = this.box.hidden || this.folded; this.show(); }

    show() {
      if (!this.live.view) { return; }
      const found = rows(this.live), room = this.live.map.getSize(), key = [this.wish, room.x, room.y, ...found.map((row) => row[0])].join("|");
      if (key === this.key) { return; }
      this.key = key; this.folded = false;
      this.box.replaceChildren(...found.map((row) => this._row(row)));
      this.box.hidden = !found.length || this.wish === false;
      if (this.wish === null && this.box.offsetWidth * this.box.offsetHeight > SHARE * room.x * room.y) { this._fold(); }
      this.size = [this.box.offsetWidth, this.box.offsetHeight];
      this.live.shapesChanged();
    }

    _fold() {
      this.folded = true;
      this.box.replaceChildren();
      watchroom.make("span", "wr-word", this.box).textContent = "Legend";
      watchroom.make("span", "wr-word wr-press", this.box).textContent = "H";
    }

    _row([word, paint]) {
      const line = document.createElement("div"), canvas = watchroom.make("canvas", "wr-key", line), ratio = window.devicePixelRatio || 1;
      line.className = "wr-row";
      canvas.width = WIDTH * ratio; canvas.height = HEIGHT * ratio;
      const ink = canvas.getContext("2d");
      ink.scale(ratio, ratio); paint(ink);
      watchroom.make("span", "wr-word", line).textContent = word;
      return line;
    }
  }

  return Legend;
}());
