/**
 * How fast pages are in a real browser, over a filled home:
 * `node apps/web/bench/page-times.ts HOME [file to import]`.
 * Each page is come to in three ways (`page-ways.ts`), until it stands with all that it asked for;
 * beside it stand where the time goes and the processor time of the page's own thread, which
 * depends less on what else the machine does. Then the maps are moved and frames are counted
 * (`pans.ts`). With a file, requests are sent while it is imported. HOME is changed: measure on a
 * copy. Prints a table; exits with 1 where a page is at 300 ms or more in any of the ways, a stop
 * of the budget slider at 1 s, an answer during the import at 500 ms at the 99th percentile, a map
 * under 50 frames a second, or the server at 2 GB. The slider is there where HOME has plans of the
 * size that is served. `--pages` measures the pages alone.
 */
import { readFileSync } from "node:fs";
import { basename } from "node:path";
import type { Page } from "playwright-core";
import { findBrowser } from "../test/browser.ts";
import { pageTimes, tellHead, tellPage } from "./page-ways.ts";
import { tellPans } from "./pans.ts";
import { loadMs, quantile, serve, type Served, signedIn, tell } from "./served-home.ts";

const limits = {
  pageMs: 300,
  p99Ms: 500,
  serverMb: 2_048,
  stopMs: 1_000,
} as const;

/** Pages that are built, by their addresses. */
const pages = [
  "/",
  "/lage/angripare",
  "/lage/verkligheten",
  "/kanna",
  "/kanna/karta",
  "/kanna/fragor",
  "/kanna/sok?text=server",
  "/kanna/stammer",
  "/kanna/fraga-agarna",
  "/skydda",
  "/skydda/plan",
  "/skydda/atgarder",
  "/skydda/kostnadsblad",
  "/skydda/brister",
  "/upptacka",
  "/styra/konton",
  "/styra/yttranden",
  "/styra/logg",
] as const;

/** What is asked while a file is read in. */
const asked = ["/position", "/status", "/jobs", "/ways", "/map", "/ladder", "/measures"] as const;

/** The slowest stop of the budget slider, ms, from first to last; null where there is none. */
async function slowestStop(page: Page, origin: string): Promise<number | null> {
  await loadMs(page, `${origin}/`);
  const slider = page.getByRole("slider", { name: "Budget" });
  if ((await slider.count()) === 0) return null;
  await slider.focus();
  await page.keyboard.press("Home");
  let slowest = 0;
  for (let said = ""; said !== (await slider.getAttribute("aria-valuetext"));) {
    said = (await slider.getAttribute("aria-valuetext")) ?? "";
    const beganMs = performance.now();
    await page.keyboard.press("ArrowRight");
    await page.locator(".plan.waiting").waitFor({ state: "detached" });
    slowest = Math.max(slowest, performance.now() - beganMs);
  }
  return slowest;
}

async function timed({ address, token }: Served, path: string): Promise<number> {
  const beganMs = performance.now();
  const answer = await fetch(`${address}/api${path}`, { headers: { cookie: `vallgrav=${token}` } });
  await answer.arrayBuffer();
  return performance.now() - beganMs;
}

/** The 99th percentile of answers while a file is read in, ms. */
async function duringImport(served: Served, file: string): Promise<number> {
  const { address, token } = served;
  const form = new FormData();
  form.append("files", new Blob([readFileSync(file)]), basename(file));
  const headers = { cookie: `vallgrav=${token}`, "x-vallgrav": "1" };
  const sent = await fetch(`${address}/api/imports`, { method: "POST", headers, body: form });
  const { id } = (await sent.json()) as { readonly id?: string };
  if (id === undefined) throw new Error(`the import was refused with ${String(sent.status)}`);
  const took: number[] = [];
  for (;;) {
    for (const path of asked) took.push(await timed(served, path));
    const job = await fetch(`${address}/api/jobs/${id}`, { headers });
    const { state } = (await job.json()) as { readonly state: string };
    if (state !== "waiting" && state !== "running") break;
  }
  console.log(`${String(took.length)} answers during the import`);
  return quantile(took, 0.99);
}

/** Most memory of a process so far, MB, as Linux tells it; nothing elsewhere. */
function mostMb(pid: number): number {
  try {
    const found = /^VmHWM:\s+(\d+) kB/mu.exec(readFileSync(`/proc/${String(pid)}/status`, "utf8"));
    return Number(found?.[1] ?? Number.NaN) / 1_024;
  } catch {
    return Number.NaN;
  }
}

/** Slider, maps, answers during an import, and memory. @returns whether each is within its bound */
async function tellTheRest(page: Page, served: Served, file: string | undefined) {
  const good: boolean[] = [];
  const stop = await slowestStop(page, served.address);
  if (stop === null) console.log("no budget slider: no plans of this size are there");
  else good.push(tell("budget slider, slowest stop", stop, "ms", stop < limits.stopMs));
  good.push(await tellPans(page, served));
  if (file !== undefined) {
    const ms = await duringImport(served, file);
    good.push(tell("p99 during import", ms, "ms", ms < limits.p99Ms));
  }
  const mb = mostMb(served.pid);
  good.push(tell("server, most", mb, "MB", !(mb >= limits.serverMb)));
  return good;
}

async function main(args: readonly string[]): Promise<number> {
  const [home, file] = args.filter((arg) => arg !== "--pages");
  const executable = findBrowser();
  if (home === undefined || executable === null) {
    console.log(
      "node apps/web/bench/page-times.ts [--pages] HOME [file to import], with a browser at hand",
    );
    return 2;
  }
  const served = await serve(home);
  const { browser, page } = await signedIn(executable, served);
  const good: boolean[] = [];
  try {
    console.log(`${browser.version()}, ${basename(executable)}`);
    tellHead();
    for (const path of pages) {
      const times = await pageTimes({ browser, page, served }, path);
      good.push(tellPage(path, times, limits.pageMs));
    }
    if (!args.includes("--pages")) good.push(...(await tellTheRest(page, served, file)));
  } finally {
    await browser.close();
    await served.stop();
  }
  return good.every(Boolean) ? 0 : 1;
}

process.exitCode = await main(process.argv.slice(2));
