/** A filled home served for benches of pages, and a browser that is signed in to it. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { setTimeout as pause } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import type { Browser, Page } from "playwright-core";
import { startBrowser } from "../test/browser.ts";

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

/**
 * Looks, from within the page and whenever something changes on it, whether its heading stands and
 * nothing waits. To ask from outside, frame by frame, costs as much as the page itself.
 */
const watch = `
  globalThis.stands = new Promise((resolve) => {
    const isThere = () =>
      document.querySelector("h1") !== null && document.querySelector(".loading") === null;
    const look = new MutationObserver(() => {
      if (!isThere()) return;
      look.disconnect();
      requestAnimationFrame(() => setTimeout(() => resolve(performance.now())));
    });
    look.observe(document, { childList: true, subtree: true });
  });
`;

/** A server that runs, and the session of somebody who may see everything. */
export type Served = { readonly address: string; readonly token: string; readonly pid: number };

/** Serves a home, which is changed: measure on a copy. */
export async function serve(
  home: string,
): Promise<Served & { readonly stop: () => Promise<void> }> {
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

/** A browser with a page that is signed in. */
export async function signedIn(
  executable: string,
  { address, token }: Served,
): Promise<{ readonly browser: Browser; readonly page: Page }> {
  const browser = await startBrowser(executable);
  // The policy forbids what the measuring itself sends into the page.
  const viewport = { width: 1320, height: 950 };
  const context = await browser.newContext({ viewport, bypassCSP: true });
  await context.addCookies([{ name: "vallgrav", value: token, url: address }]);
  const page = await context.newPage();
  await page.addInitScript(watch);
  return { browser, page };
}

/**
 * Milliseconds from the beginning of the navigation until the page has all it asked for, and that
 * is drawn.
 */
export async function loadMs(page: Page, address: string): Promise<number> {
  await page.goto(address, { waitUntil: "commit", timeout: 300_000 });
  return page.evaluate<number>("globalThis.stands");
}

/**
 * Waits until the server has nothing under way: what a page sets going keeps both processors busy,
 * which is not the time of the next page.
 */
export async function untilIdle({ address, token }: Served): Promise<void> {
  for (;;) {
    const answer = await fetch(`${address}/api/jobs`, { headers: { cookie: `vallgrav=${token}` } });
    const jobs = (await answer.json()) as readonly { readonly state: string }[];
    if (!jobs.some(({ state }) => state === "waiting" || state === "running")) return;
    await pause(1_000);
  }
}

/** The value below which a share of them lies, 0–1; not a number for none. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

/** Prints a figure, and whether it is within its bound. @returns whether it is */
export function tell(name: string, value: number, unit: string, isGood: boolean): boolean {
  const mark = isGood ? "" : "  MISSED";
  console.log(`${name.padEnd(30)}${value.toFixed(0).padStart(8)} ${unit}${mark}`);
  return isGood;
}
