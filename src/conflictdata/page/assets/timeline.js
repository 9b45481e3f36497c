// Events over time as bars stacked by status; dragging over them chooses a span of days.

const bars = byId("bars");
const HEIGHT = 92;
const FOOT = 18; // below the bars, for dates
let scale = null; // {first, step, count, width}

function binning(list) {
  const days = list.map((event) => event.day).filter((day) => day !== null).sort((a, b) => a - b);
  if (!days.length) return null;
  // A few events dated years away would squeeze all others into one bar.
  const first = days[Math.floor(days.length * 0.002)];
  const last = days[Math.ceil(days.length * 0.998) - 1];
  const span = last - first + 1;
  const step = span <= 130 ? 1 : span <= 900 ? 7 : 30;
  const padded = Math.max(span, 14 * step);
  const begin = first - Math.floor((padded - span) / 2);
  return {first: begin, step, count: Math.ceil(padded / step), unit: step === 1 ? page.day : step === 7 ? page.week : page.month, last};
}

function drawTimeline() {
  const bins = binning(events);
  byId("time").hidden = !bins;
  if (!bins) return;
  const width = Math.max(200, bars.clientWidth || bars.parentElement.clientWidth);
  scale = {...bins, width};
  const table = Array.from({length: bins.count}, () => new Map());
  for (const event of without("time")) {
    if (event.day === null) continue;
    const n = Math.min(bins.count - 1, Math.max(0, Math.floor((event.day - bins.first) / bins.step)));
    table[n].set(event.s, (table[n].get(event.s) || 0) + 1);
  }
  const most = Math.max(1, ...table.map((bin) => [...bin.values()].reduce((a, b) => a + b, 0)));
  const each = width / bins.count;
  bars.setAttribute("viewBox", `0 0 ${width} ${HEIGHT}`);
  bars.replaceChildren();
  const plot = HEIGHT - FOOT - 14; // above the bars, for the scale
  bars.append(svg("line.axis", {x1: 0, x2: width, y1: HEIGHT - FOOT, y2: HEIGHT - FOOT}));
  bars.append(svg("text.tick", {x: width - 2, y: 10, "text-anchor": "end"}, `${numbers.format(most)} / ${bins.unit}`));
  table.forEach((bin, n) => {
    let y = HEIGHT - FOOT;
    const day = bins.first + n * bins.step;
    const out = (state.from !== null && day + bins.step - 1 < state.from) || (state.to !== null && day > state.to);
    for (const status of STATUSES) {
      if (!bin.has(status)) continue;
      const height = Math.max(1, (bin.get(status) / most) * plot);
      y -= height;
      bars.append(svg(`rect.bar.s-${status}${out ? ".out" : ""}`, {x: n * each + each * 0.08, y, width: Math.max(0.7, Math.min(each * 0.84, 28)), height}));
    }
  });
  drawTicks(bins, width, each);
  drawSpan(each);
  bars.setAttribute("aria-label", fill(page.timeline_hint, {unit: bins.unit, from: show(DAY, bins.first * MINUTES_A_DAY), to: show(DAY, bins.last * MINUTES_A_DAY)}));
}

function drawTicks(bins, width, each) {
  const every = Math.max(1, Math.ceil(74 / each));
  for (let n = 0; n < bins.count; n += every) {
    const x = n * each + each / 2;
    if (x > width - 34) break;
    const label = show(bins.step === 30 ? MONTH : SHORT, (bins.first + n * bins.step) * MINUTES_A_DAY);
    bars.append(svg("text.tick", {x: Math.max(x, 0), y: HEIGHT - 4, "text-anchor": x < 24 ? "start" : "middle"}, label));
  }
}

function drawSpan(each) {
  byId("clear-span").hidden = state.from === null && state.to === null;
  if (state.from === null && state.to === null) return;
  const at = (day) => Math.min(scale.width, Math.max(0, ((day - scale.first) / scale.step) * each));
  const left = state.from === null ? 0 : at(state.from);
  const right = state.to === null ? scale.width : at(state.to + 1);
  bars.append(svg("rect.span", {x: left, y: 1, width: Math.max(2, right - left), height: HEIGHT - FOOT - 1}));
}

function setDays(from, to) {
  byId("from").value = from === null ? "" : isoDay(from);
  byId("to").value = to === null ? "" : isoDay(to);
  change({from, to});
}

function startTimeline() {
  let start = null;
  const dayAt = (pointer) => {
    const box = bars.getBoundingClientRect();
    const n = Math.floor(((pointer.clientX - box.left) / box.width) * scale.count);
    return scale.first + Math.min(scale.count - 1, Math.max(0, n)) * scale.step;
  };
  bars.addEventListener("pointerdown", (pointer) => {
    if (!scale || pointer.button !== 0) return;
    start = dayAt(pointer);
    bars.setPointerCapture(pointer.pointerId);
  });
  const span = (pointer) => {
    const here = dayAt(pointer);
    setDays(Math.min(start, here), Math.max(start, here) + scale.step - 1);
  };
  bars.addEventListener("pointermove", (pointer) => { if (start !== null) span(pointer); });
  bars.addEventListener("pointerup", (pointer) => { if (start !== null) span(pointer); start = null; });
  bars.addEventListener("pointercancel", () => { start = null; });
  byId("clear-span").addEventListener("click", () => { setDays(null, null); byId("from").focus(); });
  on("filter", drawTimeline);
  new ResizeObserver(() => { if (bars.clientWidth !== scale?.width) drawTimeline(); }).observe(byId("time"));
}
