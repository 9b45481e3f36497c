// Signs of status (shape and colour, so that either suffices) and of kind (a glyph within).

const SHAPES = {
  verified: ["circle", {cx: 12, cy: 12, r: 10}],
  corroborated: ["rect", {x: 3, y: 3, width: 18, height: 18, rx: 3}],
  conceded: ["path", {d: "M12 1.5 21.2 6.8v10.4L12 22.5 2.8 17.2V6.8Z"}],
  claimed: ["circle", {cx: 12, cy: 12, r: 9.2}],
  disputed: ["path", {d: "M12 .8 23.2 12 12 23.2.8 12Z"}],
  refuted: ["path", {d: "M7.2 2h9.6L22 7.2v9.6L16.8 22H7.2L2 16.8V7.2Z"}],
};

// 10 by 10 strokes, drawn in the middle of the shape.
const GLYPHS = {
  ground: "M1.5 1.5 8.5 8.5M8.5 1.5 1.5 8.5M1 6.6 3.4 9M9 6.6 6.6 9",
  strike: "M5 .5V3M5 7v2.5M.5 5H3M7 5h2.5M1.8 1.8 3.5 3.5M6.5 6.5 8.2 8.2M8.2 1.8 6.5 3.5M3.5 6.5 1.8 8.2",
  "air-defence": "M5 .8 8.6 2.2V5C8.6 7.2 7 8.6 5 9.4 3 8.6 1.4 7.2 1.4 5V2.2Z",
  harm: "M5 .8a1.6 1.6 0 1 1 0 3.2 1.6 1.6 0 1 1 0-3.2M1.8 9.2c0-2.6 1.3-3.8 3.2-3.8s3.2 1.2 3.2 3.8",
  losses: "M5 .8v7.6M1.8 5.4 5 8.8 8.2 5.4",
  movement: "M.8 5H8.6M5.4 1.8 8.8 5 5.4 8.2",
  diplomacy: "M.8 3.4H7.6M5.6 1.2 7.8 3.4 5.6 5.6M9.2 6.8H2.4M4.4 4.8",
  civil: "M1 5 5 1.4 9 5M2.2 4.2V9h5.6V4.2",
  other: "M2 5h.1M5 5h.1M8 5h.1",
};

function icon(status, family, size = 24) {
  const [tag, shape] = SHAPES[status];
  const picture = svg("svg.icon", {viewBox: "0 0 24 24", width: size, height: size, "aria-hidden": "true", focusable: "false"});
  picture.append(svg(`${tag}.shape.s-${status}`, shape));
  if (family) picture.append(svg(`path.glyph.g-${status}`, {d: GLYPHS[family] || GLYPHS.other, transform: "translate(6.6 6.6) scale(1.08)"}));
  return picture;
}

// Several events at one place: a ring divided by status around their number.
function ring(counts, total) {
  const radius = Math.min(24, 14 + 2.6 * Math.log2(total));
  const size = Math.ceil(radius * 2 + 4);
  const middle = size / 2;
  const width = 5;
  const r = radius - width / 2;
  const round = 2 * Math.PI * r;
  const picture = svg("svg.icon", {viewBox: `0 0 ${size} ${size}`, width: size, height: size, "aria-hidden": "true", focusable: "false"});
  picture.append(svg("circle.plate", {cx: middle, cy: middle, r: radius}));
  let turned = 0;
  for (const status of STATUSES) {
    const share = (counts.get(status) || 0) / total;
    if (!share) continue;
    const gap = share < 1 ? Math.min(1.5, (share * round) / 3) : 0;
    picture.append(svg(`circle.arc.s-${status}`, {
      cx: middle, cy: middle, r, "stroke-width": width, transform: `rotate(${turned * 360 - 90} ${middle} ${middle})`,
      "stroke-dasharray": `${share * round - gap} ${round - share * round + gap}`,
    }));
    turned += share;
  }
  const label = numbers.format(total);
  picture.append(svg(label.length > 4 ? "text.number.long" : "text.number", {x: middle, y: middle, dy: ".36em", "text-anchor": "middle"}, label));
  return {picture, size};
}
