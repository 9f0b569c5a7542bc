/**
 * Collects a domain over LDAP into the form that the readers know: world → facts, with the same
 * form in between as the printed script, so that both say the same.
 */
import type { CollectionPart } from "@vallgrav/readers";
import { collectionFormat, collectionVersion } from "@vallgrav/readers";
import { DirectoryFailed, failureOf, gapReason, isAnswer, isMissing } from "./directory-failed.ts";
import { directoryPlan } from "./directory-plan.ts";
import type { DirectoryPlaces, PartQuery } from "./directory-plan.ts";
import type { DirectorySource, SourceEntry } from "./directory-source.ts";
import { wholeValues } from "./ranged-values.ts";

/** How much is fetched at most. */
export type DirectoryLimits = {
  /** Entries over all parts. */
  readonly entries: number;
  /** Milliseconds over all parts. */
  readonly elapsedMs: number;
  /** How often a part is begun anew after the connection was lost. */
  readonly attempts: number;
};

/** Limits that the directory of a large municipality stays below. */
export const defaultDirectoryLimits: DirectoryLimits = {
  entries: 1_000_000,
  elapsedMs: 3_600_000,
  attempts: 3,
};

/** What collecting needs from its surroundings. */
export type DirectorySurroundings = {
  /** Signs in, anew after a lost connection. */
  open(): Promise<DirectorySource>;
  /** The time of day, for the collection's own date. */
  now(): Date;
  /** Milliseconds that only grow. */
  elapsedMs(): number;
  /** Told after each page. */
  progress(part: CollectionPart, entries: number): void;
  readonly signal: AbortSignal;
};

/** What came of a collection, told after its last piece of text. */
export type CollectionEnd = {
  readonly entries: number;
  readonly gaps: readonly { readonly part: CollectionPart; readonly reason: string }[];
};

type Run = {
  readonly around: DirectorySurroundings;
  readonly limits: DirectoryLimits;
  readonly startedMs: number;
  source: DirectorySource;
  /** Numbers of the security descriptors, by their base64. */
  readonly descriptors: Map<string, number>;
  readonly gaps: { part: CollectionPart; reason: string }[];
  entries: number;
};

/** Names of the domain, and where its parts are. */
type Domain = { readonly head: object; readonly places: DirectoryPlaces };

function textOf(entry: SourceEntry, name: string): string | null {
  const [value] = entry.attributes.get(name) ?? [];
  return typeof value === "string" ? value : null;
}

function base64(value: Uint8Array): string {
  return Buffer.from(value.buffer, value.byteOffset, value.byteLength).toString("base64");
}

function bytesOf(entry: SourceEntry, name: string): string | null {
  const [value] = entry.attributes.get(name) ?? [];
  return value instanceof Uint8Array ? base64(value) : null;
}

/** A SID as text, from its bytes (MS-DTYP §2.4.2.2). */
function sidText(value: string | null): string | null {
  if (value === null) return null;
  const bytes = Buffer.from(value, "base64");
  const parts = Array.from({ length: (bytes.length - 8) / 4 }, (_, at) =>
    bytes.readUInt32LE(8 + 4 * at),
  );
  return ["S", 1, bytes.readUIntBE(2, 6), ...parts].join("-");
}

/** The name that a distinguished one of a domain means, `DC=example,DC=se` → `example.se`. */
function domainName(distinguishedName: string): string {
  return distinguishedName
    .split(",")
    .flatMap((part) => /^\s*DC=(.*)$/i.exec(part)?.[1] ?? [])
    .join(".")
    .toLowerCase();
}

/**
 * Asks the root what it holds.
 * @throws {DirectoryFailed} `collect/ldap-no-domain` where it holds no Active Directory
 */
async function domainOf(source: DirectorySource): Promise<Domain> {
  const contexts = ["default", "rootDomain", "configuration", "schema"];
  const root = await source.entry(
    "",
    contexts.map((name) => `${name}NamingContext`),
  );
  const [domain = null, first = null, configuration = null, schema = null] = contexts.map((name) =>
    textOf(root, `${name}NamingContext`),
  );
  if (domain === null || configuration === null || schema === null)
    throw new DirectoryFailed("collect/ldap-no-domain");
  const head = await source.entry(domain, ["objectSid"]);
  const sid = sidText(bytesOf(head, "objectSid"));
  if (sid === null) throw new DirectoryFailed("collect/ldap-no-domain");
  const forest = first ?? domain;
  // The first domain of the forest may be out of reach from here.
  const rootHead = await source.entry(forest, ["objectSid"]).catch(() => null);
  return {
    head: {
      name: domainName(domain),
      forest: domainName(forest),
      sid,
      rootSid: rootHead === null ? null : sidText(bytesOf(rootHead, "objectSid")),
    },
    places: { domain, configuration, schema },
  };
}

/** The number of a security descriptor, which many entries share. */
function descriptorNumber(run: Run, text: string): number {
  const known = run.descriptors.get(text);
  if (known !== undefined) return known;
  run.descriptors.set(text, run.descriptors.size);
  return run.descriptors.size - 1;
}

/** An entry as the collection holds it: texts as they are, bytes as base64. */
async function objectOf(run: Run, entry: SourceEntry): Promise<object> {
  const object: Record<string, unknown> = {};
  for (const [name, values] of entry.attributes) {
    const whole = await wholeValues(run.source, entry.dn, [name, values]);
    if (whole === null) continue;
    const texts = whole.values.map((value) => (typeof value === "string" ? value : base64(value)));
    if (whole.name === "nTSecurityDescriptor")
      object["descriptor"] = descriptorNumber(run, texts[0] ?? "");
    else object[whole.name] = texts.length === 1 ? texts[0] : texts;
  }
  object["distinguishedName"] ??= entry.dn;
  return object;
}

/** Thrown when enough has been fetched; never leaves this file. */
class Enough extends Error {
  override readonly name: string = "Enough";
}

function checkLimits({ around, limits, startedMs, entries }: Run): void {
  around.signal.throwIfAborted();
  const isLate = around.elapsedMs() - startedMs > limits.elapsedMs;
  if (isLate || entries >= limits.entries) throw new Enough("limit");
}

/**
 * Reads a part once through; entries in `seen` were written by an attempt before.
 * @yields objects as text
 */
async function* readPart(run: Run, query: PartQuery, seen: Set<string>): AsyncGenerator<string> {
  for await (const page of run.source.pages(query)) {
    for (const entry of page) {
      checkLimits(run);
      if (seen.has(entry.dn)) continue;
      const text = JSON.stringify(await objectOf(run, entry));
      seen.add(entry.dn);
      run.entries += 1;
      yield text;
    }
    run.around.progress(query.part, run.entries);
  }
}

/**
 * Reads a part; after a lost connection signs in again and goes on with what is missing.
 * @yields objects as text
 */
async function* readPartSurely(run: Run, query: PartQuery): AsyncGenerator<string> {
  const seen = new Set<string>();
  for (let attempt = 1; ; attempt += 1) {
    try {
      yield* readPart(run, query, seen);
      return;
    } catch (error) {
      run.around.signal.throwIfAborted();
      if (isMissing(error)) return;
      const reason = error instanceof Enough ? "limit" : gapReason(error);
      if (error instanceof Enough || isAnswer(error) || attempt >= run.limits.attempts) {
        run.gaps.push({ part: query.part, reason });
        return;
      }
      await run.source.close().catch(() => undefined);
      run.source = await run.around.open();
    }
  }
}

/**
 * Collects a domain. What cannot be read is a gap of the collection, not a failure of it.
 * @yields pieces of the collection's text, in order; their sum is one JSON document
 * @throws {DirectoryFailed} where the directory cannot be asked at all
 */
export async function* collectDirectory(
  around: DirectorySurroundings,
  limits: DirectoryLimits = defaultDirectoryLimits,
): AsyncGenerator<string, CollectionEnd> {
  const source = await around.open();
  const run: Run = {
    around,
    limits,
    startedMs: around.elapsedMs(),
    source,
    descriptors: new Map(),
    gaps: [],
    entries: 0,
  };
  try {
    const { head, places } = await domainOf(source).catch((error: unknown) => {
      throw failureOf(error);
    });
    const made = around.now().toISOString();
    yield (
      `{"format":"${collectionFormat}","version":${collectionVersion},` +
      `"producedAt":"${made}","domain":${JSON.stringify(head)},"objects":[`
    );
    for (const query of directoryPlan(places))
      for await (const text of readPartSurely(run, query))
        yield run.entries === 1 ? `\n${text}` : `,\n${text}`;
    const descriptors = [...run.descriptors.keys()].map((text) => `"${text}"`).join(",\n");
    const gaps = JSON.stringify(run.gaps);
    yield `\n],"descriptors":[${descriptors}],"gaps":${gaps},"written":${run.entries}}\n`;
    return { entries: run.entries, gaps: run.gaps };
  } finally {
    await run.source.close().catch(() => undefined);
  }
}
