/** The files that advisories come in: archives, folders, lines of JSON, single records, scores. */
import { createReadStream } from "node:fs";
import { open, readdir, readFile, stat } from "node:fs/promises";
import { basename, join } from "node:path";
import { createInterface } from "node:readline";
import { promisify } from "node:util";
import { gunzip } from "node:zlib";
import {
  advisoryLimits,
  looksLikeCsaf,
  looksLikeCve,
  looksLikeEpss,
  looksLikeEuvd,
  looksLikeKev,
  looksLikeNvd,
  readCsaf,
  readCve,
  readEpss,
  readEuvd,
  readKev,
  readNvd,
  readOsv,
} from "@vallgrav/advisories";
import type { AdvisoriesProblem, Advisory } from "@vallgrav/advisories";
import { succeed } from "@vallgrav/kernel";
import type { Problem, Result } from "@vallgrav/kernel";
import { defaultUploadLimits, openUpload } from "../collect/index.ts";
import type { AdvisoryWriter } from "../storage/advisory-file.ts";
import { folderProblem } from "./manifest.ts";

/** What came of one file. */
export type Fed = {
  /** Records read, whether or not they were new. */
  readonly records: number;
  /** Records that replaced nothing or something older. */
  readonly changed: number;
  readonly leftOut: number;
  /** The first of what was wrong with records. */
  readonly problems: readonly Problem<string, object>[];
};

/** Told now and then, with how many records have been read. */
export type OnProgress = (records: number) => void;

/** Archives of a whole ecosystem hold some hundred thousand records. */
const limits = {
  ...defaultUploadLimits,
  entries: 2_000_000,
  fileBytes: 67_108_864,
  totalBytes: 68_719_476_736,
};
const mostScoresBytes = 268_435_456;
const problemsListed = 20;
const progressEvery = 5_000;

/** Refuses a file as a whole; caught by the door of this room. */
export class FeedRefused extends Error {
  override readonly name: string = "FeedRefused";
  readonly problem: Problem<string, object>;
  constructor(problem: Problem<string, object>) {
    super(problem.code);
    this.problem = problem;
  }
}

type Feeding = {
  readonly writer: AdvisoryWriter;
  readonly onProgress: OnProgress;
  records: number;
  changed: number;
  leftOut: number;
  readonly problems: Problem<string, object>[];
};

function leaveOut(feeding: Feeding, problem: Problem<string, object>, file: string): void {
  feeding.leftOut += 1;
  if (feeding.problems.length < problemsListed)
    feeding.problems.push({ ...problem, severity: "warning", at: { file, place: "" } });
}

const notJson: Problem = { code: "advisories/not-json", severity: "error", at: null, args: {} };

type Read = Result<readonly Advisory[], AdvisoriesProblem>;

/** The advisories of one JSON value: an answer of NVD, a document of a supplier, or one record. */
function readAdvisories(feeding: Feeding, value: unknown): Read {
  if (looksLikeCsaf(value)) return readCsaf(value);
  if (looksLikeNvd(value)) {
    const made = readNvd(value);
    if (!made.ok) return made;
    feeding.leftOut += made.value.leftOut;
    return succeed(made.value.advisories);
  }
  const made = looksLikeCve(value) ? readCve(value) : readOsv(value);
  return made.ok ? succeed([made.value]) : made;
}

function takeRecord(feeding: Feeding, value: unknown, file: string): void {
  const made = readAdvisories(feeding, value);
  if (!made.ok) {
    feeding.records += 1;
    leaveOut(feeding, made.problem, file);
    return;
  }
  for (const advisory of made.value) {
    feeding.records += 1;
    if (feeding.records % progressEvery === 0) feeding.onProgress(feeding.records);
    if (feeding.writer.put(advisory)) feeding.changed += 1;
  }
}

function takeKev(feeding: Feeding, value: unknown, file: string): void {
  const made = readKev(value);
  if (!made.ok) throw new FeedRefused({ ...made.problem, at: { file, place: "" } });
  feeding.writer.putExploited(made.value.entries);
  feeding.records += made.value.entries.length;
  feeding.changed += made.value.entries.length;
  feeding.leftOut += made.value.leftOut;
}

function takeEuvd(feeding: Feeding, value: unknown, file: string): void {
  const made = readEuvd(value);
  if (!made.ok) throw new FeedRefused({ ...made.problem, at: { file, place: "" } });
  feeding.changed += feeding.writer.addExploited(made.value.entries);
  feeding.records += made.value.records;
  feeding.leftOut += made.value.leftOut;
}

const halfLine: Problem = {
  code: "advisories/not-an-advisory",
  severity: "error",
  at: null,
  args: { what: "line end" },
};

function takeScores(feeding: Feeding, text: string, file: string): void {
  // The last figure of a file cut in half may be the beginning of another.
  const end = text.lastIndexOf("\n") + 1;
  if (end < text.length) leaveOut(feeding, halfLine, file);
  const made = readEpss(text.slice(0, end));
  if (!made.ok) throw new FeedRefused({ ...made.problem, at: { file, place: "" } });
  feeding.writer.putScores(made.value.scores);
  feeding.records += made.value.scores.length;
  feeding.changed += made.value.scores.length;
  feeding.leftOut += made.value.leftOut;
}

/**
 * One text of JSON: the catalogue of the exploited, a list of records, or one record.
 * @returns false where it is none, which is left out
 */
function takeJson(feeding: Feeding, text: string, file: string): boolean {
  let value: unknown;
  try {
    if (text.length > advisoryLimits.characters) throw new SyntaxError("too long");
    value = JSON.parse(text);
  } catch {
    feeding.records += 1;
    leaveOut(feeding, notJson, file);
    return false;
  }
  if (looksLikeKev(value)) takeKev(feeding, value, file);
  else if (looksLikeEuvd(value)) takeEuvd(feeding, value, file);
  else if (Array.isArray(value)) for (const one of value) takeRecord(feeding, one, file);
  else takeRecord(feeding, value, file);
  return true;
}

async function takeArchive(feeding: Feeding, path: string): Promise<void> {
  const opened = await openUpload(path, basename(path), limits);
  if (!opened.ok) throw new FeedRefused(opened.problem);
  const decoder = new TextDecoder();
  for await (const { name, bytes } of opened.value.files)
    if (name.endsWith(".json")) takeJson(feeding, decoder.decode(bytes), name);
    else feeding.leftOut += 1;
}

async function takeLines(feeding: Feeding, path: string): Promise<void> {
  const lines = createInterface({ input: createReadStream(path), crlfDelay: Infinity });
  for await (const line of lines) if (line.trim() !== "") takeJson(feeding, line, basename(path));
}

async function takePlain(feeding: Feeding, path: string, isInside: boolean): Promise<void> {
  const file = basename(path);
  const { size } = await stat(path);
  if (size > mostScoresBytes) throw new FeedRefused(folderProblem("collect/not-advisories", file));
  const bytes = await readFile(path);
  const isPacked = bytes[0] === 0x1f && bytes[1] === 0x8b;
  const unpacked = isPacked
    ? await promisify(gunzip)(bytes, { maxOutputLength: mostScoresBytes }).catch(() => null)
    : bytes;
  const text = unpacked === null ? "" : new TextDecoder().decode(unpacked);
  if (looksLikeEpss(text)) takeScores(feeding, text, file);
  else if (/^\s{0,64}[[{]/.test(text)) {
    // A file that was asked for by itself is a whole: half of one must not pass for an update.
    if (!takeJson(feeding, text, file) && !isInside)
      throw new FeedRefused({ ...notJson, at: { file, place: "" } });
  } else throw new FeedRefused(folderProblem("collect/not-advisories", file));
}

async function isZip(path: string): Promise<boolean> {
  const handle = await open(path, "r");
  try {
    const { buffer } = await handle.read(Buffer.alloc(4), 0, 4, 0);
    return buffer.toString("latin1") === "PK\u0003\u0004";
  } finally {
    await handle.close();
  }
}

const knownNames = /\.(?:json|jsonl|ndjson|zip|csv|csv\.gz)$/i;

/** @param isInside of a folder: a file there is one record of many, as in an archive */
async function takePath(feeding: Feeding, path: string, isInside = false): Promise<void> {
  const found = await stat(path);
  if (found.isDirectory()) {
    const names = await readdir(path);
    for (const name of names.toSorted()) {
      const inner = join(path, name);
      if (knownNames.test(name) || (await stat(inner)).isDirectory())
        await takePath(feeding, inner, true);
    }
  } else if (/\.(?:jsonl|ndjson)$/i.test(path)) await takeLines(feeding, path);
  else if (/\.zip$/i.test(path) || (await isZip(path))) await takeArchive(feeding, path);
  else await takePlain(feeding, path, isInside);
}

/**
 * Reads one file, or all files of a folder and those below it, into a file of advisories.
 * @throws {FeedRefused} where a file as a whole is none, or not whole
 */
export async function feed(
  path: string,
  writer: AdvisoryWriter,
  onProgress: OnProgress,
): Promise<Fed> {
  const feeding: Feeding = {
    writer,
    onProgress,
    records: 0,
    changed: 0,
    leftOut: 0,
    problems: [],
  };
  await takePath(feeding, path);
  const { records, changed, leftOut, problems } = feeding;
  if (records === 0) throw new FeedRefused(folderProblem("collect/not-advisories", basename(path)));
  return { records, changed, leftOut, problems };
}
