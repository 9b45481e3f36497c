// The map: Leaflet with boundaries from this file, and one sign for events too close to be told apart.

const MIN_APART = 44; // pixels between signs: the smallest target that fingers hit (WCAG 2.5.5)
const spots = new Map(); // "lat,lon" → all events there
for (const event of events) {
  if (event.spot) spots.set(event.spot, [...(spots.get(event.spot) || []), event]);
}

const map = L.map("map", {
  attributionControl: false, zoomControl: false, minZoom: 2, maxZoom: 12, zoomSnap: 0.5, worldCopyJump: false,
  maxBounds: [[-85, -190], [85, 190]], maxBoundsViscosity: 0.8, renderer: L.svg({padding: 0.4}),
  zoomAnimation: !CALM.matches, fadeAnimation: false, inertia: !CALM.matches,
});
L.control.zoom({position: "topright", zoomInTitle: page.zoom_in, zoomOutTitle: page.zoom_out}).addTo(map);
L.control.scale({position: "bottomright", imperial: false}).addTo(map);

function decoded(line) {
  const points = [];
  let lon = 0;
  let lat = 0;
  for (let n = 0; n < line.length; n += 2) {
    lon += line[n];
    lat += line[n + 1];
    points.push([lat / 1000, lon / 1000]);
  }
  return points;
}

// Land is cut along the frame in which lines are fine (scripts/build_basemap.py): no coast is there.
const FRAME = [[41, 62], [20, 62]];
const onFrame = (a, b) => FRAME.some((edges, axis) => edges.some((edge) => Math.abs(a[axis] - edge) < 0.06 && Math.abs(b[axis] - edge) < 0.06));

function coasts(points) {
  const parts = [[]];
  [...points, points[0]].forEach((point, n, all) => {
    if (n && onFrame(all[n - 1], point)) parts.push([]);
    parts[parts.length - 1].push(point);
  });
  return parts.filter((part) => part.length > 1);
}

const base = JSON.parse(byId("basemap").textContent);
const quiet = {interactive: false, smoothFactor: 1.2};
// One path of many rings: even-odd filling leaves inland seas open.
const land = base.land.map(decoded);
L.polygon([land], {...quiet, className: "land", fillRule: "evenodd"}).addTo(map);
L.polyline(land.flatMap(coasts), {...quiet, className: "coast-line"}).addTo(map);
L.polygon(base.lakes.map((ring_) => [decoded(ring_)]), {...quiet, className: "lake"}).addTo(map);
L.polyline(base.regions.map(decoded), {...quiet, className: "region-line"}).addTo(map);
L.polyline(base.borders.map(decoded), {...quiet, className: "border-line"}).addTo(map);
byId("map").querySelectorAll(".leaflet-overlay-pane svg").forEach((each) => each.setAttribute("aria-hidden", "true"));
map.createPane("towns").style.pointerEvents = "none";
map.getPane("towns").setAttribute("aria-hidden", "true");

const townLayer = L.layerGroup().addTo(map);
const signLayer = L.layerGroup().addTo(map);
const signs = new Map(); // key → {marker, group, radius}

function drawTowns() {
  townLayer.clearLayers();
  const zoom = map.getZoom();
  const view = map.getBounds().pad(0.1);
  const taken = [];
  const signed = [...signs.values()].map(({marker, radius}) => ({at: map.latLngToLayerPoint(marker.getLatLng()), radius}));
  const write = (at, label) => townLayer.addLayer(L.marker(at, {pane: "towns", interactive: false, keyboard: false, icon: L.divIcon({html: label, className: "town-at", iconSize: [0, 0]})}));
  const free = (at) => !taken.some((other) => Math.abs(other.x - at.x) < 90 && Math.abs(other.y - at.y) < 18);
  // Close up, the places of events have their names; before the towns, which can do without.
  for (const {marker, group, radius} of zoom >= 8.5 ? signs.values() : []) {
    const at = map.latLngToLayerPoint(marker.getLatLng());
    const name = group.events[0].n;
    const [first] = group.events;
    if (group.spots.length > 1 || !name || COARSE.has(first.pr) || !free(at)) continue;
    if (signed.some((sign) => sign.at.x > at.x && sign.at.x - at.x < radius + name.length * 7 + sign.radius && Math.abs(sign.at.y - at.y) < 8 + sign.radius)) continue;
    taken.push(at);
    const label = h("span.town.spot-name", name);
    label.style.left = `${radius + 4}px`;
    write(first.p, label);
  }
  for (const [name, lat, lon, rank] of base.towns) {
    if (zoom < [4.5, 5.5, 7, 8.5][rank] || !view.contains([lat, lon])) continue;
    const at = map.latLngToLayerPoint([lat, lon]);
    if (!free(at)) continue;
    const half = 4 + name.length * 3.6;
    if (signed.some((sign) => Math.abs(sign.at.x - at.x - half) < half + sign.radius && Math.abs(sign.at.y - at.y) < 8 + sign.radius)) continue;
    taken.push(at);
    write([lat, lon], h(`span.town.rank-${rank}`, name));
  }
}

function grouped() {
  const here = new Map();
  for (const event of shown) {
    if (event.spot) here.set(event.spot, [...(here.get(event.spot) || []), event]);
  }
  const view = map.getBounds().pad(0.15);
  const cells = new Map();
  const groups = [];
  const ordered = [...here.values()].sort((a, b) => b.length - a.length || (a[0].spot < b[0].spot ? -1 : 1));
  for (const inside of ordered) {
    const at = inside[0].p;
    if (!view.contains(at)) continue;
    const {x, y} = map.project(at);
    const cx = Math.floor(x / MIN_APART);
    const cy = Math.floor(y / MIN_APART);
    let home = null;
    for (let dx = -1; dx <= 1 && !home; dx++) {
      for (let dy = -1; dy <= 1 && !home; dy++) {
        home = (cells.get(`${cx + dx},${cy + dy}`) || []).find((g) => Math.hypot(g.x - x, g.y - y) < MIN_APART) || null;
      }
    }
    if (!home) {
      home = {x, y, at, spots: [], events: []};
      groups.push(home);
      const cell = `${cx},${cy}`;
      cells.set(cell, [...(cells.get(cell) || []), home]);
    }
    home.spots.push(inside[0].spot);
    home.events.push(inside);
  }
  for (const group of groups) group.events = group.events.flat();
  return groups;
}

function tally(list) {
  const counts = new Map();
  for (const event of list) counts.set(event.s, (counts.get(event.s) || 0) + 1);
  return counts;
}

function groupLabel(group) {
  const [first] = group.events;
  const name = first.n || page.no_place;
  if (group.events.length === 1) return `${name}: ${kindName(first.k)}, ${statusName(first.s)}, ${whenText(first.w)}`;
  const counts = tally(group.events);
  const parts = STATUSES.filter((s) => counts.has(s)).map((s) => `${counts.get(s)} ${statusName(s).toLocaleLowerCase()}`);
  const more = group.spots.length > 1 ? ` +${group.spots.length - 1}` : "";
  return `${name}${more}: ${counted(group.events.length, page.event_1, page.events_n)} (${parts.join(", ")})`;
}

function signOf(group) {
  const [first] = group.events;
  const coarse = group.events.every((event) => COARSE.has(event.pr));
  const single = group.events.length === 1;
  const {picture, size} = single ? {picture: icon(first.s, data.kinds[first.k].f, 28), size: 28} : ring(tally(group.events), group.events.length);
  const box = h(`span.sign-box${coarse ? ".coarse" : ""}`, picture);
  const marker = L.marker(group.at, {
    icon: L.divIcon({html: box, className: `sign${single ? " single" : ""}`, iconSize: [Math.max(size, 28), Math.max(size, 28)]}),
    riseOnHover: true,
  });
  const label = groupLabel(group) + (coarse ? ` · ${page.approximate}` : "");
  marker.bindTooltip(h("span", label), {direction: "top", offset: [0, -size / 2], className: "tip"});
  marker.on("click", () => openGroup(group));
  marker.on("add", () => {
    const element = marker.getElement();
    element.setAttribute("role", "button");
    element.setAttribute("aria-label", label);
    element.addEventListener("keydown", (press) => {
      if (press.key !== "Enter" && press.key !== " ") return;
      press.preventDefault();
      press.stopPropagation();
      openGroup(group);
    });
    element.addEventListener("focus", () => marker.openTooltip());
    element.addEventListener("blur", () => marker.closeTooltip());
  });
  return marker;
}

function openGroup(group) {
  if (group.events.length === 1) {
    choose(group.events[0], {open: true, from: "map"});
  } else if (group.spots.length === 1 || map.getZoom() >= map.getMaxZoom()) {
    change({spot: group.spots[0]});
    byId("rows").focus({preventScroll: WIDE.matches});
  } else {
    map.fitBounds(L.latLngBounds(group.events.map((event) => event.p)), {padding: [60, 60], maxZoom: 12});
  }
}

function drawSigns() {
  const kept = new Set();
  for (const group of grouped()) {
    const key = group.spots.join(" ") + [...tally(group.events)].join() + group.events[0].index;
    kept.add(key);
    if (signs.has(key)) {
      signs.get(key).group.events = group.events;
      continue;
    }
    const marker = signOf(group);
    signs.set(key, {marker, group, radius: marker.options.icon.options.iconSize[0] / 2});
    signLayer.addLayer(marker);
  }
  for (const [key, {marker}] of signs) {
    if (kept.has(key)) continue;
    signLayer.removeLayer(marker);
    signs.delete(key);
  }
  markChosen();
  drawTowns();
}

function markChosen() {
  for (const {marker, group} of signs.values()) {
    const inside = state.chosen !== null && group.events.some((event) => event.index === state.chosen);
    marker.getElement()?.classList.toggle("chosen", inside);
    marker.setZIndexOffset(inside ? 1000 : 0);
  }
}

function fitAll(list = events) {
  const points = list.filter((event) => event.p && event.pr !== "country").map((event) => event.p);
  if (!points.length) {
    map.setView([48.5, 36], 5);
    return;
  }
  // Far outliers would shrink the rest to a dot: the middle 96 in a hundred decide the view.
  const middle = (axis) => {
    const sorted = points.map((p) => p[axis]).sort((a, b) => a - b);
    const cut = Math.floor(sorted.length * 0.02);
    return [sorted[cut], sorted[sorted.length - 1 - cut]];
  };
  const [south, north] = middle(0);
  const [west, east] = middle(1);
  map.fitBounds([[south, west], [north, east]], {padding: [40, 40], maxZoom: 9, animate: false});
}

function drawPlaceChip() {
  const chip = byId("place-chip");
  const at = state.spot && spots.get(state.spot)[0];
  chip.hidden = !at;
  if (at) chip.replaceChildren(fill(page.at, {place: isolated(at.n || "")}), h("span", {"aria-hidden": "true"}, " ×"), h("span.sr", ` ${page.remove}`));
  const missing = shown.filter((event) => !event.spot).length;
  byId("unplaced").hidden = !missing;
  byId("unplaced").textContent = fill(page.no_place_count, {n: numbers.format(missing)});
}

function startMap() {
  fitAll();
  byId("place-chip").addEventListener("click", () => change({spot: null}));
  map.on("zoomend moveend resize", drawSigns);
  on("filter", () => { drawSigns(); drawPlaceChip(); });
  on("choose", ({event, from}) => {
    markChosen();
    if (event && event.p && from !== "map" && !map.getBounds().pad(-0.1).contains(event.p)) {
      map.panTo(event.p, {animate: !CALM.matches});
    }
  });
  new ResizeObserver(() => map.invalidateSize({animate: false})).observe(byId("map"));
}
