/* What is under a point, and where a chosen thing is. */
"use strict";

watchroom.finding = (function () {
  const SIGN = 15, LINE = 7;

  function inside(ring, x, y) {
    let odd = false;
    for (let i = 0, j = ring.length - 1; i < ring.length; j = i, i += 1) {
      const a = ring[i], b = ring[j];
      if ((a[1] > y) !== (b[1] > y) && x < (b[0] - a[0]) * (y - a[1]) / (b[1] - a[1]) + a[0]) { odd = !odd; }
    }
    return odd;
  }

  /* The features of a type whose box holds the point, with the line they are on the canvas. */
  function over(live, type, at, spare) {
    const view = live.view, spot = [view.left + at.x, view.top + at.y].map((px) => px / view.scale), more = spare / view.scale, found = [];
    live.features(type).forEach((feature) => {
      const box = feature.box, turn = Math.round((spot[0] - (box[0] + box[2]) / 2) / watchroom.View.WORLD), x = spot[0] - turn * watchroom.View.WORLD;
      if (x >= box[0] - more && x <= box[2] + more && spot[1] >= box[1] - more && spot[1] <= box[3] + more) {
        found.push({ feature: feature, line: (turn ? view.shifted(turn) : view).screen(feature.at[0]) });
      }
    });
    return found;
  }

  function sign(live, at) {
    const found = over(live, "sign", at, SIGN).find(({ line }) => Math.hypot(line[0][0] - at.x, line[0][1] - at.y) < SIGN);
    return found && found.feature;
  }

  function line(live, at) {
    const found = over(live, "line", at, LINE).find((entry) => entry.line.some((b, i) => {
      return i > 0 && L.LineUtil.pointToSegmentDistance(L.point(at), L.point(entry.line[i - 1]), L.point(b)) < LINE;
    }));
    return found && found.feature;
  }

  function areas(live, at) { return over(live, "area", at, 0).filter((entry) => inside(entry.line, at.x, at.y)).map((entry) => entry.feature); }

  /* {layer, slot} of a mark, or a feature, or {title} of a cell of counted reports, or null. */
  function under(live, at) {
    const found = sign(live, at) || live.marks.pick(at.x, at.y) || line(live, at) || areas(live, at).pop();
    const count = found || !live.marks.density ? 0 : live.marks.density.at(at.x, at.y);
    return found || (count ? { title: count + (count === 1 ? " report" : " reports") + " about here" } : null);
  }

  /* Whether coordinates are to be coarse here, whatever else lies on top. */
  function guarded(live, at) {
    const HOSTILE = watchroom.codes.AreaStyle.HOSTILE;
    return over(live, "sign", at, SIGN).some(({ feature }) => feature.letter) || areas(live, at).some((feature) => feature.style === HOSTILE);
  }

  function where(live, chosen) {
    if (chosen.slot !== undefined && chosen.slot !== null) { return live.marks.where(chosen.layer, chosen.slot); }
    const feature = live.features("sign").find((f) => f.kind === chosen.kind && f.subject === chosen.subject);
    return feature ? { x: feature.at[0][0], y: feature.at[0][1], radius: SIGN } : null;
  }

  return { guarded: guarded, under: under, where: where };
}());
