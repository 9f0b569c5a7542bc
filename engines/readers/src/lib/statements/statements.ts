/**
 * Reads what people state through this product: who is the same, whom to believe, and answers to
 * questions about single things.
 * `{ "vallgravStatements": 1, "statedAt": …, "statements": [{ "about": …, "holds": … }] }`, and
 * perhaps `lists`: what is said of pieces of evidence.
 */
import type {
  AssetKind,
  Claim,
  ClaimSpace,
  EvidenceId,
  Json,
  ListWord,
  RelationKind,
  Statement,
  Subject,
  Value,
} from "@vallgrav/kernel";
import { observe, refused, report, withinLimits } from "../gathering.ts";
import { listOf, member, objectOf, textOf } from "../json.ts";
import type { JsonObject } from "../json.ts";
import { beginFile, count, endFile, keptText } from "../machine-reading.ts";
import type { MachineFile } from "../machine-reading.ts";
import { openJson } from "../opening/json-file.ts";
import { holdsPersonalNumber } from "../personal-number.ts";
import type { Expected } from "../expected.ts";
import type { Reading, ReaderInput } from "../reading.ts";

/** The form's version that is read. */
const version = 1;

const kinds: Readonly<Record<AssetKind, true>> = {
  account: true,
  backup: true,
  "certificate-authority": true,
  "certificate-store": true,
  "certificate-template": true,
  computer: true,
  container: true,
  domain: true,
  group: true,
  "group-policy": true,
  information: true,
  organisation: true,
  "organisational-unit": true,
  person: true,
  school: true,
  service: true,
  software: true,
  supplier: true,
  system: true,
  zone: true,
};

const spaces: Readonly<Record<ClaimSpace, true>> = {
  sid: true,
  guid: true,
  serial: true,
  register: true,
  mac: true,
  upn: true,
  fqdn: true,
  purl: true,
  host: true,
  ip: true,
};

/** Relations that people are asked about; others come from what machines list. */
const relations: readonly RelationKind[] = [
  "backed-up-by",
  "depends-on",
  "runs-on",
  "supplied-by",
  "supports",
];

/** Most names of one thing, most texts of one list. */
const mostClaims = 16;
const longestClaim = 512;
const propertyForm = /^[\p{L}\p{N}._:+/-]{1,120}$/u;
const sourceForm = /^[\p{L}\p{N}._:@/ -]{1,160}$/u;

function isKind(text: string | null): text is AssetKind {
  return text !== null && Object.hasOwn(kinds, text);
}

function isSpace(text: string | null): text is ClaimSpace {
  return text !== null && Object.hasOwn(spaces, text);
}

/** A name as another reader could have given it: short, and without an identity number. */
function isName(text: string | null): text is string {
  return text !== null && text !== "" && text.length <= longestClaim && !holdsPersonalNumber(text);
}

function claimOf(value: Json): Claim | null {
  const object = objectOf(value);
  if (object === null) return null;
  const space = textOf(member(object, "space"));
  const name = textOf(member(object, "value"));
  const within = member(object, "within");
  if (!isSpace(space) || !isName(name)) return null;
  if (within === undefined) return { space, value: name };
  const scope = textOf(within);
  return isName(scope) ? { space, value: name, within: scope } : null;
}

/**
 * A thing as people point at it: a known kind and 1 to 16 names, none of them with a personal
 * identity number. Null for anything else.
 */
export function parseSubject(value: Json | undefined): Subject | null {
  const object = objectOf(value);
  const kind = object === null ? null : textOf(member(object, "kind"));
  const list = object === null ? null : listOf(member(object, "claims"));
  if (!isKind(kind) || list === null || list.length > mostClaims) return null;
  const claims = list.map(claimOf).filter((claim) => claim !== null);
  const [first, ...rest] = claims;
  return first === undefined || claims.length < list.length
    ? null
    : { kind, claims: [first, ...rest] };
}

function isRelation(text: string | null): text is RelationKind {
  return relations.some((one) => one === text);
}

type Judged = Statement | { readonly wrong: string; readonly expected: Expected };

function samenessOf(object: JsonObject): Judged {
  const sameAs = parseSubject(member(object, "sameAs"));
  const holds = member(object, "holds");
  if (sameAs === null) return { wrong: "sameAs", expected: "reference" };
  return typeof holds === "boolean" || holds === null
    ? { sameAs, holds }
    : { wrong: "holds", expected: "boolean" };
}

function trustOf(object: JsonObject): Judged {
  const trust = textOf(member(object, "trust")) ?? "";
  const source = member(object, "source");
  if (!propertyForm.test(trust)) return { wrong: "trust", expected: "name" };
  if (source === null) return { trust, source };
  return typeof source === "string" && sourceForm.test(source) && !holdsPersonalNumber(source)
    ? { trust, source }
    : { wrong: "source", expected: "name" };
}

function relationOf(object: JsonObject): Judged {
  const relation = textOf(member(object, "relation"));
  const to = parseSubject(member(object, "to"));
  if (!isRelation(relation)) return { wrong: "relation", expected: "known-word" };
  return to === null ? { wrong: "to", expected: "reference" } : { relation, to };
}

function valueOf(file: MachineFile, place: string, value: Json | undefined): Value | null {
  const kept = (text: string): string => keptText(file, ["value", place], text);
  if (typeof value === "boolean") return value;
  if (typeof value === "number") return Number.isFinite(value) ? value : null;
  if (typeof value === "string") return kept(value) === "" ? null : kept(value);
  const list = listOf(value);
  if (list === null || list.length > mostClaims) return null;
  const texts = list.map((one) => (typeof one === "string" ? kept(one) : ""));
  return texts.includes("") ? null : texts;
}

function propertyOf(file: MachineFile, place: string, object: JsonObject): Judged {
  const property = textOf(member(object, "property")) ?? "";
  if (!propertyForm.test(property)) return { wrong: "property", expected: "name" };
  const value = valueOf(file, place, member(object, "value"));
  return value === null ? { wrong: "value", expected: "text" } : { property, value };
}

function statementOf(file: MachineFile, place: string, object: JsonObject): Judged {
  if (member(object, "sameAs") !== undefined) return samenessOf(object);
  if (member(object, "trust") !== undefined) return trustOf(object);
  if (member(object, "relation") !== undefined) return relationOf(object);
  return propertyOf(file, place, object);
}

function readStatement(file: MachineFile, at: number, value: Json): void {
  const place = `/statements/${at}`;
  const wrong = (field: string, expected: Expected): void =>
    report(file.into, "warning", ["readers/bad-value", { field, expected }, place]);
  const object = objectOf(value);
  if (object === null) return wrong("statements", "object");
  const about = parseSubject(member(object, "about"));
  if (about === null) return wrong("about", "reference");
  const says = statementOf(file, place, object);
  if ("wrong" in says) return wrong(says.wrong, says.expected);
  count(file, "statements", String(at));
  observe(file.into, place, about, says);
}

const evidenceForm = /^[0-9a-f]{64}$/u;

/** Most words on lists in one file; beyond, they are left out. */
const mostWords = 1_000;

/** Words on lists: each whether it is one of its own or the next edition of another. */
function listWordsIn(file: MachineFile, value: Json | undefined): readonly ListWord[] {
  const words: ListWord[] = [];
  for (const [at, one] of (listOf(value) ?? []).slice(0, mostWords).entries()) {
    const object = objectOf(one);
    const list = object === null ? "" : (textOf(member(object, "list")) ?? "");
    const is = object === null ? undefined : member(object, "is");
    if (evidenceForm.test(list) && (is === "own" || is === "next" || is === null)) {
      words.push({ list: list as EvidenceId, is });
      count(file, "lists", String(at));
    } else {
      const args = { field: "lists", expected: "reference" } as const;
      report(file.into, "warning", ["readers/bad-value", args, `/lists/${at}`]);
    }
  }
  return words;
}

/** Reads a file as statements, whatever it looks like. Linear in its size. */
export function readStatements(input: ReaderInput): Reading {
  return withinLimits(input, () => {
    const opened = openJson(input);
    if ("ok" in opened) return opened;
    const root = objectOf(opened.value);
    const statements = root === null ? null : listOf(member(root, "statements"));
    if (root === null || statements === null)
      return refused(input, "readers/other-kind", { expected: "statements", found: "" });
    const found = member(root, "vallgravStatements");
    if (found !== version)
      return refused(input, "readers/unsupported-version", {
        found: typeof found === "number" ? String(found) : "",
        supported: version,
      });
    const file = beginFile(input, {
      reader: "statements",
      made: textOf(member(root, "statedAt")) ?? "",
      report: "person",
      standing: "declared",
      decodedAs: opened.decodedAs,
    });
    file.into.work += opened.work;
    for (const [at, statement] of statements.entries()) readStatement(file, at, statement);
    const lists = listWordsIn(file, member(root, "lists"));
    const reading = endFile(file);
    return reading.ok && lists.length > 0 ? { ...reading, lists } : reading;
  });
}
