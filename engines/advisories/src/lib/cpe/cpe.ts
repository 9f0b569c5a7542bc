/**
 * Names of the Common Platform Enumeration: formatted strings of 2.3 and URIs of 2.2 (NISTIR 7695),
 * and how two of them relate (NISTIR 7696).
 */

/** The attributes of a name, in the order of a formatted string. */
export const cpeAttributes = [
  "part",
  "vendor",
  "product",
  "version",
  "update",
  "edition",
  "language",
  "software",
  "target",
  "hardware",
  "other",
] as const;

/** One of them. */
export type CpeAttribute = (typeof cpeAttributes)[number];

/**
 * A name: `*` is any value, `-` none; all else is lower case with its signs unquoted, except that a
 * leading or trailing `*` or `?` that stands for characters is kept behind a sign of its own.
 */
export type Cpe = Readonly<Record<CpeAttribute, string>>;

/** Longest text taken as a name. */
const longest = 2000;
const wild = "\uE000";

/** The fields of a formatted string: colons that are not quoted divide. */
function fieldsOf(text: string): readonly string[] {
  const fields: string[] = [];
  let field = "";
  for (let at = 0; at < text.length; at += 1) {
    const sign = text.charAt(at);
    if (sign === "\\") {
      field += sign + text.charAt(at + 1);
      at += 1;
    } else if (sign === ":") {
      fields.push(field);
      field = "";
    } else field += sign;
  }
  fields.push(field);
  return fields;
}

function valueOf(field: string): string {
  if (field === "*" || field === "-") return field;
  let value = "";
  for (let at = 0; at < field.length; at += 1) {
    const sign = field.charAt(at);
    if (sign === "\\") {
      value += field.charAt(at + 1);
      at += 1;
    } else value += sign === "*" || sign === "?" ? wild + sign : sign;
  }
  return value.toLowerCase();
}

function made(values: readonly string[]): Cpe {
  const at = (index: number): string => values[index] ?? "*";
  return {
    part: at(0),
    vendor: at(1),
    product: at(2),
    version: at(3),
    update: at(4),
    edition: at(5),
    language: at(6),
    software: at(7),
    target: at(8),
    hardware: at(9),
    other: at(10),
  };
}

function decoded(component: string): string {
  if (component === "") return "*";
  if (component === "-") return "-";
  const plain = component.replace(/%([\da-f]{2})/gi, (whole: string, code: string) => {
    if (code === "01") return `${wild}?`;
    if (code === "02") return `${wild}*`;
    const number = Number.parseInt(code, 16);
    return number >= 32 && number < 127 ? String.fromCharCode(number) : whole;
  });
  return plain.toLowerCase();
}

/** `cpe:/a:vendor:product:version:update:~edition~software~target~hardware~other:language`. */
function fromUri(text: string): Cpe {
  const [part, vendor, product, version, update, edition = "", language] = text.split(":");
  const packed = edition.startsWith("~") ? edition.split("~").slice(1) : [edition];
  const [plain = "", software = "", target = "", hardware = "", other = ""] = packed;
  const all = [part, vendor, product, version, update, plain, language, software, target];
  return made([...all, hardware, other].map((one) => decoded(one ?? "")));
}

/** Reads a name of either form; null where the text is none. Total. */
export function parseCpe(text: string): Cpe | null {
  if (text.length > longest) return null;
  const lower = text.toLowerCase();
  if (/^cpe:\/[aho](?::|$)/.test(lower)) return fromUri(text.slice(5));
  if (!/^cpe:2\.3:[aho*-]:/.test(lower)) return null;
  const fields = fieldsOf(text.slice(8));
  if (fields.length !== cpeAttributes.length || fields.includes("")) return null;
  return made(fields.map(valueOf));
}

/** Whether a value fits a pattern with wild signs at its ends. */
function fits(pattern: string, value: string): boolean {
  const [, head = "", middle = "", tail = ""] =
    /^((?:\uE000[?*])*)([^\uE000]*)((?:\uE000[?*])*)$/.exec(pattern) ?? [];
  if (head + middle + tail !== pattern) return false;
  const room = (signs: string): number => (signs.includes("*") ? Infinity : signs.length / 2);
  const at = value.indexOf(middle);
  for (let from = at; from >= 0; from = value.indexOf(middle, from + 1)) {
    const after = value.length - from - middle.length;
    if (from <= room(head) && after <= room(tail)) return true;
    if (middle === "") return value.length <= room(head) + room(tail);
  }
  return false;
}

/** How a criterion's attribute relates to a thing's: it holds, it does not, or it may. */
function relate(criterion: string, thing: string): "yes" | "no" | "maybe" {
  if (criterion === "*" || criterion === thing) return "yes";
  if (thing === "*") return "maybe";
  if (criterion === "-" || thing === "-") return "no";
  return criterion.includes(wild) && fits(criterion, thing) ? "yes" : "no";
}

/**
 * Whether a criterion speaks of a thing, by all attributes but version and update: `yes` where each
 * holds, `no` where one does not, `maybe` where the thing does not tell what the criterion asks.
 */
export function cpeSpeaksOf(criterion: Cpe, thing: Cpe): "yes" | "no" | "maybe" {
  const asked = cpeAttributes.filter((one) => one !== "version" && one !== "update");
  const answers = asked.map((one) => relate(criterion[one], thing[one]));
  if (answers.includes("no")) return "no";
  return answers.includes("maybe") ? "maybe" : "yes";
}

/** Version and update as one text (`8.0 update_292`); null where the name tells none. */
export function cpeVersion({ version, update }: Cpe): string | null {
  if (version === "*" || version === "-" || version.includes(wild)) return null;
  const isPlain = update === "*" || update === "-" || update.includes(wild);
  return isPlain ? version : `${version}_${update}`;
}
