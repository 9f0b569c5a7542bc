/**
 * A model in the newest format as JSON, read straight from its characters, as tools write it. Takes
 * a model that nothing is to be said of and leaves every other one, with null, to the reader by
 * tree, whose answer it would have been.
 */
import type { InstanceAsset, InstanceLink } from "../instance-model.ts";
import type { FormatReporter } from "./problems.ts";
import type { Span, SpanTable } from "./span-table.ts";
import { addSpan, findSpan, isSameSpan, newSpanTable } from "./span-table.ts";

/** What was read. Offsets are places in the text, of ids. */
export type ScannedModel = {
  readonly name: string;
  readonly languageId: string | null;
  readonly languageVersion: string | null;
  readonly assets: readonly InstanceAsset[];
  readonly links: readonly InstanceLink[];
  readonly assetOffsets: readonly number[];
  readonly linkOffsets: readonly number[];
};

/** Thrown inside this file only: this one is for the reader by tree. */
class Unusual extends Error {}

/** Numbers in an array that grows. */
type Numbers = { list: Int32Array; count: number };

type Scan = {
  readonly text: string;
  /** Values there may still be. */
  values: number;
  at: number;
  /** The text just read, without its quotes, and whether it holds no escape. */
  from: number;
  to: number;
  isPlain: boolean;
  /** Names of members, fields and steps, by number. */
  readonly words: SpanTable;
  readonly wordTexts: string[];
  /** The last map in which each word stood, for each depth: `wordMaps[word * deepest + depth]`. */
  readonly wordMaps: number[];
  maps: number;
  readonly ids: SpanTable;
  readonly assets: InstanceAsset[];
  /** Where the name of each asset begins and ends. */
  readonly names: Numbers;
  /** Six numbers for each link: asset, field, and where id and name of its other end stand. */
  readonly ends: Numbers;
  /** The number of the map that each link stood in. */
  readonly endMaps: Numbers;
};

const quote = 34;
const comma = 44;
const colon = 58;
const backslash = 92;
const openBrace = 123;
const closeBrace = 125;
/** Maps within maps down to the name beside an id. */
const deepest = 5;

function push(numbers: Numbers, value: number): void {
  if (numbers.count === numbers.list.length) {
    const larger = new Int32Array(2 * numbers.count);
    larger.set(numbers.list);
    numbers.list = larger;
  }
  numbers.list[numbers.count] = value;
  numbers.count += 1;
}

/** The first unit that is no blank, at `scan.at`. */
function peek(scan: Scan): number {
  const { text } = scan;
  let { at } = scan;
  let unit = text.charCodeAt(at);
  while (unit === 32 || unit === 10 || unit === 13 || unit === 9) {
    at += 1;
    unit = text.charCodeAt(at);
  }
  scan.at = at;
  return unit;
}

function take(scan: Scan, unit: number): void {
  if (peek(scan) !== unit) throw new Unusual();
  scan.at += 1;
}

/** Reads a text and leaves where it stands in `scan`. */
function takeText(scan: Scan): void {
  take(scan, quote);
  const { text } = scan;
  scan.from = scan.at;
  scan.isPlain = true;
  let { at } = scan;
  for (;;) {
    const unit = text.charCodeAt(at);
    if (unit === quote) break;
    // At the end of the text it is NaN.
    if (!(unit >= 32)) throw new Unusual();
    if (unit === backslash) {
      scan.isPlain = false;
      at += 1;
    }
    at += 1;
  }
  scan.to = at;
  scan.at = at + 1;
}

/** The text just read, without escapes. */
function textRead({ text, from, to, isPlain }: Scan): string {
  if (isPlain) return text.slice(from, to);
  try {
    return JSON.parse(text.slice(from - 1, to + 1)) as string;
  } catch {
    throw new Unusual();
  }
}

function countValue(scan: Scan): void {
  scan.values -= 1;
  if (scan.values < 0) throw new Unusual();
}

/** The number of a word just read, by which equal ones are one string. */
function wordRead(scan: Scan): number {
  const { words, wordTexts, from, to } = scan;
  if (!scan.isPlain) throw new Unusual();
  const word = addSpan(words, [from, to]);
  if (word === wordTexts.length) {
    wordTexts.push(scan.text.slice(from, to));
    for (let depth = 0; depth < deepest; depth += 1) scan.wordMaps.push(0);
  }
  return word;
}

/** Opens a map; gives its number. */
function openMap(scan: Scan): number {
  countValue(scan);
  take(scan, openBrace);
  scan.maps += 1;
  return scan.maps;
}

/** Whether another member follows, at whose quote the scan then stands. */
function hasMember(scan: Scan, isFirst: boolean): boolean {
  const unit = peek(scan);
  if (unit === closeBrace) {
    scan.at += 1;
    return false;
  }
  if (isFirst) return true;
  take(scan, comma);
  if (peek(scan) !== quote) throw new Unusual();
  return true;
}

/** The members of a map so deep in others, each handed to `read`, at its value, by its name. */
function readMap(scan: Scan, depth: number, read: (word: number) => void): void {
  const map = openMap(scan);
  for (let isFirst = true; hasMember(scan, isFirst); isFirst = false) {
    takeText(scan);
    const word = wordRead(scan);
    const at = word * deepest + depth;
    if (scan.wordMaps[at] === map) throw new Unusual();
    scan.wordMaps[at] = map;
    take(scan, colon);
    read(word);
  }
}

const number = /-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][-+]?[0-9]+)?/y;

function takeProbability(scan: Scan): number {
  countValue(scan);
  peek(scan);
  number.lastIndex = scan.at;
  const found = number.exec(scan.text)?.[0];
  const value = Number(found);
  if (found === undefined || !(value >= 0 && value <= 1)) throw new Unusual();
  scan.at += found.length;
  return value;
}

/** A text that is a value. */
function takeValue(scan: Scan): void {
  countValue(scan);
  takeText(scan);
}

function readDefences(scan: Scan): InstanceAsset["defences"] {
  const found: [string, number][] = [];
  readMap(scan, 3, (word) => found.push([scan.wordTexts[word] ?? "", takeProbability(scan)]));
  return Object.fromEntries(found);
}

/** The ids in a field of an asset, each with a name beside it. */
function readEnds(scan: Scan, asset: number, field: number): void {
  const map = openMap(scan);
  for (let isFirst = true; hasMember(scan, isFirst); isFirst = false) {
    takeText(scan);
    if (!scan.isPlain) throw new Unusual();
    const { from, to, ends } = scan;
    take(scan, colon);
    takeValue(scan);
    for (const value of [asset, field, from, to, scan.from, scan.to]) push(ends, value);
    push(scan.endMaps, map);
  }
}

function readAsset(scan: Scan, id: string): void {
  const asset = scan.assets.length;
  let type = "";
  let name = "";
  let hasType = false;
  let defences: InstanceAsset["defences"] = {};
  readMap(scan, 2, (word) => {
    switch (scan.wordTexts[word]) {
      case "name":
        takeValue(scan);
        name = textRead(scan);
        push(scan.names, scan.from);
        push(scan.names, scan.to);
        return;
      case "type":
        takeValue(scan);
        type = scan.wordTexts[wordRead(scan)] ?? "";
        hasType = true;
        return;
      case "defenses":
        defences = readDefences(scan);
        return;
      case "associated_assets":
        readMap(scan, 3, (field) => readEnds(scan, asset, field));
        return;
      case "extras":
        readMap(scan, 3, () => {
          throw new Unusual();
        });
        return;
      default:
        throw new Unusual();
    }
  });
  if (name === "" || !hasType) throw new Unusual();
  scan.assets.push({ id, type, name, defences });
}

function readAssets(scan: Scan): void {
  openMap(scan);
  for (let isFirst = true; hasMember(scan, isFirst); isFirst = false) {
    takeText(scan);
    const { from, to, ids, assets } = scan;
    if (!scan.isPlain || addSpan(ids, [from, to]) !== assets.length) throw new Unusual();
    take(scan, colon);
    readAsset(scan, scan.text.slice(from, to));
    if (ids.collisions > 8 * assets.length + 1024) throw new Unusual();
  }
}

/** The links, when all assets are known: both ends there, names their own, none twice. */
function linksOf(scan: Scan): Pick<ScannedModel, "links" | "linkOffsets"> {
  const { text, ids, assets, wordTexts, names, ends, endMaps } = scan;
  const links: InstanceLink[] = [];
  const linkOffsets: number[] = [];
  const lastMap = new Int32Array(assets.length);
  const { list } = ends;
  for (let at = 0, link = 0; at < ends.count; at += 6, link += 1) {
    const from = list[at + 2] ?? 0;
    const other = findSpan(ids, [from, list[at + 3] ?? 0]);
    const map = endMaps.list[link] ?? 0;
    const end = assets[other];
    if (end === undefined || lastMap[other] === map) throw new Unusual();
    if (ids.collisions > 8 * (assets.length + link) + 1024) throw new Unusual();
    lastMap[other] = map;
    const own: Span = [names.list[2 * other] ?? 0, names.list[2 * other + 1] ?? 0];
    const beside: Span = [list[at + 4] ?? 0, list[at + 5] ?? 0];
    if (!isSameSpan(text, own, beside)) throw new Unusual();
    const asset = assets[list[at] ?? 0]?.id ?? "";
    links.push({ from: asset, field: wordTexts[list[at + 1] ?? 0] ?? "", to: end.id });
    linkOffsets.push(from - 1);
  }
  return { links, linkOffsets };
}

function scanned(scan: Scan): ScannedModel {
  const about = new Map<string, string>();
  let hasAssets = false;
  readMap(scan, 0, (word) => {
    const member = scan.wordTexts[word];
    if (member === "assets") {
      hasAssets = true;
      readAssets(scan);
    } else if (member === "metadata")
      readMap(scan, 1, (key) => {
        takeValue(scan);
        about.set(scan.wordTexts[key] ?? "", textRead(scan));
      });
    else throw new Unusual();
  });
  if (!hasAssets || !Number.isNaN(peek(scan))) throw new Unusual();
  const { assets, ids } = scan;
  if (new Set(assets.map(({ name }) => name)).size < assets.length) throw new Unusual();
  return {
    name: about.get("name") ?? "",
    languageId: about.get("langID") ?? null,
    languageVersion: about.get("langVersion") ?? null,
    assets,
    assetOffsets: ids.starts.map((start) => start - 1),
    ...linksOf(scan),
  };
}

function growing(): Numbers {
  return { list: new Int32Array(64), count: 0 };
}

/** The model of the reporter's text, or null, with nothing reported. Linear. */
export function scanModel({ text, limits }: FormatReporter): ScannedModel | null {
  if (limits.depth < deepest) return null;
  const scan: Scan = {
    text,
    values: limits.values,
    at: text.startsWith("\uFEFF") ? 1 : 0,
    from: 0,
    to: 0,
    isPlain: true,
    words: newSpanTable(text),
    wordTexts: [],
    wordMaps: [],
    maps: 0,
    ids: newSpanTable(text),
    assets: [],
    names: growing(),
    ends: growing(),
    endMaps: growing(),
  };
  try {
    return scanned(scan);
  } catch (error) {
    if (error instanceof Unusual) return null;
    throw error;
  }
}
