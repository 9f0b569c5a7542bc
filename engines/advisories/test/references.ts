/**
 * Plain comparisons of two texts, as the documents tell them: slow, and read beside the document.
 * The keys are held against them. Each gives null where it does not speak of such a text.
 */

const digits = /^\d*/;

/** Compares numbers written in digits, of any length. */
function numbers(a: string, b: string): number {
  const [x, y] = [a, b].map((one) => BigInt(one === "" ? "0" : one));
  return x === y ? 0 : Number((x ?? 0n) > (y ?? 0n)) * 2 - 1;
}

/** Debian policy §5.6.12: a tilde, the end, letters, then all other characters. */
function weight(character: string | undefined): number {
  if (character === "~") return -1;
  if (character === undefined) return 0;
  const code = character.charCodeAt(0);
  return /[a-z]/i.test(character) ? code : code + 256;
}

function dpkgPart(first: string, second: string): number {
  let [a, b] = [first, second];
  while (a !== "" || b !== "") {
    const [x = ""] = /^\D*/.exec(a) ?? [];
    const [y = ""] = /^\D*/.exec(b) ?? [];
    for (let at = 0; at < Math.max(x.length, y.length); at += 1) {
      const difference = weight(x[at]) - weight(y[at]);
      if (difference !== 0) return Math.sign(difference);
    }
    [a, b] = [a.slice(x.length), b.slice(y.length)];
    const [m = ""] = digits.exec(a) ?? [];
    const [n = ""] = digits.exec(b) ?? [];
    const order = numbers(m, n);
    if (order !== 0) return order;
    [a, b] = [a.slice(m.length), b.slice(n.length)];
  }
  return 0;
}

/** Epoch, upstream version and revision, one after the other. */
export function dpkgReference(a: string, b: string): number | null {
  const parts = [a, b].map((text) => /^(?:(\d+):)?(.+?)(?:-([^-]*))?$/.exec(text));
  const [x, y] = parts;
  if (x === undefined || y === undefined || x === null || y === null) return null;
  return (
    numbers(x[1] ?? "", y[1] ?? "") ||
    dpkgPart(x[2] ?? "", y[2] ?? "") ||
    dpkgPart(x[3] ?? "", y[3] ?? "")
  );
}

function rpmSegments(text: string): readonly string[] {
  return text.match(/\d+|[A-Za-z]+|[~^]/g) ?? [];
}

function rpmPart(a: string, b: string): number {
  const [x, y] = [rpmSegments(a), rpmSegments(b)];
  for (let at = 0; at < Math.max(x.length, y.length); at += 1) {
    const [m, n] = [x[at], y[at]];
    if (m === n) continue;
    if (m === "~" || n === "~") return m === "~" ? -1 : 1;
    if (m === undefined || n === undefined) return m === undefined ? -1 : 1;
    if (m === "^" || n === "^") return m === "^" ? -1 : 1;
    const [isNumber, isOther] = [/^\d/.test(m), /^\d/.test(n)];
    if (isNumber !== isOther) return isNumber ? 1 : -1;
    const order = isNumber ? numbers(m, n) : m < n ? -1 : 1;
    if (order !== 0) return order;
  }
  return 0;
}

/** `rpmvercmp` for versions with a release and a number for an epoch. */
export function rpmReference(a: string, b: string): number | null {
  const [x, y] = [a, b].map((text) => /^(?:(\d+):)?([^:]+)-([^-:]+)$/.exec(text));
  if (x === undefined || y === undefined || x === null || y === null) return null;
  return (
    numbers(x[1] ?? "", y[1] ?? "") ||
    rpmPart(x[2] ?? "", y[2] ?? "") ||
    rpmPart(x[3] ?? "", y[3] ?? "")
  );
}

/** SemVer §11 for texts that are strict SemVer. */
export function semverReference(a: string, b: string): number | null {
  const form = /^(\d+)\.(\d+)\.(\d+)(?:-([\da-zA-Z.-]+))?(?:\+.*)?$/;
  const [x, y] = [form.exec(a), form.exec(b)];
  if (x === null || y === null) return null;
  for (const at of [1, 2, 3]) {
    const order = numbers(x[at] ?? "", y[at] ?? "");
    if (order !== 0) return order;
  }
  if (x[4] === undefined || y[4] === undefined)
    return Number(x[4] === undefined) - Number(y[4] === undefined);
  const [m, n] = [x[4].split("."), y[4].split(".")];
  for (const [at, one] of m.entries()) {
    const other = n[at];
    if (other === undefined) return 1;
    const [isNumber, isOther] = [/^\d+$/.test(one), /^\d+$/.test(other)];
    if (isNumber !== isOther) return isNumber ? -1 : 1;
    const order = isNumber ? numbers(one, other) : Number(one > other) - Number(one < other);
    if (order !== 0) return order;
  }
  return m.length < n.length ? -1 : 0;
}
