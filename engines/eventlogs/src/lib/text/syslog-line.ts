/** Lines of syslog: RFC 3164, RFC 5424, and as files hold them, without the priority. */

/** One line. */
export type SyslogLine = {
  /** Facility and severity by RFC 5424 §6.2.1; null where the line does not say. */
  readonly facility: number | null;
  readonly severity: number | null;
  /** As it stands; RFC 3164 has no year. */
  readonly time: string;
  readonly host: string;
  readonly program: string;
  readonly processId: string;
  readonly message: string;
};

const priority = /^<(\d{1,3})>/;
const five = /^1 (\S{1,64}) (\S{1,255}) (\S{1,48}) (\S{1,128}) (\S{1,32}) ?/;
const month = String.raw`[A-Z][a-z]{2} [ \d]\d(?: \d{4})? \d\d:\d\d:\d\d`;
const day = String.raw`\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\S{0,20}`;
const three = new RegExp(String.raw`^(${month}|${day}) (\S{1,255}) `);
const tag = /^([^\s:[\]]{1,64})(?:\[([^\]]{0,32})\])?: ?/;

function nil(text: string): string {
  return text === "-" ? "" : text;
}

/** What follows structured data; a bracket behind a backslash or in quotes does not end it. */
function afterData(text: string): string {
  if (!text.startsWith("[")) return text.replace(/^- ?/, "");
  let inQuotes = false;
  for (let at = 0; at < text.length; at += 1) {
    const letter = text.charAt(at);
    if (letter === "\\") at += 1;
    else if (letter === '"') inQuotes = !inQuotes;
    else if (letter === "]" && !inQuotes && text.charAt(at + 1) !== "[")
      return text.slice(at + 1).replace(/^ /, "");
  }
  return "";
}

type Priority = Pick<SyslogLine, "facility" | "severity">;

/** RFC 5424, which has its version after the priority. */
function modernLine(given: Priority, rest: string): SyslogLine | null {
  const found = five.exec(rest);
  if (found === null) return null;
  const [all, time = "", host = "", program = "", processId = ""] = found;
  return {
    ...given,
    time: nil(time),
    host: nil(host),
    program: nil(program),
    processId: nil(processId),
    message: afterData(rest.slice(all.length)).replace(/^\uFEFF/, ""),
  };
}

/** RFC 3164, and lines of files. */
function oldLine(given: Priority, rest: string): SyslogLine | null {
  const found = three.exec(rest);
  if (found === null) return null;
  const [all, time = "", host = ""] = found;
  const after = rest.slice(all.length);
  const [named = "", program = "", processId = ""] = tag.exec(after) ?? [];
  return { ...given, time, host, program, processId, message: after.slice(named.length) };
}

/** A line taken apart; null where it begins as none. Linear. */
export function parseSyslogLine(line: string): SyslogLine | null {
  const [first = "", number] = priority.exec(line) ?? [];
  if (number === undefined) return oldLine({ facility: null, severity: null }, line);
  const value = Number(number);
  if (value > 191) return null;
  const given = { facility: value >> 3, severity: value & 7 };
  const rest = line.slice(first.length);
  const bare = { ...given, time: "", host: "", program: "", processId: "", message: rest };
  return modernLine(given, rest) ?? oldLine(given, rest) ?? bare;
}
