/** Reads security descriptors written as text: SDDL (MS-DTYP §2.5.1). */
import { fail, succeed } from "@vallgrav/kernel";
import type { Ace, AceKind, DescriptorFault, ParsedDescriptor } from "./security-descriptor.ts";
import { mostAces } from "./security-descriptor.ts";

/** What the two-letter names of SIDs are relative to. */
export type SidContext = {
  /** SID of the domain that the descriptor comes from. */
  readonly domainSid: string;
  /** SID of the first domain of its forest. */
  readonly rootDomainSid: string;
};

/** Two-letter names of well-known SIDs (MS-DTYP §2.5.1.1). */
const fixedSids: Readonly<Record<string, string>> = {
  AA: "S-1-5-32-579",
  AC: "S-1-15-2-1",
  AN: "S-1-5-7",
  AO: "S-1-5-32-548",
  AS: "S-1-18-1",
  AU: "S-1-5-11",
  BA: "S-1-5-32-544",
  BG: "S-1-5-32-546",
  BO: "S-1-5-32-551",
  BU: "S-1-5-32-545",
  CD: "S-1-5-32-574",
  CG: "S-1-3-1",
  CO: "S-1-3-0",
  CY: "S-1-5-32-569",
  ED: "S-1-5-9",
  ER: "S-1-5-32-573",
  ES: "S-1-5-32-576",
  HA: "S-1-5-32-578",
  HI: "S-1-16-12288",
  IS: "S-1-5-32-568",
  IU: "S-1-5-4",
  LS: "S-1-5-19",
  LU: "S-1-5-32-559",
  LW: "S-1-16-4096",
  ME: "S-1-16-8192",
  MP: "S-1-16-8448",
  MS: "S-1-5-32-577",
  MU: "S-1-5-32-558",
  NO: "S-1-5-32-556",
  NS: "S-1-5-20",
  NU: "S-1-5-2",
  OW: "S-1-3-4",
  PO: "S-1-5-32-550",
  PS: "S-1-5-10",
  PU: "S-1-5-32-547",
  RA: "S-1-5-32-575",
  RC: "S-1-5-12",
  RD: "S-1-5-32-555",
  RE: "S-1-5-32-552",
  RM: "S-1-5-32-580",
  RU: "S-1-5-32-554",
  SI: "S-1-16-16384",
  SO: "S-1-5-32-549",
  SS: "S-1-18-2",
  SU: "S-1-5-6",
  SY: "S-1-5-18",
  UD: "S-1-5-84-0-0-0-0-0",
  WD: "S-1-1-0",
  WR: "S-1-5-33",
};

/** Two-letter names that are a number within the domain. */
const domainRids: Readonly<Record<string, number>> = {
  AP: 525,
  CA: 517,
  CN: 522,
  DA: 512,
  DC: 515,
  DD: 516,
  DG: 514,
  DU: 513,
  EK: 527,
  KA: 526,
  LA: 500,
  LG: 501,
  PA: 520,
  RS: 553,
};

/** Two-letter names that are a number within the first domain of the forest. */
const rootRids: Readonly<Record<string, number>> = { EA: 519, RO: 498, SA: 518 };

/** Letters of rights and their bits (MS-DTYP §2.5.1.1). */
const rightBits: Readonly<Record<string, number>> = {
  CC: 0x1,
  DC: 0x2,
  LC: 0x4,
  SW: 0x8,
  RP: 0x10,
  WP: 0x20,
  DT: 0x40,
  LO: 0x80,
  CR: 0x100,
  SD: 0x1_0000,
  RC: 0x2_0000,
  WD: 0x4_0000,
  WO: 0x8_0000,
  GA: 0x1000_0000,
  GX: 0x2000_0000,
  GW: 0x4000_0000,
  GR: 0x8000_0000,
  FA: 0x1f_01ff,
  FR: 0x12_0089,
  FW: 0x12_0116,
  FX: 0x12_00a0,
  KA: 0xf_003f,
  KR: 0x2_0019,
  KW: 0x2_0006,
  KX: 0x2_0019,
};

/** What each type of entry does; those not here are of the list for auditing, or unknown. */
const aceKinds: Readonly<Record<string, AceKind>> = {
  A: "allow",
  D: "deny",
  OA: "allow",
  OD: "deny",
  XA: "conditional",
  XD: "conditional",
  ZA: "conditional",
};

const sidForm = /^S-1(?:-\d{1,15}){1,16}$/i;
const guidForm = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

function ownMember<T>(table: Readonly<Record<string, T>>, key: string): T | undefined {
  return Object.hasOwn(table, key) ? table[key] : undefined;
}

/** The SID that a name of SDDL stands for; null where it stands for none. */
export function sidOfSddl(name: string, context: SidContext): string | null {
  if (sidForm.test(name)) return name.toUpperCase();
  const key = name.toUpperCase();
  const fixed = ownMember(fixedSids, key);
  if (fixed !== undefined) return fixed;
  const rid = ownMember(domainRids, key);
  if (rid !== undefined) return `${context.domainSid}-${rid}`;
  const rootRid = ownMember(rootRids, key);
  return rootRid === undefined ? null : `${context.rootDomainSid}-${rootRid}`;
}

/** Bits of a text of rights: a number, or pairs of letters; null where it is neither. */
function maskOf(text: string): number | null {
  if (/^0x[0-9a-f]{1,8}$/i.test(text)) return Number.parseInt(text, 16);
  if (/^\d{1,10}$/.test(text)) return Number(text) <= 0xffff_ffff ? Number(text) : null;
  if (text.length % 2 !== 0) return null;
  let mask = 0;
  for (let at = 0; at < text.length; at += 2) {
    const bits = ownMember(rightBits, text.slice(at, at + 2).toUpperCase());
    if (bits === undefined) return null;
    mask = (mask | bits) >>> 0;
  }
  return mask;
}

/** A GUID of an entry: null where the field is empty, undefined where it is none. */
function guidField(text: string): string | null | undefined {
  if (text === "") return null;
  return guidForm.test(text) ? text.toLowerCase() : undefined;
}

/** Reads the text between the parentheses of one entry. */
function aceOf(text: string, context: SidContext): Ace | DescriptorFault {
  const fields = text.split(";").map((field) => field.trim());
  if (fields.length < 6) return "bad-form";
  const [type = "", flags = "", rights = "", object = "", inheritedBy = "", name = ""] = fields;
  const kind = ownMember(aceKinds, type.toUpperCase()) ?? "other";
  if (!/^(?:CI|OI|NP|IO|ID|SA|FA|CR|TP){0,9}$/i.test(flags)) return "bad-form";
  const pairs = new Set(flags.toUpperCase().match(/../g));
  const [objectType, inheritedObjectType] = [guidField(object), guidField(inheritedBy)];
  const mask = maskOf(rights);
  if (mask === null || objectType === undefined || inheritedObjectType === undefined)
    return "bad-form";
  const sid = sidOfSddl(name, context);
  if (sid === null) return "bad-sid";
  const [isInherited, isInheritOnly] = [pairs.has("ID"), pairs.has("IO")];
  return { kind, mask, sid, isInherited, isInheritOnly, objectType, inheritedObjectType };
}

/** Where the entry that opens at an offset ends, a condition within it or not; −1: nowhere. */
function closingAt(text: string, at: number): number {
  let depth = 0;
  let isQuoted = false;
  for (let index = at; index < text.length; index += 1) {
    const character = text.charAt(index);
    if (character === '"') isQuoted = !isQuoted;
    if (isQuoted) continue;
    if (character === "(") depth += 1;
    else if (character === ")") {
      depth -= 1;
      if (depth === 0) return index;
    }
  }
  return -1;
}

/** The entries of a list, and where what follows it begins. */
type FoundAces = { readonly aces: readonly Ace[]; readonly end: number };

function acesAt(text: string, from: number, context: SidContext): FoundAces | DescriptorFault {
  const aces: Ace[] = [];
  let at = from;
  while (text.charAt(at) === "(") {
    const end = closingAt(text, at);
    if (end === -1) return "truncated";
    if (aces.length === mostAces) return "too-many-entries";
    const ace = aceOf(text.slice(at + 1, end), context);
    if (typeof ace === "string") return ace;
    aces.push(ace);
    at = end + 1;
    while (text.charAt(at) === " ") at += 1;
  }
  return { aces, end: at };
}

const partForm = /\s*([OGDS]):\s*/iy;
const nameForm = /S-1[\d-]{1,240}|[A-Z]{2}/iy;
const flagsForm = /NO_ACCESS_CONTROL|(?:P|AR|AI){0,8}/iy;

function matchAt(form: RegExp, text: string, at: number): RegExpExecArray | null {
  form.lastIndex = at;
  return form.exec(text);
}

/** What has been read so far. */
type Draft = { owner: string | null; isProtected: boolean; dacl: readonly Ace[] | null };

/** Reads one part into the draft; where the next begins, or what is wrong. */
function takePart(
  draft: Draft,
  [letter, text, at]: readonly [letter: string, text: string, at: number],
  context: SidContext,
): number | DescriptorFault {
  if (letter === "O" || letter === "G") {
    const [name] = matchAt(nameForm, text, at) ?? [];
    const sid = name === undefined ? null : sidOfSddl(name, context);
    if (name === undefined || sid === null) return at >= text.length ? "truncated" : "bad-sid";
    if (letter === "O") draft.owner = sid;
    return at + name.length;
  }
  const [flags = ""] = matchAt(flagsForm, text, at) ?? [];
  const found = acesAt(text, at + flags.length, context);
  if (typeof found === "string") return found;
  if (letter === "D") {
    const isOpen = flags.toUpperCase() === "NO_ACCESS_CONTROL";
    draft.isProtected = !isOpen && flags.toUpperCase().includes("P");
    draft.dacl = isOpen ? null : found.aces;
  }
  return found.end;
}

/**
 * Reads a descriptor in SDDL. Total; linear in the text. A part that comes twice, or in another
 * order than usual, is taken as it stands; the last rules.
 */
export function parseSddl(given: string, context: SidContext): ParsedDescriptor {
  const text = given.trim();
  const draft: Draft = { owner: null, isProtected: false, dacl: null };
  let at = 0;
  while (at < text.length) {
    const part = matchAt(partForm, text, at);
    if (part === null) return fail("bad-form");
    const letter = (part[1] ?? "").toUpperCase();
    const next = takePart(draft, [letter, text, at + part[0].length], context);
    if (typeof next === "string") return fail(next);
    at = next;
  }
  return at === 0 ? fail("truncated") : succeed(draft);
}
