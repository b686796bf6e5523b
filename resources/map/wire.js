/* Reads the numbered deltas that layers/deltas.py writes. Data stays data: nothing here makes markup. */
"use strict";
var watchroom = window.watchroom || {};
window.watchroom = watchroom;

watchroom.wire = (function () {
  const MAGIC = 0x32445257, MARKS = 1, FEATURES = 2, STATE = 3;
  const text = new TextDecoder("utf-8");

  function padded(length) { return (length + 3) & ~3; }

  function json(buffer, at, length) { return JSON.parse(text.decode(new Uint8Array(buffer, at, length))); }

  function marks(buffer, at) {
    const n = new Uint32Array(buffer, at, 1)[0];
    const column = (index) => new Uint32Array(buffer, at + 4 + 4 * n * index, n);
    return { slots: column(0), x: column(1), y: column(2), style: column(3), when: column(4) };
  }

  /* x goes round the world: from one point to the next it is the shorter way, which is the signed 32-bit difference. */
  function part(points, start, count) {
    const line = new Float64Array(count * 2);
    let x = 0;
    for (let i = 0; i < count; i += 1) {
      const raw = points[(start + i) * 2];
      x = i ? x + ((raw - points[(start + i - 1) * 2]) | 0) : raw;
      line[2 * i] = x;
      line[2 * i + 1] = points[(start + i) * 2 + 1];
    }
    return line;
  }

  /* [west, north, east, south] of the first part, which holds the others. */
  function box(line) {
    const found = [Infinity, Infinity, -Infinity, -Infinity];
    for (let i = 0; i < line.length; i += 2) {
      found[0] = Math.min(found[0], line[i]); found[2] = Math.max(found[2], line[i]);
      found[1] = Math.min(found[1], line[i + 1]); found[3] = Math.max(found[3], line[i + 1]);
    }
    return found;
  }

  /* A hole is read on its own and may come out a world away from the ring that holds it. */
  function beside(line, middle) {
    const turns = Math.round((middle - line[0]) / 4294967296);
    if (turns) { for (let i = 0; i < line.length; i += 2) { line[i] += turns * 4294967296; } }
    return line;
  }

  function features(buffer, at) {
    const head = new Uint32Array(buffer, at, 2), table = json(buffer, at + 8, head[0]);
    const points = new Uint32Array(buffer, at + 8 + padded(head[0]), head[1] * 2);
    table.set.forEach((feature) => {
      feature.at = feature.at.map(([start, count]) => part(points, start, count));
      feature.box = box(feature.at[0]);
      feature.at.slice(1).forEach((hole) => beside(hole, (feature.box[0] + feature.box[2]) / 2));
    });
    return table;
  }

  /* {since, revision, blocks: [{layer, kind, reset, marks | features | state}]}; throws RangeError or Error on what is no delta. */
  function read(buffer) {
    const head = new Uint32Array(buffer, 0, 4), blocks = [];
    let at = 16;
    if (head[0] !== MAGIC) { throw new Error("delta: magic " + head[0] + ", expected " + MAGIC); }
    for (let i = 0; i < head[3]; i += 1) {
      const top = new Uint32Array(buffer, at, 4), body = at + 16;
      const block = { layer: top[0], kind: top[1], reset: top[2] === 1 };
      if (block.kind === MARKS) { block.marks = marks(buffer, body); }
      else if (block.kind === FEATURES) { block.features = features(buffer, body); }
      else if (block.kind === STATE) { block.state = json(buffer, body + 4, new Uint32Array(buffer, body, 1)[0]); }
      else { throw new Error("delta: block kind " + block.kind + ", expected 1 to 3"); }
      blocks.push(block);
      at = body + top[3];
    }
    return { since: head[1], revision: head[2], blocks: blocks };
  }

  return { read: read, box: box };
}());
