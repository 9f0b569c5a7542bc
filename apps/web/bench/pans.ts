/**
 * How evenly maps move under the hand in a real browser, over a filled home:
 * `node apps/web/bench/pans.ts HOME`.
 * The map of the municipality, folded and with the folder open that has most lines, and the map of
 * the ways in are each moved to and fro by the wheel with the pointer on them; the ways are dragged
 * too. Printed are frames a second, and the time between two frames at the median and for the
 * slowest of twenty. HOME is changed: measure on a copy. Exits with 1 below 50 frames a second.
 */
import type { MapView } from "@vallgrav/platform/api";
import type { CDPSession, Page } from "playwright-core";
import { placeNodes } from "../src/identify/map-layout.ts";
import { findBrowser } from "../test/browser.ts";
import { loadMs, quantile, serve, type Served, signedIn, tell } from "./served-home.ts";

/** Frames a second at least. */
const framesLeast = 50;
/** How fast the hand moves, pixels a second, and how often to and fro. */
const speed = 1_200;
const turns = 3;
/** Steps of one drag, one a frame. */
const dragSteps = 120;
/** Folders within folders that are tried for the one with most lines. */
const deepest = 2;

/** What a pan was like. `movedPx` tells whether anything moved at all. */
type Frames = { readonly betweenMs: readonly number[]; readonly movedPx: number };

/** Writes down when frames come, and how far a part of the page scrolls, until it is stopped. */
function recorder(selector: string): string {
  return `(() => {
    const view = document.querySelector(${JSON.stringify(selector)});
    const at = [];
    let [moved, left, top] = [0, view.scrollLeft, view.scrollTop];
    const frame = (now) => {
      at.push(now);
      moved += Math.abs(view.scrollLeft - left) + Math.abs(view.scrollTop - top);
      [left, top] = [view.scrollLeft, view.scrollTop];
      if (!globalThis.panIsOver) requestAnimationFrame(frame);
      else globalThis.panned = { at, moved };
    };
    globalThis.panIsOver = false;
    globalThis.panned = null;
    requestAnimationFrame(frame);
  })()`;
}

/** Frames while something is done. */
async function framesOf(page: Page, selector: string, pan: () => Promise<void>): Promise<Frames> {
  await page.evaluate(recorder(selector));
  await pan();
  await page.evaluate("globalThis.panIsOver = true");
  await page.waitForFunction("globalThis.panned !== null");
  const { at, moved } = await page.evaluate<{ at: readonly number[]; moved: number }>(
    "globalThis.panned",
  );
  return { betweenMs: at.slice(1).map((now, nth) => now - (at[nth] ?? now)), movedPx: moved };
}

/** How far a part of the page can be moved, and its middle on the screen, in pixels. */
async function roomOf(page: Page, selector: string) {
  await page.locator(selector).scrollIntoViewIfNeeded();
  return page.evaluate<{ x: number; y: number; across: number; down: number }>(`(() => {
    const view = document.querySelector(${JSON.stringify(selector)});
    const { left, top, width, height } = view.getBoundingClientRect();
    return {
      x: left + width / 2, y: top + Math.min(height, innerHeight - top) / 2,
      across: view.scrollWidth - view.clientWidth, down: view.scrollHeight - view.clientHeight,
    };
  })()`);
}

/** To and fro by the wheel, as far as the part of the page goes, the pointer on it. */
async function byWheel(page: Page, session: CDPSession, selector: string): Promise<Frames> {
  const { x, y, across, down } = await roomOf(page, selector);
  await page.mouse.move(x, y);
  return framesOf(page, selector, async () => {
    for (let turn = 0; turn < turns; turn += 1)
      for (const way of [-1, 1])
        await session.send("Input.synthesizeScrollGesture", {
          x,
          y,
          xDistance: way * across,
          yDistance: way * down,
          speed,
          gestureSourceType: "mouse",
          preventFling: true,
        });
  });
}

/** To and fro by dragging. */
async function byDrag(page: Page, selector: string): Promise<Frames> {
  const { x, y, across, down } = await roomOf(page, selector);
  const [far, deep] = [Math.min(across, 2 * x - 40), Math.min(down, 300)];
  await page.mouse.move(x + far / 2, y + deep / 2);
  return framesOf(page, selector, async () => {
    await page.mouse.down();
    for (let turn = 0; turn < turns; turn += 1)
      for (const way of [-1, 1])
        await page.mouse.move(x + (way * far) / 2, y + (way * deep) / 2, { steps: dragSteps });
    await page.mouse.up();
  });
}

/** Prints what a pan was like. @returns whether it was even enough, or nothing was to be moved */
function tellPan(name: string, { betweenMs, movedPx }: Frames): boolean {
  if (movedPx === 0) {
    console.log(`${name.padEnd(30)}       – nothing moved: all of it is in the window`);
    return true;
  }
  const frames = (1_000 * betweenMs.length) / betweenMs.reduce((sum, one) => sum + one, 0);
  const [middle, slow] = [0.5, 0.95].map((share) => quantile(betweenMs, share).toFixed(1));
  const unit = `frames/s; ${middle} ms at the median, ${slow} ms at the 95th percentile`;
  return tell(name, frames, unit, frames >= framesLeast);
}

async function mapOf({ address, token }: Served, open: string): Promise<MapView> {
  const answer = await fetch(`${address}/api/map?open=${encodeURIComponent(open)}`, {
    headers: { cookie: `vallgrav=${token}` },
  });
  return (await answer.json()) as MapView;
}

/** The views on the way to the folder with most lines, from the folded map. */
async function busiest(
  served: Served,
  way: readonly MapView[],
  depth: number,
): Promise<readonly MapView[]> {
  const last = way.at(-1);
  if (last === undefined || depth === 0) return way;
  let best = way;
  for (const { id, canOpen } of last.nodes) {
    // What lies beside the open folder would begin again from the outside.
    const isInside = last.open.length === 0 || id.startsWith(last.open.at(-1)?.id ?? "");
    if (!canOpen || !isInside) continue;
    const found = await busiest(served, [...way, await mapOf(served, id)], depth - 1);
    if ((found.at(-1)?.links.length ?? 0) > (best.at(-1)?.links.length ?? 0)) best = found;
  }
  return best;
}

/** Opens, box by box, the folder of the last view. */
async function openOnPage(page: Page, way: readonly MapView[]): Promise<void> {
  for (const [at, view] of way.slice(0, -1).entries()) {
    const next = way[at + 1]?.open.map(({ id }) => id) ?? [];
    // Folders that hold only one other are passed over, so it may lie further out than asked.
    const nth = placeNodes(view.nodes).nodes.findIndex(({ node }) => next.includes(node.id));
    const heading = await page.locator("h1").innerText();
    await page.locator(".town-box").nth(nth).click();
    await page.waitForFunction(
      `document.querySelector("h1").innerText !== ${JSON.stringify(heading)}`,
    );
  }
}

/** Moves each map and prints how evenly. @returns whether all were even enough */
export async function tellPans(page: Page, served: Served): Promise<boolean> {
  const session = await page.context().newCDPSession(page);
  const map = ".town-view";
  await loadMs(page, `${served.address}/kanna/karta`);
  const good = [tellPan("map, folded", await byWheel(page, session, map))];
  const way = await busiest(served, [await mapOf(served, "")], deepest);
  await openOnPage(page, way);
  const [boxes, lines] = [await page.locator(".town-box").count(), way.at(-1)?.links.length ?? 0];
  const name = `map, ${String(boxes)} boxes, ${String(lines)} lines`;
  good.push(tellPan(name, await byWheel(page, session, map)));
  await loadMs(page, `${served.address}/skydda`);
  const ways = ".way-view";
  if ((await page.locator(ways).count()) === 0) console.log("no ways in: no map of them");
  else {
    const steps = await page.locator(".way-step").count();
    const graph = `ways, ${String(steps)} steps`;
    good.push(tellPan(`${graph}, by wheel`, await byWheel(page, session, ways)));
    good.push(tellPan(`${graph}, dragged`, await byDrag(page, ways)));
  }
  return good.every(Boolean);
}

async function main([home]: readonly string[]): Promise<number> {
  const executable = findBrowser();
  if (home === undefined || executable === null) {
    console.log("node apps/web/bench/pans.ts HOME, with a browser at hand");
    return 2;
  }
  const served = await serve(home);
  const { browser, page } = await signedIn(executable, served);
  try {
    return (await tellPans(page, served)) ? 0 : 1;
  } finally {
    await browser.close();
    await served.stop();
  }
}

if (import.meta.main) process.exitCode = await main(process.argv.slice(2));
