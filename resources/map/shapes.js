/* Everything that is no mark, painted on the canvases below and above the marks: surfaces and lines, then signs, words and the callout.

   In the layers' order and strength; each shape from every copy of the world it is seen in; names give way in one order for all layers. */
"use strict";

watchroom.shapes = (function () {
  function strength(ink, live, feature) { ink.strength = live.stack.opacity[feature.layer]; ink.globalAlpha = ink.strength; }

  function each(live, view, list, spare, paint) { list.forEach((feature) => view.copies(feature.box, spare).forEach((copy) => paint(feature, copy))); }

  function chosenHalo(ink, line) {
    watchroom.lines.trace(ink, line);
    ink.strokeStyle = watchroom.theme.tokens.accent; ink.globalAlpha = 0.45; ink.lineWidth = 13; ink.lineCap = "round"; ink.stroke(); ink.globalAlpha = 1;
  }

  /* Whether there is anything below the marks to be painted. */
  function any(live) {
    return Boolean(live.state.island || live.state.graticule || live.outlook.covered.length || live.outlook.borders.length || live.outlook.dashed.length) || live.features("area").length > 0 || live.features("line").length > 0;
  }

  function below(ink, live, view) {
    const chosen = live.state.selected || {};
    ink.strength = 1;
    ["covered", "borders", "dashed"].forEach((how) => each(live, view, live.outlook[how], 20, (line, copy) => watchroom.lines.contested(ink, line.at, copy, how)));
    if (live.state.island) { watchroom.lines.land(ink, live.ground, view); }
    if (live.state.graticule) { watchroom.graticule(ink, view); }
    each(live, view, live.features("area"), 0, (feature, copy) => { strength(ink, live, feature); watchroom.lines.area(ink, feature, copy); });
    each(live, view, live.features("line"), 20, (feature, copy) => {
      const line = copy.screen(feature.at[0]);
      strength(ink, live, feature);
      if (chosen.kind === feature.kind && chosen.subject === feature.subject) { chosenHalo(ink, line); }
      live.pulses.paint(ink, feature, line);
      watchroom.lines.draw(ink, line, feature.style, feature.hue);
    });
  }

  function above(ink, live, view) {
    const signs = watchroom.signs, places = new watchroom.Places(view), notes = new watchroom.Notes(ink, places, view), again = () => live.shapesChanged();
    const inside = view.inside, all = live.features("sign"), names = live.features("label").concat(live.state.island ? live.ground.names : []);
    const put = (list, spare, paint) => each(live, view, list, spare, (feature, copy) => {
      if (feature.layer !== undefined) { strength(ink, live, feature); } else { ink.strength = ink.globalAlpha = 1; }
      paint(feature, copy);
    });
    const standing = (list) => {
      const found = [], crowded = signs.crowd(list, view);
      put(list, 200, (feature, copy) => signs.sign(ink, feature, copy, places, found, again, crowded));
      return found;
    };
    const first = (feature) => feature.rank <= 1 && feature.role !== watchroom.codes.Role.REGION, name = (feature, copy) => signs.label(ink, feature, copy, places);
    const last = [];
    names.sort((a, b) => a.rank - b.rank);
    live.reserved(inside).forEach((box) => places.take(box));
    live.marks.graveBoxes().forEach((box) => places.take(box));
    put(live.features("callout"), 4000, (feature, copy) => last.push(watchroom.callout(ink, feature, copy, inside, places, standsAt(live, view))));
    // a sign's house says what it is; a town has nothing but its name
    const large = standing(all.filter((feature) => !feature.minor));
    put(names.filter(first), 60, name);
    signs.captions(ink, large, places);
    signs.captions(ink, standing(all.filter((feature) => feature.minor)), places);
    put(live.features("tag"), 0, (feature, copy) => signs.tag(ink, feature, copy, inside, places));
    put(live.features("area"), 0, (feature, copy) => notes.add(feature, copy));
    notes.write();
    put(names.filter((feature) => !first(feature)), 60, name);
    world(live, view, put, name);
    ring(ink, live, view);
    if (live.state.graticule) { watchroom.graticule.words(ink, view, places); }
    last.forEach((paint) => paint());
  }

  /* Where signs and small areas in sight stand, in px, a few hundred at most: what a callout should not hide. */
  const MOST = 300, SMALL = 160;
  function standsAt(live, view) {
    const small = (box) => (box[2] - box[0]) * view.scale < SMALL && (box[3] - box[1]) * view.scale < SMALL;
    const found = live.features("sign").concat(live.features("area").filter((feature) => small(feature.box))).filter((feature) => view.sees(feature.box));
    return found.slice(0, MOST).map(({ box }) => [view.x((box[0] + box[2]) / 2), view.y((box[1] + box[3]) / 2)]);
  }

  /* Countries and towns of the ground, as many as the zoom bears. */
  function world(live, view, put, name) {
    if (view.zoom < 7.5) { put(live.world.countries.filter((entry) => entry.rank <= view.zoom - 1), 50, name); }
    put(live.world.places.filter((entry) => entry.weight <= view.zoom - 2), 50, name);
  }

  function ring(ink, live, view) {
    const chosen = live.state.selected, spot = chosen && live.whereIs(chosen);
    if (!spot) { return; }
    view.copies([spot.x, spot.y, spot.x, spot.y], 20).forEach((copy) => {
      ink.globalAlpha = 1;
      ink.beginPath(); ink.arc(copy.x(spot.x), copy.y(spot.y), spot.radius + 6, 0, 2 * Math.PI);
      ink.strokeStyle = watchroom.theme.tokens.focus; ink.lineWidth = 2; ink.stroke();
    });
  }

  return { any: any, below: below, above: above };
}());
