/* The page's few words to Python (widgets/map/said.py), and where a position lies on the square of the world. */
"use strict";

/* The page talks to nobody, so it needs no way to talk that asks neither the policy nor the interceptor. */
["RTCPeerConnection", "webkitRTCPeerConnection", "RTCDataChannel", "RTCIceTransport"].forEach((name) => { delete window[name]; });

watchroom.tell = function (message) { fetch("tell/" + encodeURIComponent(JSON.stringify(message))).catch(() => { watchroom.deaf = true; }); };

watchroom.trouble = function (error) { watchroom.tell({ what: "trouble", text: String(error).slice(0, 200) }); };

/* A thing under the pointer, as Python names it. */
watchroom.meant = function (what, hit) {
  return hit ? { what: what, layer: hit.slot === undefined ? undefined : hit.layer, slot: hit.slot, kind: hit.kind, subject: hit.subject } : { what: what };
};

watchroom.world = function (lat, lon) {
  const phi = Math.max(-85.05112878, Math.min(85.05112878, lat)) * Math.PI / 180;
  return [(lon + 180) / 360 * 4294967296, (1 - Math.asinh(Math.tan(phi)) / Math.PI) / 2 * 4294967296];
};

watchroom.make = function (tag, name, parent) {
  const node = document.createElement(tag);
  node.className = name;
  parent.appendChild(node);
  return node;
};
