// The filters' controls, and the first drawing.

function chips(holder, options, chosen, what) {
  byId(holder).replaceChildren(...options.map(({id, sign, name, title}) => {
    const box = h("input", {type: "checkbox", value: id});
    box.addEventListener("change", () => {
      if (box.checked) chosen.add(id);
      else chosen.delete(id);
      refilter();
    });
    return h("label.chip", {title}, box, sign, h("span", name), h("b.n", {"data-of": id}));
  }));
  on("filter", () => {
    const pool = without(what);
    byId(holder).querySelectorAll("b.n").forEach((count) => {
      const id = count.dataset.of;
      count.textContent = numbers.format(pool.filter((event) => (what === "status" ? event.s === id : event.sides.has(id))).length);
    });
  });
}

function choices(select, groups) {
  select.append(h("option", {value: ""}, page.all));
  for (const [name, options] of groups) {
    const made = options.map(([value, text]) => h("option", {value}, text));
    select.append(...(name ? [h("optgroup", {label: name}, made)] : made));
  }
}

function countBy(keys) {
  const counts = new Map();
  for (const event of events) for (const key of keys(event)) counts.set(key, (counts.get(key) || 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
}

function startFilters() {
  chips("f-status", STATUSES.map((id) => ({id, sign: icon(id, null, 16), name: statusName(id), title: words.status_hint[id]})), state.statuses, "status");
  chips("f-side", countBy((event) => event.sides).map(([id]) => ({id, sign: null, name: sideName(id)})), state.sides, "side");
  choices(byId("f-kind"), [["", countBy((event) => [event.k]).map(([id, n]) => [id, `${kindName(id)} (${numbers.format(n)})`])]]);
  const publisher = new Map(data.reports.map((report) => [report.s, report.m]));
  choices(byId("f-source"), [["", countBy((event) => event.sources).map(([id, n]) => [`=${id}`, `${publisher.get(id)} (${numbers.format(n)})`])]]);
  let pause = 0;
  byId("q").addEventListener("input", (event) => {
    clearTimeout(pause);
    pause = setTimeout(() => change({query: event.target.value}), events.length > 3000 ? 180 : 60);
  });
  byId("f-kind").addEventListener("change", (event) => change({kind: event.target.value}));
  byId("f-source").addEventListener("change", (event) => change({source: event.target.value}));
  for (const end of ["from", "to"]) byId(end).addEventListener("change", (event) => change({[end]: dayOfIso(event.target.value)}));
  byId("filters").addEventListener("submit", (event) => event.preventDefault());
  byId("filters").addEventListener("reset", () => {
    state.statuses.clear();
    state.sides.clear();
    change({query: "", kind: "", source: "", from: null, to: null, spot: null});
  });
  on("filter", () => {
    const active = [state.query, state.kind, state.source, state.from !== null || state.to !== null, state.spot].filter(Boolean).length + state.statuses.size + state.sides.size;
    byId("active").hidden = !active;
    byId("active").textContent = String(active);
    byId("reset").disabled = !active;
  });
  const unfold = () => { byId("more").open = WIDE.matches; };
  WIDE.addEventListener("change", unfold);
  unfold();
}

function fromAddress() {
  const named = /^#event=(.+)$/.exec(location.hash);
  if (!named) return;
  let id = named[1];
  try { id = decodeURIComponent(id); } catch { return; }
  const event = events.find((each) => each.i === id);
  if (event && event.index !== state.chosen) choose(event, {open: true, from: "address"});
}

startDossier();
startList();
startFilters();
startTimeline();
startMap();
refilter();
fromAddress();
window.addEventListener("hashchange", fromAddress);
document.documentElement.dataset.ready = String(events.length);
