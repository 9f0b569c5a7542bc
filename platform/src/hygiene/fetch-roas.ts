/**
 * Fetches what is signed of the internet's routes from the validator that somebody has named, and
 * from nowhere else: by HTTPS, without redirects, a few times a day. What is fetched replaces what
 * was there only where it can be read.
 */
import { createHash } from "node:crypto";
import { mkdir, readdir, rename, rm, stat, utimes, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { RoutingTables } from "@vallgrav/domains";
import { type Instant, msFromInstant } from "@vallgrav/kernel";
import { askOutside, OutsideAway } from "../detect/outside/ask-outside.ts";
import { readRouting, routesIn } from "./read-routing.ts";
import type { DnsProbe } from "./resolver.ts";

/** Longest address. */
const mostLetters = 300;
const hourMs = 3_600_000;

/** How much is fetched, how patiently, and how old it may be. */
export const roaLimits = {
  /** Four times what all of the internet's ROAs were in 2026. */
  bytes: 268_435_456,
  timeoutMs: 120_000,
  /** Younger ones are not fetched again. */
  freshMs: 6 * hourMs,
  /** Older ones are used no more where the validator is away. */
  usableMs: 72 * hourMs,
} as const;

/** An address to fetch from: HTTPS, without name and password; null where it is none. */
export function parseValidator(text: string): URL | null {
  const url = text.length > mostLetters ? null : URL.parse(text);
  const isGood = url?.protocol === "https:" && url.username === "" && url.password === "";
  return isGood ? url : null;
}

/** What fetching needs. */
export type RoaSetting = {
  readonly home: string;
  readonly now: Instant;
  readonly signal: AbortSignal;
  /** Told of each connection. */
  readonly onProbe: (probe: DnsProbe) => void;
  /** Asks; left out: by HTTPS. Tests have their own. */
  readonly ask?: typeof askOutside;
};

/**
 * Milliseconds since a file was fetched; null where it is not there. One that is from tomorrow is
 * as far from today as one from yesterday: clocks are set back too.
 */
async function ageOf(path: string, nowMs: number): Promise<number | null> {
  try {
    return Math.abs(nowMs - (await stat(path)).mtimeMs);
  } catch {
    return null;
  }
}

/** Octets of the answer; a word where there are none. @throws when aborted */
async function fetched(url: URL, setting: RoaSetting): Promise<Uint8Array | string> {
  const { signal, ask = askOutside } = setting;
  const request = {
    method: "GET",
    url,
    headers: { accept: "application/json" },
    body: null,
  } as const;
  try {
    const answer = await ask(request, {
      authorities: null,
      mostBytes: roaLimits.bytes,
      timeoutMs: roaLimits.timeoutMs,
      signal,
    });
    return answer.status === 200 ? answer.body : `${answer.status}`;
  } catch (error) {
    if (!(error instanceof OutsideAway)) throw error;
    return error.code;
  }
}

/** Removes what validators said that were named before. */
async function removeOthers(folder: string, name: string): Promise<void> {
  for (const other of await readdir(folder))
    if (/^from-[0-9a-f]{16}\.json$/u.test(other) && other !== name) await rm(join(folder, other));
}

/**
 * What is known of routes by a validator, and by the file of routes of the home: fetched anew where
 * it is older than some hours.
 * @returns `unreadable` where nothing that is young enough can be read
 */
export async function routingFrom(
  validator: string,
  setting: RoaSetting,
): Promise<RoutingTables | "unreadable"> {
  const { home, now, onProbe } = setting;
  const url = parseValidator(validator);
  if (url === null) return "unreadable";
  const nowMs = msFromInstant(now);
  const folder = join(home, "routing");
  // What another validator said is not taken for what this one says.
  const name = `from-${createHash("sha256").update(url.href).digest("hex").slice(0, 16)}.json`;
  const [path, part] = [join(folder, name), join(folder, `${name}.part`)];
  const routes = await routesIn(home);
  const read = async (roas: string): Promise<RoutingTables | null> => {
    const tables = await readRouting({ roas, routes }, Math.floor(nowMs / 1_000));
    return tables.ok ? tables.value : null;
  };
  const age = await ageOf(path, nowMs);
  if (age === null || age >= roaLimits.freshMs) {
    const came = await fetched(url, setting);
    const said = typeof came === "string" ? came : "200";
    onProbe({ at: now, to: `tcp ${url.hostname}:${url.port || "443"}`, asked: "ROA", came: said });
    if (typeof came !== "string") {
      await mkdir(folder, { recursive: true, mode: 0o700 });
      await writeFile(part, came, { mode: 0o600 });
      const tables = await read(part);
      if (tables !== null) {
        await rename(part, path);
        await utimes(path, nowMs / 1_000, nowMs / 1_000);
        await removeOthers(folder, name);
        return tables;
      }
      await rm(part);
    }
  }
  const isUsable = age !== null && age < roaLimits.usableMs;
  return (isUsable ? await read(path) : null) ?? "unreadable";
}
