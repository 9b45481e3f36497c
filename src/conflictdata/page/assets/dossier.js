// The dossier: who said what in order of time, by which way the word came, why joined, why this status.

const dossier = byId("dossier");
const STANCE_SIGN = {asserts: "+", confirms: "+", verifies: "✓", assesses: "≈", implies: "~", denies: "−"};
let returnTo = null;

function sideTag(actor) {
  const side = actorSide(actor);
  return side ? h(`span.side.side-${side === "ua" || side === "ru" ? side : "other"}`, side.toUpperCase(), {title: sideName(side)}) : null;
}

function meter(event) {
  // Nothing here is certain: no rounding to 0 or 100.
  const percent = Math.min(99, Math.max(1, Math.round(event.c * 100)));
  const figure = `${event.c > 0.995 ? "> " : event.c < 0.005 ? "< " : ""}${percent} %`;
  return h("div.gauges",
    h("div.gauge", h("span.label", page.confidence), h("span.figure", figure),
      svg("svg.meter", {viewBox: "0 0 100 6", preserveAspectRatio: "none", role: "img", "aria-label": `${page.confidence}: ${figure}, ${page.confidence_hint}`},
        svg("rect.track", {x: 0, y: 0, width: 100, height: 6}), svg("rect.level", {x: 0, y: 0, width: percent, height: 6}))),
    h("div.gauge", h("span.label", page.credibility), h("span.figure", `${event.r} `, h("small", words.credibility[event.r]))));
}

function facts(event) {
  const found = [];
  const place = [event.n, regionText(event)].filter(Boolean).join(" · ");
  if (place) found.push([page.precision, words.precision[event.pr] || event.pr]);
  if (event.a.length) found.push([page.actors, event.a.map((id) => h("span.party", sideTag(id), " ", actorName(id)))]);
  found.push([page.copy_id, h("code", event.i)]);
  return h("dl.facts", found.map(([name, value]) => [h("dt", name), h("dd", value)]));
}

// For and against by side: how many speakers, not how many repetitions.
function ledger(event) {
  const table = new Map();
  for (const claim of event.cl) {
    const side = actorSide(claim.c);
    if (!table.has(side)) table.set(side, {for: new Set(), against: new Set()});
    table.get(side)[claim.st === "denies" ? "against" : "for"].add(claim.c);
  }
  const cell = (speakers, sign) => h("td", [...speakers].map((id) => h(`span.speaker.${sign}`, actorName(id))));
  return h("table.ledger", h("caption.sr", page.ledger),
    h("thead", h("tr", h("th", {scope: "col"}, h("span.sr", page.side)), h("th", {scope: "col"}, page.affirms), h("th", {scope: "col"}, page.denies_short))),
    h("tbody", [...table].sort().map(([side, row]) => h("tr", h("th", {scope: "row"}, sideName(side)), cell(row.for, "pro"), cell(row.against, "con")))));
}

// From the speaker outwards: claimant → … → whoever published the report.
function chain(claim) {
  const report = data.reports[claim.r];
  const links = [claim.c, ...[...claim.v].reverse()].map((id) => ({id, name: actorName(id)}));
  if (links[links.length - 1].id !== report.a) links.push({id: report.a, name: report.m});
  const last = links.length - 1;
  return h("ol.chain", {"aria-label": page.chain}, links.map(({id, name}, n) => h("li", {class: n === 0 ? "origin" : null},
    sideTag(id), h("span.name", n === last && report.u ? webLink(report.u, name, h("span.sr", ` (${page.open_report})`)) : name),
    n === last ? h("span.role", ` ${page.report}`) : null)));
}

function hostOf(url) {
  try { return new URL(url).hostname.replace(/^www\./, ""); } catch { return ""; }
}

function evidenceOf(claim) {
  return h("p.evidence", h("span.label", page.evidence), (claim.e || []).map(([kind, url, note]) => {
    const text = [words.evidence[kind] || kind, note].filter(Boolean).join(" ");
    return h("span.piece", url ? [webLink(url, text), h("small", ` ${hostOf(url)}`)] : text);
  }));
}

function quotation(claim) {
  if (claim.x === "withheld") return h("p.withheld", page.withheld);
  if (!claim.q) return null;
  return h("blockquote", h("p", {dir: "auto"}, claim.q), claim.x === "excerpt" ? h("footer", page.excerpt) : null);
}

// Who does it to whom: a target may be an actor or the name of a thing.
function deed(claim) {
  const party = (id) => h("span.party", sideTag(id), " ", actorName(id));
  if (!claim.ag && !claim.tg) return null;
  return [claim.ag ? party(claim.ag) : "", claim.tg ? " → " : "", claim.tg ? party(claim.tg) : "", " · "];
}

function claimEntry(claim, n) {
  const report = data.reports[claim.r];
  const time = claim.t === null ? page.undated : show(DAY, claim.t);
  const clock = claim.t === null ? "" : `${show(CLOCK, claim.t)} UTC`;
  const details = [claim.n, claim.w ? whenText(claim.w) : "", ...(claim.z || []),
    claim.o !== "unknown" ? words.outcome[claim.o] : ""].filter(Boolean).join(" · ");
  return h(`li.claim.${claim.st}`, {id: `claim-${n}`, tabindex: -1},
    h("span.node", {"aria-hidden": "true"}, STANCE_SIGN[claim.st]),
    h("p.head", h("time", {datetime: claim.t === null ? null : new Date(claim.t * 60000).toISOString()}, time, " ", h("small", clock)), h("span.number", {"aria-hidden": "true"}, `#${n}`)),
    h("p.speech", sideTag(claim.c), " ", h("strong", actorName(claim.c)), " ", h(`span.stance`, words.stance[claim.st]), claim.h ? h("em.hedged", ` ${page.hedged}`) : null),
    h("p.details", kindName(claim.k), " · ", deed(claim), details),
    quotation(claim),
    chain(claim),
    report.t ? h("p.report-title", {dir: "auto"}, report.u ? webLink(report.u, report.t) : report.t) : null,
    claim.e && claim.e.length ? evidenceOf(claim) : null);
}

function reasonEntry(reason, unit) {
  return h("li", h("span.code", reason.d), " ", h("span", {dir: "auto"}, reason.x),
    reason.b !== undefined ? h("span.weight", ` ${reason.b > 0 ? "+" : reason.b < 0 ? "−" : ""}${Math.abs(reason.b)} ${unit}`) : null,
    (reason.cl || []).length ? h("span.refs", reason.cl.map((n) => h("button.ref", {type: "button", "aria-label": fill(page.claim_ref, {n}), onclick: () => {
      const target = byId(`claim-${n}`);
      target.scrollIntoView({block: "center", behavior: CALM.matches ? "auto" : "smooth"});
      target.focus({preventScroll: true});
    }}, `#${n}`))) : null,
    reason.t !== undefined ? h("time.since", {datetime: new Date(reason.t * 60000).toISOString()}, ` ${show(DAY, reason.t)}`) : null);
}

function drawDossier(event) {
  if (!event) {
    dossier.replaceChildren(h("div.placeholder", icon("disputed", "ground", 44), h("h2", page.choose), h("p", page.choose_hint), legend()));
    return;
  }
  const at = positionOfChosen();
  const move = (by, label, sign) => h("button.quiet.step", {type: "button", "aria-label": label, disabled: at < 0 || !shown[at + by], onclick: () => choose(shown[at + by], {open: true, from: "dossier"})}, sign);
  dossier.replaceChildren(
    h("div.dossier-bar", move(-1, page.prev, "‹"), move(1, page.next, "›"), h("button.quiet.close", {type: "button", "aria-label": page.close, onclick: closeDossier}, "×")),
    h("header.dossier-head",
      h("p.kicker", icon(event.s, null, 16), h("b", statusName(event.s)), h("span", ` ${words.status_hint[event.s]}`)),
      h("h2", {id: "dossier-h", tabindex: -1}, `${kindName(event.k)}, ${event.n || page.no_place}`),
      h("p.dateline", [whenText(event.w), regionText(event)].filter(Boolean).join(" · "))),
    meter(event), ledger(event),
    h("section", h("h3", page.said, " ", h("small", counted(event.cl.length, page.claim_1, page.claims_n))), h("ol.claims", event.cl.map((claim, n) => claimEntry(claim, n + 1)))),
    h("section", h("h3", page.why_status), event.y.length ? h("ul.reasons", event.y.map((each) => reasonEntry(each, page.log_odds))) : h("p.details", words.status_hint[event.s])),
    h("section", h("h3", page.joined), event.j.length ? h("ul.reasons", event.j.map((each) => reasonEntry(each, page.bits))) : h("p.details", event.cl.length === 1 ? page.single : "—")),
    facts(event));
}

function legend() {
  return h("ul.legend", STATUSES.map((status) => h("li", icon(status, null, 18), h("b", statusName(status)), h("span", ` ${words.status_hint[status]}`))));
}

// Where the dossier covers the page, what lies beneath is out of reach of keys and screen readers too.
function cover() {
  const covered = document.body.classList.contains("reading") && !WIDE.matches;
  document.querySelectorAll(".skip, .top, .filters, .where, .time, .events, body > footer").forEach((part) => { part.inert = covered; });
  if (covered) dossier.setAttribute("role", "dialog");
  else dossier.removeAttribute("role");
}

function closeDossier() {
  document.body.classList.remove("reading");
  cover();
  if (!WIDE.matches) choose(null);
  (returnTo && returnTo.isConnected ? returnTo : rows).focus({preventScroll: true});
}

function startDossier() {
  drawDossier(null);
  on("choose", ({event, open}) => {
    drawDossier(event);
    dossier.scrollTop = 0;
    if (!event || !open) return;
    if (!dossier.contains(document.activeElement) && document.activeElement !== document.body) returnTo = document.activeElement;
    document.body.classList.add("reading");
    cover();
    byId("dossier-h").focus({preventScroll: true});
  });
  WIDE.addEventListener("change", cover);
  dossier.addEventListener("keydown", (press) => { if (press.key === "Escape") closeDossier(); });
}
