// The picture of a network, drawn from the file that the page leads to. The tables say the same without it.

const frame = document.querySelector(".picture");
const chosen = document.querySelector("#chosen");
const KINDS = ["#14558f", "#7d1f0b", "#0f6b4f", "#8a6100", "#4c2c92", "#505a5f"];
const POLARITY = { strength: "#10457a", weakness: "#a3280f", mixed: "#8a6100", neutral: "#6f777b" };
const LINES = { weakness: "dashed", mixed: "dotted", neutral: "dotted" };
const SHAPES = ["ellipse", "round-rectangle", "diamond", "hexagon", "triangle", "pentagon"];
const LEAST_ROOM = 560; // pixels across that the names of sixty nodes need
const MARGIN = 65; // pixels around the outermost nodes, for their names
const font = "system-ui, Roboto, Arial, sans-serif";

// Kinds differ in shape as well as in colour; the most frequent come first.
function looks(cy) {
  const counts = new Map();
  cy.nodes().forEach((node) => counts.set(node.data("type"), (counts.get(node.data("type")) ?? 0) + 1));
  const ranked = [...counts].sort((a, b) => b[1] - a[1] || a[0].localeCompare(b[0])).map(([type]) => type);
  return (node, list) => list[Math.min(ranked.indexOf(node.data("type")), list.length - 1)];
}

function style(cy) {
  const look = looks(cy);
  const heaviest = Math.max(1, ...cy.edges().map((edge) => edge.data("weight")));
  return [
    {
      selector: "node",
      style: {
        label: "data(label)",
        "font-family": font,
        "font-size": 12,
        "text-wrap": "wrap",
        "text-max-width": 110,
        "text-valign": "bottom",
        "text-margin-y": 3,
        "text-background-color": "#fff",
        "text-background-opacity": 0.8,
        color: "#0b0c0c",
        width: (node) => 12 + 5 * Math.sqrt(node.degree()),
        height: (node) => 12 + 5 * Math.sqrt(node.degree()),
        shape: (node) => look(node, SHAPES),
        "background-color": (node) => look(node, KINDS),
      },
    },
    {
      selector: "edge",
      style: {
        width: (edge) => 1 + (5 * edge.data("weight")) / heaviest,
        "line-color": (edge) => POLARITY[edge.data("type")] ?? "#8a9196",
        "line-style": (edge) => LINES[edge.data("type")] ?? "solid",
        "line-opacity": 0.7,
        "curve-style": "bezier",
      },
    },
    { selector: ".far", style: { opacity: 0.15 } },
    { selector: "node.unnamed", style: { "text-opacity": 0, "text-background-opacity": 0 } },
    { selector: "node.near", style: { "text-opacity": 1, "text-background-opacity": 0.8 } },
    { selector: "node.chosen", style: { "border-width": 4, "border-color": "#0b0c0c", "font-weight": "bold" } },
  ];
}

function element(name, text = "", attributes = {}) {
  const made = document.createElement(name);
  made.textContent = text;
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  return made;
}

function rowOf(id) {
  return [...document.querySelectorAll("tr[data-node]")].find((row) => row.dataset.node === id);
}

// What is chosen: its name with its page, its kind, and what it is joined with, each a button that chooses that.
function describe(node, choose) {
  const page = rowOf(node.id())?.querySelector("a")?.getAttribute("href") ?? node.id();
  const title = element("h3");
  title.append(element("a", node.data("label"), { href: page }));
  const kind = element("p", [node.data("type"), node.data("area")].filter(Boolean).join(", "), { class: "quiet" });
  const list = element("ul", "", { class: "plain" });
  const joined = node.connectedEdges().sort((a, b) => b.data("weight") - a.data("weight"));
  joined.forEach((edge) => {
    const other = edge.source().id() === node.id() ? edge.target() : edge.source();
    const button = element("button", other.data("label"), { type: "button", class: "link" });
    button.addEventListener("click", () => choose(other));
    const item = element("li");
    item.append(button, element("span", ` ${edge.data("label")}, ${edge.data("weight")}`, { class: "count" }));
    const [quote] = edge.data("quotes").split(" | ");
    if (quote) item.append(element("blockquote", quote));
    list.append(item);
  });
  chosen.replaceChildren(title, kind, list);
}

// Forces find who stands near whom; then the picture is drawn out to the whole of its frame, the crowded parts more
// than the empty ones, at a size to be read.
function arrange(cy) {
  cy.layout({ name: "cose", animate: false, randomize: false, fit: false, nodeRepulsion: () => 200000, idealEdgeLength: () => 60, gravity: 3 }).run();
  const zoom = zoomOf(cy);
  const across = spread(cy, "x", cy.width() / zoom);
  const down = spread(cy, "y", cy.height() / zoom);
  cy.nodes().positions((node) => ({ x: across.get(node.id()), y: down.get(node.id()) }));
  whole(cy);
}

// A place for each node along an axis: halfway between where the forces put it and where it stands in their order.
function spread(cy, axis, room) {
  const nodes = cy.nodes().sort((a, b) => a.position(axis) - b.position(axis) || a.id().localeCompare(b.id()));
  const first = nodes.first().position(axis);
  const span = nodes.last().position(axis) - first || 1;
  const share = (node, rank) => ((node.position(axis) - first) / span + rank / Math.max(1, nodes.length - 1)) / 2;
  return new Map(nodes.map((node, rank) => [node.id(), MARGIN + share(node, rank) * (room - 2 * MARGIN)]));
}

// Names that would lie on one another give way to that of what is joined with more; choosing brings them.
function nameWhatFits(cy) {
  const taken = [];
  const apart = (a, b) => a.x2 < b.x1 || b.x2 < a.x1 || a.y2 < b.y1 || b.y2 < a.y1;
  cy.nodes().sort((a, b) => b.degree() - a.degree() || a.id().localeCompare(b.id())).forEach((node) => {
    const box = node.boundingBox({ includeNodes: false, includeEdges: false, includeOverlays: false });
    if (taken.every((other) => apart(box, other))) taken.push(box);
    else node.addClass("unnamed");
  });
}

// In a narrow frame all is smaller, and a button makes it larger.
function zoomOf(cy) {
  return Math.min(1, cy.width() / LEAST_ROOM);
}

function whole(cy) {
  cy.elements().removeClass("chosen far near");
  cy.viewport({ zoom: zoomOf(cy), pan: { x: 0, y: 0 } });
}

function draw(said) {
  const still = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
  const joined = new Set(said.elements.edges.flatMap(({ data }) => [data.source, data.target]));
  // What is joined with nothing tells nothing in a picture, and the table has it.
  const nodes = said.elements.nodes.filter(({ data }) => joined.has(data.id) || joined.size === 0);
  const cy = window.cytoscape({
    container: document.querySelector("#picture"),
    elements: { nodes, edges: said.elements.edges },
    layout: { name: "circle" }, // where the next layout begins: the same picture every time
    minZoom: 0.2,
    maxZoom: 4,
    userZoomingEnabled: false, // the wheel is for the page; two buttons zoom
  });
  cy.style(style(cy));
  arrange(cy);
  nameWhatFits(cy);

  const choose = (node) => {
    const near = node.closedNeighborhood();
    cy.elements().removeClass("chosen far near").not(near).addClass("far");
    near.addClass("near");
    node.addClass("chosen");
    for (const row of document.querySelectorAll("tr.chosen")) row.classList.remove("chosen");
    rowOf(node.id())?.classList.add("chosen");
    describe(node, choose);
    if (still) cy.center(near);
    else cy.animate({ center: { eles: node }, duration: 200 });
  };
  cy.on("tap", "node", (event) => choose(event.target));
  cy.on("tap", (event) => event.target === cy && cy.elements().removeClass("chosen far near"));
  return { cy, choose };
}

// Every node of the table has a button that chooses it: what a pointer can do, a keyboard can.
function addButtons({ cy, choose }) {
  for (const row of document.querySelectorAll("tr[data-node]")) {
    const node = cy.getElementById(row.dataset.node);
    if (node.empty()) continue;
    const name = row.querySelector("a").textContent;
    const button = element("button", "Show", { type: "button", class: "second small", "aria-label": `Show ${name} in the picture` });
    button.addEventListener("click", () => {
      choose(node);
      chosen.querySelector("a").focus();
    });
    row.querySelector("th").append(" ", button);
  }
  const zoom = element("p", "", { class: "buttons" });
  for (const [label, factor] of [["Larger", 1.25], ["Smaller", 0.8]]) {
    const button = element("button", label, { type: "button", class: "second small" });
    button.addEventListener("click", () => cy.zoom({ level: cy.zoom() * factor, renderedPosition: { x: cy.width() / 2, y: cy.height() / 2 } }));
    zoom.append(button);
  }
  const all = element("button", "Whole", { type: "button", class: "second small" });
  all.addEventListener("click", () => whole(cy));
  zoom.append(all);
  frame.before(zoom);
}

if (frame && window.cytoscape) {
  const response = await fetch(frame.dataset.source);
  if (response.ok) {
    frame.hidden = false;
    const picture = draw(await response.json());
    addButtons(picture);
    frame.dataset.drawn = picture.cy.nodes().length;
    window.network = picture.cy; // to be asked from the console, and by tests
  }
}
