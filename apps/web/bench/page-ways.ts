/**
 * The three ways in which somebody comes to a page, timed in a real browser:
 * *opened*: its address, in a browser that has been here before (bookmark, link in a message, F5);
 * *first*: its address, in a browser that has never been here: every file is fetched and compiled;
 * *moved*: by a link, from a page that shares no answer with it, the program being there.
 * Each ends when the page stands (`served-home.ts`), and each median is held to the bound.
 */
import { setTimeout as pause } from "node:timers/promises";
import type { Browser, CDPSession, Page } from "playwright-core";
import { freshPage, loadMs, quantile, type Served, untilIdle } from "./served-home.ts";

/** Loads of each kind that are counted. */
const loads = { opened: 5, first: 3, moved: 3 } as const;
/** Where a move begins: a page of one's own, whose answers no other page shares. */
const elsewhere = "/konto";
/** Milliseconds until the rest of the program has been fetched (`frame/pages.ts`), and a bit. */
const restMs = 3_600;
/** An answer that takes longer is told of, ms. */
const slowMs = 30;

/** Moments of a load, ms after its beginning. */
type Moments = {
  /** The document has come. */
  readonly document: number;
  /** The first question, of who is signed in, was asked, and answered. */
  readonly asked: number;
  readonly known: number;
  /** The last answer of what the page shows had come. */
  readonly answered: number;
};

/** An answer, by its path, and how long it took from being asked to its last byte, ms. */
type Answer = { readonly path: string; readonly ms: number };

/** Milliseconds at the median for one page, each way, and where they went. */
export type PageTimes = {
  readonly opened: number;
  readonly first: number;
  readonly moved: number;
  /** Processor time of the page's own thread when it is opened. */
  readonly work: number;
  /** When it is opened. */
  readonly moments: Moments;
  /** Answers that took long when it is opened. */
  readonly slow: readonly Answer[];
};

/** Told from within the page once it stands. */
const entries = `(() => {
  const [document] = performance.getEntriesByType("navigation");
  const answers = performance.getEntriesByType("resource")
    .filter(({ name }) => new URL(name).pathname.startsWith("/api/"))
    .map(({ name, startTime, responseEnd }) => ({
      path: name.slice(name.indexOf("/api/") + 4), from: startTime, to: responseEnd }));
  return { document: document.responseEnd, answers };
})()`;

type Entries = {
  readonly document: number;
  readonly answers: readonly {
    readonly path: string;
    readonly from: number;
    readonly to: number;
  }[];
};

function momentsOf({ document, answers }: Entries): Moments {
  const session = answers.find(({ path }) => path === "/session");
  return {
    document,
    asked: session?.from ?? Number.NaN,
    known: session?.to ?? Number.NaN,
    answered: Math.max(document, ...answers.map(({ to }) => to)),
  };
}

/** Processor time of the page's thread since the page was gone to, ms: it begins anew there. */
async function busyMs(session: CDPSession): Promise<number> {
  const { metrics } = await session.send("Performance.getMetrics");
  return 1_000 * (metrics.find(({ name }) => name === "TaskDuration")?.value ?? Number.NaN);
}

function middle(values: readonly number[]): number {
  return quantile(values, 0.5);
}

/** Opened in a browser that has been here before: the first load is not counted. */
async function opened(
  page: Page,
  address: string,
): Promise<Pick<PageTimes, "opened" | "work" | "moments" | "slow">> {
  const session = await page.context().newCDPSession(page);
  await session.send("Performance.enable", { timeDomain: "threadTicks" });
  const took: { readonly ms: number; readonly work: number; readonly told: Entries }[] = [];
  for (let at = 0; at <= loads.opened; at += 1) {
    const ms = await loadMs(page, address);
    took.push({ ms, work: await busyMs(session), told: await page.evaluate<Entries>(entries) });
  }
  await session.detach();
  const counted = took.slice(1);
  const moments = counted.map(({ told }) => momentsOf(told));
  const of = (moment: keyof Moments): number => middle(moments.map((one) => one[moment]));
  const byPath = Map.groupBy(
    counted.flatMap(({ told }) => told.answers),
    ({ path }) => path,
  );
  return {
    opened: middle(counted.map(({ ms }) => ms)),
    work: middle(counted.map(({ work }) => work)),
    moments: {
      document: of("document"),
      asked: of("asked"),
      known: of("known"),
      answered: of("answered"),
    },
    slow: [...byPath]
      .map(([path, all]) => ({ path, ms: middle(all.map(({ from, to }) => to - from)) }))
      .filter(({ ms }) => ms > slowMs),
  };
}

/** Opened in a browser that has never been here. */
async function first(browser: Browser, served: Served, path: string): Promise<number> {
  const took: number[] = [];
  for (let at = 0; at < loads.first; at += 1) {
    const page = await freshPage(browser, served);
    took.push(await loadMs(page, `${served.address}${path}`));
    await page.context().close();
  }
  return middle(took);
}

/** Moved to from another page. */
async function moved(page: Page, served: Served, path: string): Promise<number> {
  const took: number[] = [];
  for (let at = 0; at < loads.moved; at += 1) {
    await loadMs(page, `${served.address}${elsewhere}`);
    await pause(restMs);
    took.push(await page.evaluate<number>(`globalThis.moveTo(${JSON.stringify(path)})`));
  }
  return middle(took);
}

/** How long one page takes, each way. */
export async function pageTimes(
  { browser, page, served }: { browser: Browser; page: Page; served: Served },
  path: string,
): Promise<PageTimes> {
  await untilIdle(served);
  const again = await opened(page, `${served.address}${path}`);
  await untilIdle(served);
  const never = await first(browser, served, path);
  await untilIdle(served);
  return { ...again, first: never, moved: await moved(page, served, path) };
}

const ways = ["opened", "first", "moved"] as const;

/** Says what the columns are. */
export function tellHead(): void {
  console.log(
    `${"ms at the median".padEnd(26)}${ways.map((way) => way.padStart(8)).join("")}` +
      "   | opened: document, asked, known, answered; own work",
  );
}

/** Prints a page's times. @returns whether each of the three is within the bound */
export function tellPage(path: string, times: PageTimes, boundMs: number): boolean {
  const { document, asked, known, answered } = times.moments;
  const where = [document, asked, known, answered].map((ms) => ms.toFixed(0)).join(", ");
  const missed = ways.filter((way) => !(times[way] < boundMs));
  console.log(
    `${path.padEnd(26)}${ways.map((way) => times[way].toFixed(0).padStart(8)).join("")}` +
      `   | ${where}; ${times.work.toFixed(0)}` +
      (missed.length === 0 ? "" : `  MISSED ${missed.join(", ")}`),
  );
  for (const { path: asks, ms } of times.slow)
    console.log(`${"".padEnd(26)}   /api${asks} answers in ${ms.toFixed(0)}`);
  return missed.length === 0;
}
