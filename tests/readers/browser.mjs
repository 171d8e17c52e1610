// Opens an export in headless Chromium, as its readers do, and prints what is wrong with it, a line each.
//
//   RASHOMON_READERS=FOLDER node browser.mjs page|timelinejs|mermaid|svg FILE [PICTURES]
//
// FOLDER holds node_modules with puppeteer-core, axe-core, mermaid and @knight-lab/timelinejs (see .ci/readers). Where a folder for
// PICTURES is named, what was seen is left there.

import { createRequire } from "node:module";
import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";

const [kind, name, pictures] = process.argv.slice(2);
const packages = join(resolve(process.env.RASHOMON_READERS ?? "."), "node_modules");
const puppeteer = createRequire(join(packages, "x.js"))("puppeteer-core");
const file = resolve(name);
const text = readFileSync(file, "utf8");
const source = (path) => readFileSync(join(packages, path), "utf8");

const faults = [];
const fault = (...words) => faults.push(words.join(" "));
const expect = (holds, ...words) => holds || fault(...words);

const browser = await puppeteer.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu", "--hide-scrollbars"],
});

/** A new tab whose complaints are faults, and which reaches nothing but what it is given. */
async function tab() {
  const page = await browser.newPage();
  page.on("console", (message) => message.type() === "error" && fault("console:", message.text()));
  page.on("pageerror", (error) => fault("script:", error.message));
  await page.setRequestInterception(true);
  page.on("request", (request) => {
    if (/^(file|data|blob|about):/.test(request.url())) return request.continue();
    fault("asks for", request.url());
    return request.abort();
  });
  return page;
}

/** The page of the export: readable on a phone and a desk, in the dark and the light, in print, by keyboard, without script. */
async function page() {
  for (const width of [400, 1200]) {
    for (const scheme of ["light", "dark"]) await looks(width, scheme);
  }
  await prints();
  await answersKeys();
  await needsNoScript();
}

async function looks(width, scheme) {
  const where = `${width}px ${scheme}:`;
  const page = await tab();
  await page.setBypassCSP(true);
  await page.setViewport({ width, height: 900 });
  await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: scheme }]);
  await page.goto(pathToFileURL(file));
  const wide = await page.evaluate(() => document.documentElement.scrollWidth);
  expect(wide <= width, where, `the page is ${wide} pixels wide`);
  // Contrast is judged of what is seen: the folds are opened.
  await page.evaluate(() => document.querySelectorAll("details").forEach((fold) => (fold.open = true)));
  await page.evaluate(source("axe-core/axe.min.js"));
  const found = await page.evaluate(() => window.axe.run(document, { runOnly: ["wcag2a", "wcag2aa", "best-practice"] }));
  for (const { id, help, nodes } of found.violations) {
    fault(where, id, `(${help})`, `${nodes.length}×`, nodes[0].html.slice(0, 120), nodes[0].failureSummary);
  }
  const checked = found.passes.find((rule) => rule.id === "color-contrast");
  expect(checked?.nodes.length > 0, where, "no contrast was judged");
  if (pictures) await page.screenshot({ path: join(pictures, `${width}-${scheme}.png`) });
  await page.close();
}

async function prints() {
  const page = await tab();
  await page.goto(pathToFileURL(file));
  await page.emulateMediaType("print");
  const seen = await page.evaluate(() => getComputedStyle(document.querySelector(".filter")).display);
  expect(seen === "none", "print: the filter is printed");
  const paper = await page.pdf({ format: "A4", path: pictures && join(pictures, "print.pdf") });
  expect(paper.length > 1000, "print: there is no paper");
  await page.close();
}

async function answersKeys() {
  const page = await tab();
  await page.setViewport({ width: 1200, height: 900 });
  await page.goto(pathToFileURL(file));
  const focused = () => page.evaluate(() => document.activeElement?.id || document.activeElement?.tagName);
  await page.keyboard.press("Tab");
  expect((await focused()) === "filter", "keyboard: the first stop is", await focused());
  const shown = () => page.$$eval(".card, .events > li", (rows) => rows.filter((row) => !row.hidden).length);
  const all = await shown();
  await page.keyboard.type("qqqq no such words");
  expect((await shown()) === 0, "keyboard: the filter hides nothing");
  const count = await page.$eval("#count", (count) => count.textContent);
  expect(count === `0 of ${all}`, "keyboard: the count says", count);
  for (let letter = 0; letter < 18; letter++) await page.keyboard.press("Backspace");
  expect((await shown()) === all, "keyboard: what was hidden stays hidden");
  // On to a fold, which Enter opens.
  for (let stop = 0; stop < 200 && (await focused()) !== "SUMMARY"; stop++) await page.keyboard.press("Tab");
  if (await page.$("summary")) {
    await page.keyboard.press("Enter");
    const open = await page.evaluate(() => document.activeElement.closest("details")?.open);
    expect(open, "keyboard: Enter opens no fold");
    const ring = await page.evaluate(() => getComputedStyle(document.activeElement).outlineStyle);
    expect(ring !== "none", "keyboard: the focus is not seen");
  }
  await page.close();
}

async function needsNoScript() {
  const page = await tab();
  await page.setJavaScriptEnabled(false);
  await page.goto(pathToFileURL(file));
  const rows = await page.$$eval(".events > li", (rows) => rows.filter((row) => row.offsetHeight > 0).length);
  expect(rows > 0, "without script: no event is seen");
  const filter = await page.$eval(".filter", (filter) => filter.offsetHeight);
  expect(filter === 0, "without script: there is a filter that does nothing");
  await page.close();
}

/** TimelineJS 3 drops what it cannot date without a word: every slide must be there. */
async function timelinejs() {
  const page = await tab();
  await page.setViewport({ width: 1200, height: 800 });
  await page.setContent(
    `<style>${source("@knight-lab/timelinejs/dist/css/timeline.css")}</style><div id="timeline" style="height:700px"></div>`,
  );
  await page.addScriptTag({ content: source("@knight-lab/timelinejs/dist/js/timeline.js") });
  const export_ = JSON.parse(text);
  const found = await page.evaluate(async (data) => {
    const timeline = new window.TL.Timeline("timeline", data, { hash_bookmark: false, font: null });
    for (let wait = 0; wait < 100 && !timeline.ready; wait++) await new Promise((done) => setTimeout(done, 100));
    return {
      ready: timeline.ready,
      events: timeline.config?.events.length,
      slides: document.querySelectorAll(".tl-slide").length,
      errors: timeline.config?.messages.errors ?? [],
      scripts: document.querySelectorAll("#timeline script").length,
    };
  }, export_);
  expect(found.ready, "it is never ready");
  expect(found.events === export_.events.length, `${found.events} events of ${export_.events.length}`);
  expect(found.slides === export_.events.length + 1, `${found.slides} slides`);
  expect(found.scripts === 0, "a report's words became a script");
  found.errors.forEach((error) => fault("TimelineJS:", error));
  if (pictures) await page.screenshot({ path: join(pictures, "timelinejs.png") });
  await page.close();
}

/** Mermaid draws the diagram, with every event in it. */
async function mermaid() {
  const page = await tab();
  await page.setContent("<div id=diagram></div>");
  await page.addScriptTag({ content: source("mermaid/dist/mermaid.min.js") });
  const found = await page.evaluate(async (text) => {
    window.mermaid.initialize({ startOnLoad: false });
    try {
      const { svg } = await window.mermaid.render("drawn", text);
      document.getElementById("diagram").innerHTML = svg;
      return {
        events: document.querySelectorAll("#diagram .eventWrapper").length,
        sections: document.querySelectorAll("#diagram .section-root, #diagram .taskWrapper").length,
        scripts: document.querySelectorAll("#diagram script").length,
      };
    } catch (error) {
      return { error: String(error) };
    }
  }, text);
  if (found.error) return fault("mermaid:", found.error);
  const events = text.split("\n").filter((line) => / : /.test(line)).length;
  expect(found.events === events, `${found.events} events of ${events}`);
  expect(found.scripts === 0, "a report's words became a script");
  if (pictures) await page.screenshot({ path: join(pictures, "mermaid.png"), fullPage: true });
  await page.close();
}

/** The picture shows in a page. */
async function svg() {
  const page = await tab();
  await page.setContent("<img id=picture>");
  const address = `data:image/svg+xml;base64,${Buffer.from(text).toString("base64")}`;
  const width = await page.evaluate(async (address) => {
    const picture = document.getElementById("picture");
    picture.src = address;
    await picture.decode();
    return picture.naturalWidth;
  }, address);
  expect(width > 0, "the picture has no size");
  if (pictures) await page.screenshot({ path: join(pictures, "svg.png"), fullPage: true });
  await page.close();
}

const kinds = { page, timelinejs, mermaid, svg };
try {
  await kinds[kind]();
} catch (error) {
  fault(String(error?.stack ?? error));
}
await browser.close();
faults.forEach((fault) => console.log(fault.replaceAll("\n", " ")));
process.exit(faults.length > 0 ? 1 : 0);
