/** Files that are known and that no reader of this engine takes: told what they are. */
import { refused, problem } from "./gathering.ts";
import type { Reading, ReaderInput } from "./reading.ts";

/** What a text is, by its beginning. */
type Known = { readonly maker: string | null; readonly looksLike: (text: string) => boolean };

const paloAlto = new RegExp(
  "^\\uFEFF?\\s{0,64}(?:<\\?xml[^>]{0,200}\\?>\\s{0,64})?<config " +
    "(?=[^>]{0,400}(?:urldb|detail-version)=)",
);

/** An advisory is for lists of software to be held against; the others are other makers'. */
const known: readonly Known[] = [
  {
    maker: null,
    looksLike: (text) =>
      /^\uFEFF?\s{0,64}\{/.test(text) &&
      /"csaf_version"\s{0,8}:/.test(text) &&
      text.includes('"document"'),
  },
  {
    maker: "Cisco",
    looksLike: (text) =>
      /^(?:ASA Version|: Saved|version \d+\.\d+\s*$|Current configuration :)/m.test(
        text.slice(0, 4096),
      ) && /^(?:hostname|interface|access-list|ip access-list) /m.test(text),
  },
  {
    maker: "Palo Alto Networks",
    looksLike: (text) => paloAlto.test(text),
  },
  {
    maker: "pfSense",
    looksLike: (text) => /^\uFEFF?\s{0,64}(?:<\?xml[^>]{0,200}\?>\s{0,64})?<pfsense>/.test(text),
  },
  {
    maker: "OPNsense",
    looksLike: (text) => /^\uFEFF?\s{0,64}(?:<\?xml[^>]{0,200}\?>\s{0,64})?<opnsense>/.test(text),
  },
  {
    maker: "Juniper",
    looksLike: (text) =>
      /^## Last (?:changed|commit): /m.test(text.slice(0, 4096)) && /^security \{/m.test(text),
  },
  {
    maker: "Check Point",
    looksLike: (text) => /^\uFEFF?\s{0,64}\(\s*:\w+ \(/.test(text) && text.includes(":rule-base"),
  },
  {
    maker: "Sophos",
    looksLike: (text) => /<Configuration APIVersion="[\d.]{1,16}"/.test(text.slice(0, 4096)),
  },
  {
    maker: "MikroTik",
    looksLike: (text) => /^# .{0,80}by RouterOS /.test(text),
  },
];

/** Whether a text is a file that is known and not taken. */
export function isElsewhere(text: string): boolean {
  return known.some(({ looksLike }) => looksLike(text));
}

/** The reading that says what such a file is; null for any other. */
export function tellElsewhere(input: ReaderInput, text: string): Reading | null {
  const found = known.find(({ looksLike }) => looksLike(text));
  if (found === undefined) return null;
  if (found.maker !== null) return refused(input, "readers/other-maker", { maker: found.maker });
  // Nothing is wrong with the file: it is left out, and the others of the import are read.
  const at = { file: input.name, place: "" };
  return { ok: false, problems: [problem("warning", "readers/for-match", {}, at)] };
}
