// Data, words, times, and the making of elements. Text from the archive enters the page as text nodes only.

const data = JSON.parse(document.getElementById("archive").textContent);
const words = data.words;
const page = words.page;
const MINUTES_A_DAY = 1440;
const WIDE = window.matchMedia("(min-width: 1080px)");
const CALM = window.matchMedia("(prefers-reduced-motion: reduce)");
const STATUSES = ["verified", "corroborated", "conceded", "claimed", "disputed", "refuted"];
const COARSE = new Set(["district", "region", "country", "unknown"]);
const NEUTRAL = "";

const byId = (id) => document.getElementById(id);

function fill(pattern, values) {
  return pattern.replace(/\{(\w+)\}/g, (whole, name) => (name in values ? String(values[name]) : whole));
}

// h("p.note", {id: "x", onclick: f}, "text", node, ...): an element; strings become text nodes.
function h(kind, ...rest) {
  const [tag, ...classes] = kind.split(".");
  const element = document.createElement(tag);
  if (classes.length) element.className = classes.join(" ");
  return furnish(element, rest);
}

function svg(kind, ...rest) {
  const [tag, ...classes] = kind.split(".");
  const element = document.createElementNS("http://www.w3.org/2000/svg", tag);
  if (classes.length) element.setAttribute("class", classes.join(" "));
  return furnish(element, rest);
}

function furnish(element, rest) {
  for (const part of rest.flat(2)) {
    if (part === null || part === undefined || part === false) continue;
    if (part instanceof Node) element.append(part);
    else if (typeof part === "object") {
      for (const [name, value] of Object.entries(part)) {
        if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
        else if (value !== null && value !== undefined && value !== false) {
          element.setAttribute(name, value === true ? "" : String(value));
        }
      }
    } else element.append(isolated(String(part)));
  }
  return element;
}

// Signs that turn the direction of writing could make a name read as another; they are taken out.
function isolated(text) {
  return text.replace(/[\u202a-\u202e\u2066-\u2069\u0000-\u0008\u000b-\u001f]/g, "");
}

function webLink(url, text, ...rest) {
  let parsed = null;
  try { parsed = new URL(url); } catch { /* shown as text */ }
  if (!parsed || (parsed.protocol !== "https:" && parsed.protocol !== "http:")) return h("span", text);
  return h("a", {href: parsed.href, target: "_blank", rel: "noopener noreferrer"}, text, ...rest);
}

const LOCALE = page.lang;
const numbers = new Intl.NumberFormat(LOCALE);
const DAY = format({day: "numeric", month: "short", year: "numeric"});
const CLOCK = format({hour: "2-digit", minute: "2-digit", hourCycle: "h23"});
const MONTH = format({month: "short", year: "numeric"});
const SHORT = format({day: "numeric", month: "short"});

function format(options) {
  return new Intl.DateTimeFormat(LOCALE === "en" ? "en-GB" : LOCALE, {...options, timeZone: "UTC"});
}

const show = (formatter, minutes) => formatter.format(new Date(minutes * 60000));

// A publisher's local day runs from 21:00 or 04:00 UTC: half a day inwards lies the day that was meant.
function whenText(when) {
  if (!when) return page.no_time;
  const [start, end, precision, stated] = when;
  const half = MINUTES_A_DAY / 2;
  if (!stated) return fill(page.by, {when: show(DAY, Math.max(start, end - half))});
  if (precision === "minute" || precision === "hour") return `${show(DAY, start)}, ${show(CLOCK, start)} UTC`;
  if (end - start <= 2 * half) return show(DAY, start + (end - start) / 2);
  const first = start + half;
  const last = end - half;
  if (precision === "month" && end - start < 32 * MINUTES_A_DAY) return show(MONTH, (start + end) / 2);
  if (show(DAY, first) === show(DAY, last)) return show(DAY, first);
  return DAY.formatRange(new Date(first * 60000), new Date(last * 60000));
}

const regionNames = (() => {
  try { return new Intl.DisplayNames([LOCALE], {type: "region"}); } catch { return null; }
})();

function sideName(side) {
  if (side === NEUTRAL) return page.neutral;
  try { return regionNames.of(side.toUpperCase()); } catch { return side.toUpperCase(); }
}

const actorName = (id) => data.actors[id].n;
const actorSide = (id) => data.actors[id].s || NEUTRAL;
const kindName = (id) => data.kinds[id].n;
const statusName = (id) => words.status[id];
const counted = (n, one, many) => (n === 1 ? one : fill(many, {n: numbers.format(n)}));

function regionText(event) {
  const [admin, country] = (event.g || "").includes(", ") ? event.g.split(/, (?=[A-Z]{2}$)/) : ["", event.g || ""];
  const named = /^[A-Z]{2}$/.test(country || "") ? sideName(country) : country;
  return [admin, named].filter(Boolean).join(", ");
}

// What the filters look at, once for each event.
const events = data.events.map((event, index) => {
  const sides = new Set(event.cl.map((claim) => actorSide(claim.c)));
  const sources = new Set(event.cl.flatMap((claim) => [data.reports[claim.r].s]));
  const days = event.w || (event.cl[0] && event.cl[0].t !== null ? [event.cl[0].t, event.cl[0].t + 1] : null);
  // An event without a time of its own is put at the end of the span that bounds it: it was known by then.
  const day = days ? Math.floor((days[3] === 0 ? days[1] - MINUTES_A_DAY / 2 : (days[0] + days[1]) / 2) / MINUTES_A_DAY) : null;
  const actors = new Set([...event.a, ...event.cl.flatMap((claim) => [claim.c, ...claim.v])]);
  const text = [
    event.n, event.al, event.g, kindName(event.k), event.i, ...[...actors].map((id) => `${id} ${actorName(id)}`),
    ...event.cl.map((claim) => `${claim.q} ${data.reports[claim.r].m} ${data.reports[claim.r].t}`),
  ].filter(Boolean).join("\n").toLocaleLowerCase();
  const spot = event.p ? `${event.p[0]},${event.p[1]}` : null;
  return {...event, index, sides, sources, day, text, spot};
});
