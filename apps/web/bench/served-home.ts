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
 * Looks, from within the page, when it stands: its heading is there, nothing on it waits, and every
 * answer that it asked for has come. Looked is whenever something changes or is answered; to ask
 * from outside, frame by frame, costs as much as the page itself. The moment is that after the next
 * frame, unless the page asks for more in the tenth of a second that follows.
 */
const watch = `(() => {
  let awaited = 0;
  let look = () => {};
  const ask = globalThis.fetch;
  // What is answered is drawn two turns later: the store tells the page, and the page draws.
  const answered = () => setTimeout(() => setTimeout(() => { awaited -= 1; look(); }));
  globalThis.fetch = async (...what) => {
    awaited += 1;
    try {
      const answer = await ask(...what);
      if (answer.status === 204) answered();
      else {
        const read = answer.json.bind(answer);
        answer.json = () => read().finally(answered);
      }
      return answer;
    } catch (error) {
      answered();
      throw error;
    }
  };
  const isThere = () => awaited === 0 && document.querySelector("h1") !== null &&
    document.querySelector(".loading") === null;
  const standing = () => new Promise((resolve) => {
    let isLooking = false;
    look = () => {
      if (isLooking || !isThere()) return;
      isLooking = true;
      requestAnimationFrame(() => setTimeout(() => {
        const at = performance.now();
        setTimeout(() => {
          isLooking = false;
          if (!isThere()) return;
          changes.disconnect();
          look = () => {};
          resolve(at);
        }, 100);
      }));
    };
    const changes = new MutationObserver(() => look());
    changes.observe(document, { childList: true, subtree: true });
  });
  globalThis.stands = standing();
  // As the button Back does.
  globalThis.moveTo = (path) => {
    const from = performance.now();
    const stood = standing();
    history.pushState(null, "", path);
    dispatchEvent(new PopStateEvent("popstate"));
    return stood.then((at) => at - from);
  };
})()`;

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

/** A page that is signed in, in a profile of its own that has fetched nothing yet. */
export async function freshPage(browser: Browser, { address, token }: Served): Promise<Page> {
  // The policy forbids what the measuring itself sends into the page.
  const viewport = { width: 1320, height: 950 };
  const context = await browser.newContext({ viewport, bypassCSP: true });
  await context.addCookies([{ name: "vallgrav", value: token, url: address }]);
  const page = await context.newPage();
  await page.addInitScript(watch);
  return page;
}

/** A browser with a page that is signed in. */
export async function signedIn(
  executable: string,
  served: Served,
): Promise<{ readonly browser: Browser; readonly page: Page }> {
  const browser = await startBrowser(executable);
  return { browser, page: await freshPage(browser, served) };
}

/**
 * Milliseconds from the beginning of the navigation until the page has all it asked for, and that
 * is drawn. What the browser keeps from a load before, it uses.
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
