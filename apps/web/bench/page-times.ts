/**
 * How fast pages are in a real browser, over a filled home:
 * `node apps/web/bench/page-times.ts HOME [file to import]`.
 * Each page is loaded from nothing six times, the first uncounted, until its heading stands and
 * nothing on it waits; beside it stands the processor time of the page's own thread, which depends
 * less on what else the machine does. Then the map is dragged and its frames are counted. With a
 * file, requests are sent while it is imported. HOME is changed: measure on a copy. Prints a table;
 * exits with 1 where a page is at 300 ms or more, a stop of the budget slider at 1 s, an answer
 * during the import at 500 ms at the 99th percentile, the map under 50 frames a second, or the
 * server at 2 GB. The slider is there where HOME has plans of the size that is served.
 */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { basename } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import type { CDPSession, Page } from "playwright-core";
import { findBrowser, startBrowser } from "../test/browser.ts";

const limits = {
  pageMs: 300,
  p99Ms: 500,
  framesPerSecond: 50,
  serverMb: 2_048,
  stopMs: 1_000,
} as const;
const loads = 5;
const dragMs = 3_000;

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

/** Read from standard input: lets somebody in, then serves. The size is that of the load bench. */
const program = `
  import { logToStderr, openRooms, startServer } from "@vallgrav/server";
  const home = process.env.BENCH_HOME;
  const size = { outer: 2, inner: 2, seed: "load", threads: 2 };
  const rooms = await openRooms({ home, size, work: false, log: logToStderr });
  const name = "Sidor " + Date.now();
  const password = "korrekt häst batteri 7";
  await rooms.accounts.create({ name, password, role: "administrator", unit: null });
  const session = await rooms.accounts.signIn({ name, password, address: "127.0.0.1" });
  await rooms.close();
  const server = await startServer({
    home, host: "127.0.0.1", port: 0, mayMove: false, hosts: [], isBehindProxy: false, size,
    log: logToStderr,
  });
  console.log(JSON.stringify({ address: server.address, token: session.value.token }));
  process.once("SIGTERM", () => void server.close(0).then(() => process.exit()));
`;

type Served = { readonly address: string; readonly token: string; readonly pid: number };

async function serve(home: string): Promise<Served & { readonly stop: () => Promise<void> }> {
  const child = spawn(process.execPath, ["-"], {
    cwd: fileURLToPath(new URL("../../server", import.meta.url)),
    env: { ...process.env, BENCH_HOME: home },
    stdio: ["pipe", "pipe", "inherit"],
  });
  child.stdin.end(program);
  const [line] = (await once(createInterface({ input: child.stdout }), "line")) as [string];
  const { address, token } = JSON.parse(line) as Omit<Served, "pid">;
  return {
    address,
    token,
    pid: child.pid ?? 0,
    stop: async () => {
      child.kill("SIGTERM");
      await once(child, "exit");
    },
  };
}

/** Milliseconds from the beginning of the navigation until the page has all it asked for. */
async function loadMs(page: Page, address: string): Promise<number> {
  await page.goto(address, { waitUntil: "commit" });
  await page.waitForFunction(
    `document.querySelector("h1") !== null && document.querySelector(".loading") === null`,
    undefined,
    { polling: "raf", timeout: 300_000 },
  );
  return page.evaluate<number>("performance.now()");
}

/** Processor time of the page's thread since the page was gone to, ms: it begins anew there. */
async function busyMs(session: CDPSession): Promise<number> {
  const { metrics } = await session.send("Performance.getMetrics");
  return 1_000 * (metrics.find(({ name }) => name === "TaskDuration")?.value ?? Number.NaN);
}

function middle(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

/** Frames a second while the map is moved to and fro. */
async function mapFrames(page: Page, origin: string): Promise<number> {
  await loadMs(page, `${origin}/kanna/karta`);
  return page.evaluate<number>(`new Promise((resolve) => {
    const view = document.querySelector(".town-view");
    const began = performance.now();
    let frames = 0;
    const frame = (now) => {
      frames += 1;
      const past = now - began;
      if (view !== null) {
        const share = (1 - Math.cos(past / 300)) / 2;
        view.scrollLeft = share * (view.scrollWidth - view.clientWidth);
        view.scrollTop = share * (view.scrollHeight - view.clientHeight);
      }
      if (past < ${String(dragMs)}) requestAnimationFrame(frame);
      else resolve((frames * 1000) / past);
    };
    requestAnimationFrame(frame);
  })`);
}

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
  const sorted = took.toSorted((a, b) => a - b);
  console.log(`${String(sorted.length)} answers during the import`);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * 0.99))] ?? Number.NaN;
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

function tell(name: string, value: number, unit: string, isGood: boolean): boolean {
  const mark = isGood ? "" : "  MISSED";
  console.log(`${name.padEnd(30)}${value.toFixed(0).padStart(8)} ${unit}${mark}`);
  return isGood;
}

async function main([home, file]: readonly string[]): Promise<number> {
  const executable = findBrowser();
  if (home === undefined || executable === null) {
    console.log("node apps/web/bench/page-times.ts HOME [file to import], with a browser at hand");
    return 2;
  }
  const served = await serve(home);
  const browser = await startBrowser(executable);
  const good: boolean[] = [];
  try {
    // The policy forbids what the measuring itself sends into the page.
    const viewport = { width: 1320, height: 950 };
    const context = await browser.newContext({ viewport, bypassCSP: true });
    await context.addCookies([{ name: "vallgrav", value: served.token, url: served.address }]);
    const page = await context.newPage();
    const session = await context.newCDPSession(page);
    await session.send("Performance.enable", { timeDomain: "threadTicks" });
    for (const path of pages) {
      const took: number[] = [];
      const busy: number[] = [];
      for (let at = 0; at <= loads; at += 1) {
        took.push(await loadMs(page, `${served.address}${path}`));
        busy.push(await busyMs(session));
      }
      const ms = middle(took.slice(1));
      const unit = `ms, ${middle(busy.slice(1)).toFixed(0)} of them at work`;
      good.push(tell(path, ms, unit, ms < limits.pageMs));
    }
    const stop = await slowestStop(page, served.address);
    if (stop === null) console.log("no budget slider: no plans of this size are there");
    else good.push(tell("budget slider, slowest stop", stop, "ms", stop < limits.stopMs));
    const frames = await mapFrames(page, served.address);
    good.push(tell("map", frames, "frames/s", frames >= limits.framesPerSecond));
    if (file !== undefined) {
      const ms = await duringImport(served, file);
      good.push(tell("p99 during import", ms, "ms", ms < limits.p99Ms));
    }
    const mb = mostMb(served.pid);
    good.push(tell("server, most", mb, "MB", !(mb >= limits.serverMb)));
  } finally {
    await browser.close();
    await served.stop();
  }
  return good.every(Boolean) ? 0 : 1;
}

process.exitCode = await main(process.argv.slice(2));
