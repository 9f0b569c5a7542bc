/** Files for the tests: the fixtures beside this folder, and small ones made on the spot. */
import { readFileSync, readdirSync } from "node:fs";
import type { EvidenceId, Instant, Json, Statement, Subject } from "@vallgrav/kernel";
import { read } from "../src/index.ts";
import type { Reading, ReaderInput, ReaderLimits } from "../src/index.ts";
import { inflate } from "./workbook-file.ts";

/** A reading that was not refused. */
export type Read = Extract<Reading, { readonly ok: true }>;

/** When every file of the tests was received. */
export const receivedAt = "2026-03-02T08:00:00.000Z" as Instant;

/** The domain of the fixtures. */
export const domainSid = "S-1-5-21-1000000001-1000000002-1000000003";

const fixtures = new URL("../fixtures/", import.meta.url);

/** Names of the fixtures in one folder. */
export function fixtureNames(folder: "sharphound" | "register"): readonly string[] {
  return readdirSync(new URL(`${folder}/`, fixtures)).sort();
}

/** Bytes of a fixture, `register/system-sv.csv`. */
export function fixture(path: string): Uint8Array {
  return new Uint8Array(readFileSync(new URL(path, fixtures)));
}

/** An input with the evidence id `e`. */
export function inputOf(
  name: string,
  content: string | Uint8Array,
  limits: Partial<ReaderLimits> = {},
): ReaderInput {
  const bytes = typeof content === "string" ? new TextEncoder().encode(content) : content;
  return { name, bytes, evidence: "e" as EvidenceId, receivedAt, limits, inflate };
}

/** Reads a file that must not be refused. */
export function readGood(input: ReaderInput): Read {
  const reading = read(input);
  if (!reading.ok) throw new Error(`refused: ${JSON.stringify(reading.problems)}`);
  return reading;
}

/** Reads a SharpHound fixture by its kind. */
export function readKind(kind: string): Read {
  const name = `20260301120000_${kind}.json`;
  return readGood(inputOf(name, fixture(`sharphound/${name}`)));
}

/** A collection's file of the given kind and objects; `meta` replaces members of its header. */
export function collection(
  kind: string,
  data: readonly Json[],
  meta: { readonly [key: string]: Json } = {},
): string {
  const header = { methods: 0, type: kind, count: data.length, version: 6, ...meta };
  return JSON.stringify({ data, meta: header });
}

/** An account of the fixtures' domain with what is given. */
export function account(
  rid: number,
  properties: { readonly [key: string]: Json } = {},
  members: { readonly [key: string]: Json } = {},
): Json {
  const own = { domain: "EXAMPLE.SE", domainsid: domainSid, ...properties };
  return { ObjectIdentifier: `${domainSid}-${rid}`, Properties: own, ...members };
}

/** Reads the objects as a file of users. */
export function readUsers(...data: readonly Json[]): Read {
  return readGood(inputOf("users.json", collection("users", data)));
}

/** Code, severity, arguments and place of each problem. */
export function told(reading: Reading): readonly (readonly [string, string, object, string])[] {
  return reading.problems.map(({ code, severity, args, at }) => [
    code,
    severity,
    args,
    at?.place ?? "-",
  ]);
}

function shortSubject({ kind, claims: [{ value }] }: Subject): string {
  return `${kind} ${value.replace(`${domainSid}-`, "-").replace(domainSid, "DOMAIN")}`;
}

function shortStatement(says: Statement): string {
  if ("is" in says) return says.is;
  if ("property" in says) return `${says.property} = ${JSON.stringify(says.value)}`;
  if ("relation" in says) return `${says.relation} ${shortSubject(says.to)}`;
  if ("trust" in says) return `${says.trust} by ${says.source}`;
  return `same as ${shortSubject(says.sameAs)}`;
}

/** Every statement as one line: `account -1103 member-of group -513`. */
export function lines(reading: Read): readonly string[] {
  return reading.observations.map(
    ({ subject, says }) => `${shortSubject(subject)} ${shortStatement(says)}`,
  );
}

/** The lines that tell relations, in order, those of access rights left out. */
export function relations(reading: Read): readonly string[] {
  const kept: Read = {
    ...reading,
    observations: reading.observations.filter(
      ({ says }) => "relation" in says && !says.relation.startsWith("right/"),
    ),
  };
  return lines(kept);
}
