// What is chosen: filters, order, event. Parts of the page listen and draw what concerns them.

const state = {
  query: "", statuses: new Set(), sides: new Set(), kind: "", source: "", from: null, to: null, spot: null,
  order: "newest", chosen: null,
};
let shown = [];
const listeners = {filter: [], choose: []};
const on = (what, listener) => listeners[what].push(listener);
const tell = (what, detail) => listeners[what].forEach((listener) => listener(detail));

const ORDERS = {
  newest: (a, b) => (b.day ?? -Infinity) - (a.day ?? -Infinity) || a.index - b.index,
  oldest: (a, b) => (a.day ?? Infinity) - (b.day ?? Infinity) || a.index - b.index,
  claims: (a, b) => b.cl.length - a.cl.length || b.index - a.index,
  certain: (a, b) => b.c - a.c || a.index - b.index,
};

// `without` leaves one filter out, to count what its own choices would give.
function fits(event, terms, without = "") {
  if (without !== "status" && state.statuses.size && !state.statuses.has(event.s)) return false;
  if (state.kind && event.k !== state.kind) return false;
  if (without !== "side" && state.sides.size && ![...event.sides].some((side) => state.sides.has(side))) return false;
  if (state.source && !event.sources.has(state.source.slice(1))) return false;
  if (without !== "time") {
    if (state.from !== null && !(event.day >= state.from && event.day !== null)) return false;
    if (state.to !== null && !(event.day <= state.to && event.day !== null)) return false;
  }
  if (state.spot && event.spot !== state.spot) return false;
  return terms.every((term) => event.text.includes(term));
}

const termsOf = () => state.query.toLocaleLowerCase().split(/\s+/).filter(Boolean);

function refilter() {
  const terms = termsOf();
  shown = events.filter((event) => fits(event, terms)).sort(ORDERS[state.order]);
  tell("filter");
}

function without(what) {
  const terms = termsOf();
  return events.filter((event) => fits(event, terms, what));
}

function change(values) {
  Object.assign(state, values);
  refilter();
}

// `open`: the person asked for the dossier, so it takes the focus and, where narrow, the screen.
function choose(event, {open = false, from = null} = {}) {
  state.chosen = event ? event.index : null;
  try { // some viewers allow no history for files, and half a surrogate pair has no address
    history.replaceState(null, "", event ? `#event=${encodeURIComponent(event.i)}` : location.pathname + location.search);
  } catch { /* the page works without */ }
  tell("choose", {event, open, from});
}

const isoDay = (day) => new Date(day * 86400000).toISOString().slice(0, 10);
const dayOfIso = (text) => {
  const time = Date.parse(`${text}T00:00:00Z`);
  return Number.isNaN(time) ? null : Math.floor(time / 86400000);
};
