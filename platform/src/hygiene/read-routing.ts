/**
 * Reads files of the internet's routes: what is signed (ROAs), and which routes there are. They are
 * large, so they are read a part at a time and others get their turn between.
 */
import { createReadStream } from "node:fs";
import { access } from "node:fs/promises";
import { join } from "node:path";
import { type DomainsProblem, roaReader, routeReader, type RoutingTables } from "@vallgrav/domains";
import { fail, type Result, succeed } from "@vallgrav/kernel";

/** Where the files lie. */
export type RoutingFiles = {
  /** JSON of `rpki-client -j` or Routinator. */
  readonly roas: string;
  /** Text of RISwhois; null: which routes there are is not known. */
  readonly routes: string | null;
};

/** Most octets of one file: ten times what they were in 2026. */
const mostOctets = 1_000_000_000;
const partOctets = 1_048_576;

type Reader<T> = {
  add(text: string): DomainsProblem | null;
  end(): Result<T, DomainsProblem>;
};

async function readWith<T>(path: string, reader: Reader<T>): Promise<Result<T, DomainsProblem>> {
  const stream = createReadStream(path, {
    encoding: "utf8",
    highWaterMark: partOctets,
    end: mostOctets,
  });
  for await (const part of stream) {
    const problem = reader.add(String(part));
    if (problem !== null) return fail(problem);
  }
  return reader.end();
}

/**
 * Reads the files.
 * @returns the problem of the first that cannot be used, with the file as its place
 * @throws {Error} where a file cannot be opened or read at all
 */
export async function readRouting(
  { roas, routes }: RoutingFiles,
  nowSeconds: number,
): Promise<Result<RoutingTables, DomainsProblem>> {
  const at = (file: string, problem: DomainsProblem) => ({
    ...problem,
    at: { file, place: "" },
  });
  const signed = await readWith(roas, roaReader(nowSeconds));
  if (!signed.ok) return fail(at(roas, signed.problem));
  if (routes === null) return succeed({ roas: signed.value, routes: null });
  const known = await readWith(routes, routeReader());
  if (!known.ok) return fail(at(routes, known.problem));
  return succeed({ roas: signed.value, routes: known.value });
}

/** A file of a home's folder `routing`; null where it is not there. */
async function fileIn(home: string, name: string): Promise<string | null> {
  const path = join(home, "routing", name);
  return access(path).then(
    () => path,
    () => null,
  );
}

/** The file of routes of a home, `routing/routes.txt`; null where there is none. */
export async function routesIn(home: string): Promise<string | null> {
  return fileIn(home, "routes.txt");
}

/** The files of a home: `routing/roas.json` and `routing/routes.txt` in its folder. */
async function filesOf(home: string): Promise<RoutingFiles | null> {
  const roas = await fileIn(home, "roas.json");
  return roas === null ? null : { roas, routes: await routesIn(home) };
}

/**
 * What the files of a home say, for looks that nobody stands beside: null where there are none, a
 * word where one cannot be read. The looking goes on, and of the routes nothing is known.
 */
export async function routingOf(
  home: string,
  nowSeconds: number,
): Promise<RoutingTables | "unreadable" | null> {
  const files = await filesOf(home);
  if (files === null) return null;
  try {
    const read = await readRouting(files, nowSeconds);
    return read.ok ? read.value : "unreadable";
  } catch {
    return "unreadable";
  }
}
