/* What of each layer is to be seen, in which order, how strongly, and of what time: as Python arranged it (layers/stack.py). */
"use strict";

watchroom.Stack = class {
  constructor(count) { this.set({}, count); }

  set(state, count) {
    const told = state.stack || {}, all = [...Array(count).keys()];
    this.order = told.order || all;
    this.hidden = told.hidden || all.map(() => false);
    this.opacity = told.opacity || all.map(() => 1);
    this.least = told.least || all.map(() => 0);
    this.bare = told.bare === true;
    this.window = state.window || null;
    this.density = state.density === true;
  }

  /* Whether a feature of a layer that is seen is seen too: it speaks of the chosen time, and on a wall is no protected sign. */
  shows(feature) { return this._timely(feature) && !(this.bare && feature.letter); }

  _timely(feature) { return !this.window || !feature.during || feature.during[0] <= this.window[1] && feature.during[1] >= this.window[0]; }
};
