"use strict";
// Plays what was drawn beforehand: pictures by quarter, and charts that are uncovered up to now.
const TICK_MS = 500;
const SVG = "http://www.w3.org/2000/svg";
const by = (id) => document.getElementById(id);
let settings = [], setting = 0, at = 0, timer = null;

async function unpack() {
  const packed = Uint8Array.from(atob(by("data").textContent.trim()), (c) => c.charCodeAt(0));
  const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream("gzip"));
  return JSON.parse(await new Response(stream).text());
}

function cover(chart, number) {
  const lines = chart.querySelector(".lines");
  if (!lines) return;
  const clip = document.createElementNS(SVG, "clipPath");
  clip.id = `until-${number}`;
  const room = document.createElementNS(SVG, "rect");
  for (const [name, value] of [["x", 0], ["y", 0], ["height", 400]]) room.setAttribute(name, value);
  clip.append(room);
  lines.before(clip);
  lines.setAttribute("clip-path", `url(#until-${number})`);
}

function choose(number) {
  setting = number;
  settings[setting].charts.forEach((drawn, i) => {
    by(`chart-${i}`).innerHTML = typeof drawn === "string" ? drawn : "";
    cover(by(`chart-${i}`), i);
  });
  show(at);
}

function show(quarter) {
  const chosen = settings[setting];
  at = Math.min(Math.max(0, quarter), chosen.clock.length - 1);
  by("clock").textContent = chosen.clock[at];
  by("at").value = at;
  by("at").setAttribute("aria-valuetext", chosen.clock[at]);
  for (const world of [0, 1]) {
    by(`network-${world}`).innerHTML = chosen.networks[world][at];
    by(`ticker-${world}`).innerHTML = chosen.tickers[world][at];
  }
  const [left, right] = chosen.span;
  const now = left + ((right - left) * at) / (chosen.clock.length - 1);
  document.querySelectorAll("clipPath rect").forEach((room) => room.setAttribute("width", at ? now + 1 : 0));
  chosen.charts.forEach((drawn, i) => {
    if (typeof drawn !== "string") by(`chart-${i}`).innerHTML = drawn[Math.floor(at / 4)];
  });
}

function pause() {
  clearInterval(timer);
  timer = null;
  by("play").textContent = "Play";
}

function play() {
  if (timer) return pause();
  if (at === settings[setting].clock.length - 1) show(0);
  by("play").textContent = "Pause";
  timer = setInterval(() => {
    show(at + 1);
    if (at === settings[setting].clock.length - 1) pause();
  }, TICK_MS);
}

function go(quarter) {
  pause();
  show(quarter);
}

unpack().then((found) => {
  settings = found;
  choose(0);
  by("play").addEventListener("click", play);
  by("back").addEventListener("click", () => go(at - 1));
  by("step").addEventListener("click", () => go(at + 1));
  by("reset").addEventListener("click", () => go(0));
  by("at").addEventListener("input", (event) => go(Number(event.target.value)));
  by("setting").addEventListener("change", (event) => choose(Number(event.target.value)));
});
