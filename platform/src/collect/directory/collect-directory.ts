/**
 * Collects a domain over LDAP into the form that the readers know: world → facts, with the same
 * form in between as the printed script, so that both say the same.
 */
import type { CollectionPart } from "@vallgrav/readers";
import { collectionFormat, collectionVersion, isDomain, looksSecret } from "@vallgrav/readers";
import { DirectoryFailed, failureOf, gapReason, isAnswer, isMissing } from "./directory-failed.ts";
import { directoryPlan, searchedAttributes } from "./directory-plan.ts";
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

/** A part that was read whole: its entries as text, and the descriptors that were new in it. */
export type KeptPart = {
  readonly part: CollectionPart;
  readonly objects: readonly string[];
  readonly descriptors: readonly string[];
};

/** What is left of a collection that was interrupted: its first parts. */
export type EarlierCollection = {
  /** The domain as the collection names it; that of another is not gone on with. */
  readonly domain: string;
  readonly producedAt: string;
  readonly parts: readonly KeptPart[];
};

/** Keeps the parts of a collection until it is whole. */
export type PartKeeper = {
  readonly earlier: EarlierCollection | null;
  /** Drops what is kept and begins anew. */
  begin(domain: string, producedAt: string): Promise<void>;
  keep(part: KeptPart): Promise<void>;
};

/** What collecting needs from its surroundings. */
export type DirectorySurroundings = {
  /** Null where nothing is to be kept between attempts. */
  readonly keeper: PartKeeper | null;
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

/** A SID as text, from its bytes (MS-DTYP §2.4.2.2); null where they are none. */
function sidText(value: string | null): string | null {
  if (value === null) return null;
  const bytes = Buffer.from(value, "base64");
  const [revision, count = 0] = bytes;
  if (revision !== 1 || bytes.length !== 8 + 4 * count) return null;
  const parts = Array.from({ length: count }, (_, at) => bytes.readUInt32LE(8 + 4 * at));
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
  const forest = first ?? domain;
  const names = { name: domainName(domain), forest: domainName(forest) };
  // The readers would refuse the whole of it, after an hour.
  if (sid === null || !isDomain({ ...names, sid }))
    throw new DirectoryFailed("collect/ldap-no-domain");
  // The first domain of the forest may be out of reach from here.
  const rootHead = await source.entry(forest, ["objectSid"]).catch(() => null);
  return {
    head: {
      ...names,
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

/** Longest part of a free text that is searched for secrets. */
const searchedLength = 8_192;

/** What was asked for, by its name in small letters: a directory may write names as it likes. */
function askedNames({ attributes }: PartQuery): ReadonlyMap<string, string> {
  return new Map(attributes.map((name) => [name.toLowerCase(), name]));
}

/**
 * An entry as the collection holds it: texts as they are, bytes as base64, no free texts, and
 * nothing that was not asked for.
 */
async function objectOf(
  run: Run,
  entry: SourceEntry,
  asked: ReadonlyMap<string, string>,
): Promise<object> {
  const object = new Map<string, unknown>();
  const secretIn: string[] = [];
  for (const [name, values] of entry.attributes) {
    const own = asked.get(name.replace(/;.*$/s, "").toLowerCase());
    const whole =
      own === undefined ? null : await wholeValues(run.source, entry.dn, [name, values]);
    if (own === undefined || whole === null) continue;
    const texts = whole.values.map((value) => (typeof value === "string" ? value : base64(value)));
    if (searchedAttributes.includes(own)) {
      if (texts.some((text) => looksSecret(text.slice(0, searchedLength)))) secretIn.push(own);
      continue;
    }
    if (own === "nTSecurityDescriptor")
      object.set("descriptor", descriptorNumber(run, texts[0] ?? ""));
    else object.set(own, texts.length === 1 ? texts[0] : texts);
  }
  if (!object.has("distinguishedName")) object.set("distinguishedName", entry.dn);
  if (secretIn.length > 0) object.set("secretIn", secretIn);
  return Object.fromEntries(object);
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
  const asked = askedNames(query);
  for await (const page of run.source.pages(query)) {
    // A directory can give empty pages without end.
    if (page.length === 0) checkLimits(run);
    for (const entry of page) {
      checkLimits(run);
      if (seen.has(entry.dn)) continue;
      const text = JSON.stringify(await objectOf(run, entry, asked));
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
 * Tells a part that an earlier attempt read. Descriptors get the numbers they had: parts come back
 * in their order, from the first on.
 * @yields objects as text
 */
function* tellKept(run: Run, kept: KeptPart): Generator<string> {
  for (const text of kept.descriptors) descriptorNumber(run, text);
  run.entries += kept.objects.length;
  run.around.progress(kept.part, run.entries);
  yield* kept.objects;
}

/**
 * Reads a part and keeps it, if it is whole.
 * @yields objects as text
 */
async function* readAndKeep(run: Run, query: PartQuery): AsyncGenerator<string> {
  const { keeper } = run.around;
  const [gaps, known] = [run.gaps.length, run.descriptors.size];
  const objects: string[] = [];
  for await (const text of readPartSurely(run, query)) {
    if (keeper !== null) objects.push(text);
    yield text;
  }
  if (keeper === null || run.gaps.length > gaps) return;
  const descriptors = [...run.descriptors.keys()].slice(known);
  await keeper.keep({ part: query.part, objects, descriptors });
}

/**
 * Every entry of a domain, those of an earlier attempt first.
 * @yields objects as text
 */
async function* readDomain(
  run: Run,
  places: DirectoryPlaces,
  earlier: EarlierCollection | null,
): AsyncGenerator<string> {
  const kept = [...(earlier?.parts ?? [])];
  for (const query of directoryPlan(places)) {
    const part = kept.shift();
    if (part?.part === query.part) yield* tellKept(run, part);
    else {
      // What comes behind a part that is missing was numbered after it.
      kept.length = 0;
      yield* readAndKeep(run, query);
    }
  }
}

/** What an earlier attempt left of this very domain; else it is begun anew. */
async function earlierOf(run: Run, domain: string): Promise<EarlierCollection | null> {
  const { keeper } = run.around;
  if (keeper === null) return null;
  if (keeper.earlier?.domain === domain) return keeper.earlier;
  const producedAt = run.around.now().toISOString();
  await keeper.begin(domain, producedAt);
  return { domain, producedAt, parts: [] };
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
    const domain = JSON.stringify(head);
    const earlier = await earlierOf(run, domain);
    const made = earlier?.producedAt ?? around.now().toISOString();
    yield (
      `{"format":"${collectionFormat}","version":${collectionVersion},` +
      `"producedAt":"${made}","domain":${domain},"objects":[`
    );
    let separator = "\n";
    for await (const text of readDomain(run, places, earlier)) {
      yield `${separator}${text}`;
      separator = ",\n";
    }
    const descriptors = [...run.descriptors.keys()].map((text) => JSON.stringify(text)).join(",\n");
    const gaps = JSON.stringify(run.gaps);
    yield `\n],"descriptors":[${descriptors}],"gaps":${gaps},"written":${run.entries}}\n`;
    return { entries: run.entries, gaps: run.gaps };
  } finally {
    await run.source.close().catch(() => undefined);
  }
}
