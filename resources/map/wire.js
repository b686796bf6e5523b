/* Reads the numbered deltas that layers/deltas.py writes. Data stays data: nothing here makes markup. */
"use strict";
var watchroom = window.watchroom || {};
window.watchroom = watchroom;

watchroom.wire = (function () {
  var MAGIC = 0x31445257, MARKS = 1, FEATURES = 2, STATE = 3;
  var text = new TextDecoder("utf-8");

  function padded(length) { return (length + 3) & ~3; }

  function json(buffer, at, length) { return JSON.parse(text.decode(new Uint8Array(buffer, at, length))); }

  function marks(buffer, at) {
    var n = new Uint32Array(buffer, at, 1)[0], from = at + 4;
    function column(index) { return new Uint32Array(buffer, from + 4 * n * index, n); }
    return { slots: column(0), x: column(1), y: column(2), style: column(3) };
  }

  function features(buffer, at) {
    var head = new Uint32Array(buffer, at, 2), table = json(buffer, at + 8, head[0]);
    var points = new Uint32Array(buffer, at + 8 + padded(head[0]), head[1] * 2);
    table.set.forEach(function (feature) {
      feature.at = feature.at.map(function (part) { return Float64Array.from(points.subarray(part[0] * 2, (part[0] + part[1]) * 2)); });
    });
    return table;
  }

  /* {since, revision, blocks: [{layer, kind, reset, marks | features | state}]}; throws RangeError or Error on what is no delta. */
  function read(buffer) {
    var head = new Uint32Array(buffer, 0, 4), at = 16, blocks = [];
    if (head[0] !== MAGIC) { throw new Error("delta: magic " + head[0] + ", expected " + MAGIC); }
    for (var i = 0; i < head[3]; i += 1) {
      var top = new Uint32Array(buffer, at, 4), body = at + 16;
      var block = { layer: top[0], kind: top[1], reset: top[2] === 1 };
      if (block.kind === MARKS) { block.marks = marks(buffer, body); }
      else if (block.kind === FEATURES) { block.features = features(buffer, body); }
      else if (block.kind === STATE) { block.state = json(buffer, body + 4, new Uint32Array(buffer, body, 1)[0]); }
      else { throw new Error("delta: block kind " + block.kind + ", expected 1 to 3"); }
      blocks.push(block);
      at = body + top[3];
    }
    return { since: head[1], revision: head[2], blocks: blocks };
  }

  return { read: read };
}());
