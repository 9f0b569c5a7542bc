/**
 * Lines of the Linux audit log → fields. Format: auditd's log as `auditctl(8)` and `ausearch(8)`
 * describe it: `type=X msg=audit(SECONDS.MS:SERIAL): name=value …`, texts in quotes, texts with odd
 * letters in hexadecimal, and what was looked up behind a group separator.
 */

/** One line. */
export type AuditLine = {
  readonly type: string;
  /** Lines of one event share it. */
  readonly serial: string;
  readonly timeMs: number;
  readonly fields: Readonly<Record<string, string>>;
};

const head = /^(?:node=(\S+) )?type=([A-Z0-9_[\]]+) msg=audit\((\d{1,12})\.(\d{3}):(\d{1,12})\): ?/;

/** Whether a line is one of the audit log. */
export function isAuditLine(line: string): boolean {
  return head.test(line);
}

/** Names whose values are texts, and so hexadecimal where they stand without quotes. */
const textNames = new Set("name comm exe cwd proctitle cmd acct data path key vm dir".split(" "));

/** Bytes of UTF-8 in hexadecimal → text; zeros, which stand between arguments, become spaces. */
function hexText(hex: string): string {
  let encoded = "";
  for (let at = 0; at < hex.length; at += 2) {
    const pair = hex.slice(at, at + 2);
    encoded += `%${pair === "00" ? "20" : pair}`;
  }
  try {
    return decodeURIComponent(encoded);
  } catch {
    // No UTF-8: each byte is a letter of Latin-1.
    return encoded.replaceAll(/%(..)/g, (_, pair: string) =>
      String.fromCharCode(Number.parseInt(pair, 16)),
    );
  }
}

function valueOf(type: string, name: string, raw: string): string {
  const quote = raw.charAt(0);
  if (raw.length > 1 && (quote === '"' || quote === "'") && raw.endsWith(quote))
    return raw.slice(1, -1);
  const isText = type === "EXECVE" ? /^a\d+(?:\[\d+\])?$/.test(name) : textNames.has(name);
  const isHex = isText && raw.length % 2 === 0 && /^[0-9A-F]{2,}$/.test(raw);
  return isHex ? hexText(raw) : raw;
}

const pair = /([\w.[\]-]{1,64})=("[^"]*"|'[^']*'|\S*)/g;

function put(fields: Record<string, string>, type: string, text: string, depth: number): void {
  for (const [, name = "", raw = ""] of text.matchAll(pair)) {
    // Messages of programs stand in quotes and hold pairs themselves.
    if (name === "msg" && raw.startsWith("'") && depth === 0)
      put(fields, type, raw.slice(1, -1), 1);
    else if (name !== "__proto__") fields[name] = valueOf(type, name, raw);
  }
}

/** Parts of a long argument (`a1[0]`, `a1[1]`) as one. */
function joinParts(fields: Record<string, string>): void {
  for (const name of Object.keys(fields)) {
    const [, whole] = /^(a\d+)\[\d+\]$/.exec(name) ?? [];
    if (whole !== undefined) fields[whole] = (fields[whole] ?? "") + (fields[name] ?? "");
  }
}

/** System calls that rules name, by their number on x86-64. */
const calls: ReadonlyMap<string, string> = new Map([
  ["41", "socket"],
  ["42", "connect"],
  ["59", "execve"],
  ["62", "kill"],
  ["82", "rename"],
  ["87", "unlink"],
  ["90", "chmod"],
  ["92", "chown"],
  ["101", "ptrace"],
  ["165", "mount"],
  ["175", "init_module"],
  ["176", "delete_module"],
  ["257", "openat"],
  ["263", "unlinkat"],
  ["313", "finit_module"],
  ["319", "memfd_create"],
  ["321", "bpf"],
  ["322", "execveat"],
]);

/** A line taken apart; null where it is none of the audit log. Linear. */
export function parseAuditLine(line: string): AuditLine | null {
  const found = head.exec(line);
  if (found === null) return null;
  const [all, node, type = "", seconds, ms, serial = ""] = found;
  const fields: Record<string, string> = { type };
  if (node !== undefined) fields["node"] = node;
  // What was looked up (AUID="anna.a") stands behind a group separator.
  put(fields, type, line.slice(all.length).replaceAll("\u001D", " "), 0);
  if (type === "EXECVE") joinParts(fields);
  const call = fields["arch"] === "c000003e" ? calls.get(fields["syscall"] ?? "") : undefined;
  if (call !== undefined) fields["SYSCALL"] ??= call;
  return { type, serial, timeMs: Number(seconds) * 1_000 + Number(ms), fields };
}
