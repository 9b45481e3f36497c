// The list of events: a listbox that holds only the rows in view, so that ten thousand are as light as ten.

const rows = byId("rows");
const spacer = byId("spacer");
const ROW = 80; // pixels; the same in page.css
const drawn = new Map(); // position → row

function rowOf(event, position) {
  const row = h("div.row", {
    id: `row-${event.index}`, role: "option", "aria-selected": String(state.chosen === event.index),
    "aria-setsize": shown.length, "aria-posinset": position + 1,
    onclick: () => choose(event, {open: true, from: "list"}),
  });
  row.style.transform = `translateY(${position * ROW}px)`;
  const against = event.cl.filter((claim) => claim.st === "denies").length;
  row.append(
    icon(event.s, data.kinds[event.k].f, 26),
    h("div.what", h("strong", event.n || page.no_place),
      h("span.sub", `${kindName(event.k)} · ${whenText(event.w)}`),
      h("span.sub", h("span.status-word", statusName(event.s)), ` · ${counted(event.cl.length, page.claim_1, page.claims_n)}`, against ? h("b.against", ` −${against}`, h("span.sr", ` ${page.denies_short}`)) : null)),
  );
  return row;
}

function drawRows(fresh) {
  if (fresh) {
    spacer.replaceChildren();
    drawn.clear();
    spacer.style.height = `${shown.length * ROW}px`;
  }
  const first = Math.max(0, Math.floor(rows.scrollTop / ROW) - 4);
  const last = Math.min(shown.length - 1, Math.ceil((rows.scrollTop + rows.clientHeight) / ROW) + 4);
  for (const [position, row] of drawn) {
    if (position >= first && position <= last) continue;
    row.remove();
    drawn.delete(position);
  }
  for (let position = first; position <= last; position++) {
    if (drawn.has(position)) continue;
    const row = rowOf(shown[position], position);
    drawn.set(position, row);
    const next = [...drawn.keys()].filter((other) => other > position).sort((a, b) => a - b)[0];
    spacer.insertBefore(row, next === undefined ? null : drawn.get(next));
  }
  const active = state.chosen !== null && byId(`row-${state.chosen}`);
  if (active) rows.setAttribute("aria-activedescendant", active.id);
  else rows.removeAttribute("aria-activedescendant");
}

function reveal(position) {
  const top = position * ROW;
  if (top < rows.scrollTop) rows.scrollTop = top;
  else if (top + ROW > rows.scrollTop + rows.clientHeight) rows.scrollTop = top + ROW - rows.clientHeight;
}

const positionOfChosen = () => shown.findIndex((event) => event.index === state.chosen);

function step(by) {
  if (!shown.length) return;
  const at = positionOfChosen();
  const to = at < 0 ? (by > 0 ? 0 : shown.length - 1) : Math.min(shown.length - 1, Math.max(0, at + by));
  choose(shown[to], {from: "list"});
}

function listKeys(press) {
  const pageful = Math.max(1, Math.floor(rows.clientHeight / ROW) - 1);
  const steps = {ArrowDown: 1, ArrowUp: -1, PageDown: pageful, PageUp: -pageful, Home: -Infinity, End: Infinity};
  if (press.key in steps && !press.ctrlKey && !press.metaKey && !press.altKey) {
    press.preventDefault();
    const at = positionOfChosen();
    if (at < 0 && press.key === "End") choose(shown[shown.length - 1] || null, {from: "list"});
    else if (at < 0) step(1);
    else step(Math.min(shown.length, Math.max(-shown.length, steps[press.key])));
  } else if ((press.key === "Enter" || press.key === " ") && state.chosen !== null) {
    press.preventDefault();
    choose(events[state.chosen], {open: true, from: "list"});
  }
}

function startList() {
  rows.addEventListener("scroll", () => drawRows(false), {passive: true});
  rows.addEventListener("keydown", listKeys);
  byId("sort").addEventListener("change", (event) => change({order: event.target.value}));
  on("filter", () => {
    rows.scrollTop = 0;
    byId("count").textContent = fill(page.shown, {shown: numbers.format(shown.length), all: numbers.format(events.length)});
    byId("nothing").hidden = shown.length > 0;
    byId("nothing").textContent = events.length ? page.none : page.empty;
    rows.hidden = shown.length === 0;
    drawRows(true);
    const at = positionOfChosen();
    if (at >= 0) { reveal(at); drawRows(false); }
  });
  on("choose", ({from}) => {
    const at = positionOfChosen();
    if (at >= 0) reveal(at);
    drawRows(from !== "list" || at < 0);
    for (const [position, row] of drawn) row.setAttribute("aria-selected", String(shown[position].index === state.chosen));
  });
  new ResizeObserver(() => drawRows(false)).observe(rows);
}
