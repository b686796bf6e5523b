/* What stands beside an area: its name, what it is, how old it is. What is fresh has its place before what is doubted.

   The whole where there is room. Where there is none it gives way; but of a hostile area the age is never left out, nor of a ghost that it was
   not known: those say that alone, or stand farther off with a line to what they speak of. */
"use strict";

watchroom.Notes = (function () {
  const SANS = '"IBM Plex Sans"', LINE = 15, WIDEST = 200, DEEPEST = 4, CLOCK = 15, GAP = 6, FARTHER = [28, 52, 76, 110, 150], STEP = 4;

  function rowsOf(feature) {
    const tokens = watchroom.theme.tokens;
    const rows = feature.notes.map((text, i) => ({ text: text, font: (i ? "400" : "600") + " 12px " + SANS, colour: i ? tokens.text2 : tokens.text }));
    if (feature.doubt) { rows.push({ text: feature.doubt, font: "600 12px " + SANS, colour: tokens.doubt, clock: true }); }
    return rows;
  }

  /* A row as lines that are no wider than may be, broken between words; only what is too long for all of them is cut. */
  function broken(ink, row) {
    const lines = [];
    ink.font = row.font;
    row.text.split(" ").forEach((word) => {
      const last = lines.length - 1, longer = lines.length ? lines[last] + " " + word : word;
      if (lines.length && (lines.length === DEEPEST || ink.measureText(longer).width <= WIDEST)) { lines[last] = longer; } else { lines.push(word); }
    });
    return lines.map((line, i) => {
      const text = watchroom.signs.fitted(ink, line, WIDEST);
      return { ...row, text: text, clock: row.clock && !i, width: ink.measureText(text).width };
    });
  }

  /* Rows with the room they take. */
  function block(ink, rows) {
    const fitted = rows.flatMap((row) => broken(ink, row));
    return { rows: fitted, width: Math.max(...fitted.map((row) => row.width + (row.clock ? CLOCK : 0))), high: fitted.length * LINE };
  }

  function box(made, spot) { return [spot[0] - made.width / 2, spot[1] - made.high / 2, spot[0] + made.width / 2, spot[1] + made.high / 2]; }

  /* Middles of a block round an extent, at a distance: below, above, right, left, then the corners. */
  function round(extent, made, far) {
    const [x0, y0, x1, y1] = extent, x = (x0 + x1) / 2, y = (y0 + y1) / 2;
    const below = y1 + made.high / 2 + far, above = y0 - made.high / 2 - far, right = x1 + made.width / 2 + far + 2, left = x0 - made.width / 2 - far - 2;
    return [[x, below], [x, above], [right, y], [left, y], [right, below - GAP], [right, above + GAP], [left, below - GAP], [left, above + GAP]];
  }

  function beside(extent, made) {
    const [x0, y0, x1, y1] = extent, middle = [(x0 + x1) / 2, (y0 + y1) / 2], spots = round(extent, made, GAP);
    if (x1 - x0 > made.width + 8 && y1 - y0 > made.high + 8) { spots.unshift(middle); } else { spots.push(middle); }
    return spots;
  }

  function farther(extent, made) { return FARTHER.flatMap((far) => round(extent, made, far)); }

  function clock(ink, x, y, colour) {
    ink.beginPath(); ink.arc(x, y, 5, 0, 2 * Math.PI); ink.moveTo(x, y - 3.4); ink.lineTo(x, y); ink.lineTo(x + 2.6, y);
    ink.strokeStyle = colour; ink.lineWidth = 1.3; ink.stroke();
  }

  /* The line from an area to the box that speaks of it: its two ends. */
  function line(extent, to) {
    const from = [(extent[0] + extent[2]) / 2, (extent[1] + extent[3]) / 2];
    return [from, [Math.min(Math.max(from[0], to[0]), to[2]), Math.min(Math.max(from[1], to[1]), to[3])]];
  }

  /* Positions along it, less what runs over the area itself. */
  function along(extent, to) {
    const [from, end] = line(extent, to), steps = Math.ceil(Math.hypot(end[0] - from[0], end[1] - from[1]) / STEP), found = [];
    for (let i = 1; i < steps; i += 1) {
      const x = from[0] + (end[0] - from[0]) * i / steps, y = from[1] + (end[1] - from[1]) * i / steps;
      if (x < extent[0] || x > extent[2] || y < extent[1] || y > extent[3]) { found.push([x, y]); }
    }
    return found;
  }

  /* Whether it runs over nothing that is written. */
  function clear(places, extent, to) { return along(extent, to).every(([x, y]) => places.free([x - 1, y - 1, x + 1, y + 1])); }

  function leader(ink, extent, to) {
    const [from, end] = line(extent, to);
    ink.beginPath(); ink.moveTo(from[0], from[1]); ink.lineTo(end[0], end[1]);
    ink.strokeStyle = watchroom.theme.tokens.text2; ink.lineWidth = 1; ink.stroke();
  }

  function write(ink, made, spot) {
    made.rows.forEach((row, i) => {
      const y = spot[1] - made.high / 2 + LINE / 2 + i * LINE, x = spot[0] + (row.clock ? CLOCK / 2 : 0);
      watchroom.signs.words(ink, row.text, x, y, row.font, row.colour, "center");
      if (row.clock) { clock(ink, x - row.width / 2 - 9, y, row.colour); }
    });
  }

  function extentOf(feature, view) {
    const found = [1e9, 1e9, -1e9, -1e9];
    watchroom.lines.screen(feature.at[0], view).forEach((p) => {
      found[0] = Math.min(found[0], p[0]); found[1] = Math.min(found[1], p[1]); found[2] = Math.max(found[2], p[0]); found[3] = Math.max(found[3], p[1]);
    });
    return found;
  }

  /* The notes of one picture: all are given their places, then written, so that no line runs over what another says. */
  class Notes {
    constructor(ink, places, view) { this.ink = ink; this.places = places; this.inside = view.inside; this.areas = new watchroom.Places(view); this.entries = []; }

    add(feature, view) {
      const extent = extentOf(feature, view);
      if (!(feature.notes.length || feature.doubt) || extent[2] < 0 || extent[3] < 0 || extent[0] > view.width || extent[1] > view.height) { return; }
      this.areas.take(extent);
      this.entries.push({ feature: feature, extent: extent, strength: this.ink.globalAlpha });
    }

    /* A name as it would be written. */
    lines(text) { return broken(this.ink, { text: text, font: "600 12px " + SANS }).map((line) => line.text); }

    _whole(spot) { return spot[0] >= this.inside[0] && spot[1] >= this.inside[1] && spot[2] <= this.inside[2] && spot[3] <= this.inside[3]; }

    /* First where all of it is seen and nothing is covered, then over another's area, then over the window's edge, last with a line that runs over
       words; never over another's words. */
    _chosen(feature, extent) {
      const Style = watchroom.codes.AreaStyle, rows = rowsOf(feature), whole = block(this.ink, rows), age = block(this.ink, rows.slice(-1));
      const lasting = feature.style === Style.HOSTILE || feature.style === Style.LATER;
      const tries = [[whole, beside(extent, whole)], ...(lasting ? [[age, beside(extent, age)], [whole, farther(extent, whole), true], [age, farther(extent, age), true]] : [])];
      const passes = [(b, far) => this._whole(b) && this.areas.free(b, extent) && far(b), (b, far) => this._whole(b) && far(b), (b, far) => far(b), (b) => this._whole(b), () => true];
      for (const fits of passes) {
        for (const [made, spots, far] of tries) {
          const apart = (b) => !far || clear(this.places, extent, b);
          const spot = spots.find((s) => { const b = box(made, s); return this.places.free(b) && fits(b, apart); });
          if (spot) { return { made: made, spot: spot, far: far }; }
        }
      }
      return lasting ? { made: age, spot: [(extent[0] + extent[2]) / 2, (extent[1] + extent[3]) / 2] } : null;
    }

    write() {
      const fresh = this.entries.filter((entry) => !entry.feature.doubt), doubted = this.entries.filter((entry) => entry.feature.doubt), standing = [];
      [...fresh, ...doubted].forEach((entry) => {
        const found = this._chosen(entry.feature, entry.extent);
        if (found) {
          this.places.take(box(found.made, found.spot));
          if (found.far) { along(entry.extent, box(found.made, found.spot)).forEach((at) => this.places.take([at[0] - 1, at[1] - 1, at[0] + 1, at[1] + 1])); }
          standing.push({ ...entry, ...found });
        }
      });
      standing.filter((each) => each.far).forEach((each) => { this.ink.globalAlpha = each.strength; leader(this.ink, each.extent, box(each.made, each.spot)); });
      standing.forEach((each) => { this.ink.globalAlpha = each.strength; write(this.ink, each.made, each.spot); });
    }
  }

  return Notes;
}());
