/** Order of Python packages: PEP 440, and before all of those the older free forms. */
import { digitsEnd, end, isZero, mark, numberKey } from "./key.ts";

/** Epoch, release, phase, post-release (bare or by name), development release, local label. */
const form: RegExp = new RegExp(
  [
    String.raw`^v?(?:(\d+)!)?(\d+(?:\.\d+)*)`,
    String.raw`(?:[-_.]?(alpha|a|beta|b|preview|pre|c|rc)[-_.]?(\d*))?`,
    String.raw`(?:-(\d+)|[-_.]?(post|rev|r)[-_.]?(\d*))?(?:[-_.]?(dev)[-_.]?(\d*))?`,
    String.raw`(?:\+([a-z\d]+(?:[-_.][a-z\d]+)*))?$`,
  ].join(""),
);

const standard = mark(2);
const legacy = mark(1);
const component = mark(2);
const phases: Readonly<Record<string, number>> = { alpha: 2, a: 2, beta: 3, b: 3 };
const candidate = 4;

function whole(digits: string): string {
  return numberKey(digits, 0, digits.length);
}

function releaseKey(text: string): string {
  let key = "";
  let zeros = "";
  for (let at = 0; at < text.length; at += 1) {
    const stop = digitsEnd(text, at);
    const piece = component + numberKey(text, at, stop);
    if (isZero(text, at, stop)) zeros += piece;
    else {
      key += zeros + piece;
      zeros = "";
    }
    at = stop;
  }
  return key + end;
}

/** Texts before numbers, shorter before longer; none before any. */
function localKey(local: string | undefined): string {
  if (local === undefined) return mark(1);
  const parts = local.split(/[-_.]/);
  const keys = parts.map((one) =>
    digitsEnd(one, 0) === one.length ? mark(3) + whole(one) : mark(2) + one + end,
  );
  return mark(2) + keys.join("") + end;
}

const pieces = /\d+|[a-z]+|[^\da-z.]/g;
const renamed: Readonly<Record<string, string>> = {
  pre: "c",
  preview: "c",
  "-": "final-",
  rc: "c",
  dev: "@",
};

/** What setuptools did before PEP 440: words before `final` are early, zeros before them vanish. */
function legacyKey(text: string): string {
  const parts: string[] = [];
  const zeroPart = mark(3) + whole("0");
  const dash = `${mark(2)}final-${end}`;
  const push = (word: string): void => {
    if (word < "final") while (parts.at(-1) === dash) parts.pop();
    while (parts.at(-1) === zeroPart) parts.pop();
    parts.push(mark(2) + word + end);
  };
  for (const [found] of text.matchAll(pieces)) {
    if (digitsEnd(found, 0) === found.length) parts.push(mark(3) + whole(found));
    else push(renamed[found] ?? found);
  }
  push("final");
  return legacy + parts.join("");
}

/** PEP 440, and for what it does not know the order that setuptools had. Case does not count. */
export function pep440Key(text: string): string {
  const lower = text.toLowerCase();
  const found = form.exec(lower);
  if (found === null) return legacyKey(lower);
  const [, epoch, release, phase, phaseNumber, bare, post, postNumber, dev, devNumber, local] =
    found;
  const isPost = bare !== undefined || post !== undefined;
  let early = mark(5);
  if (phase !== undefined) early = mark(phases[phase] ?? candidate) + whole(phaseNumber ?? "");
  else if (!isPost && dev !== undefined) early = mark(1);
  const late = isPost ? mark(2) + whole(bare ?? postNumber ?? "") : mark(1);
  const developing = dev === undefined ? mark(2) : mark(1) + whole(devNumber ?? "");
  const head = standard + whole(epoch ?? "") + releaseKey(release ?? "");
  return head + early + late + developing + localKey(local);
}
