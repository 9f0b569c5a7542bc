/** Reads `/var/lib/dpkg/status`, the list of what dpkg has installed on a machine. */
import { withinLimits } from "../gathering.ts";
import { type Listed, sayListed } from "../inventory/listed.ts";
import { beginFile, endFile, identifierOf } from "../machine-reading.ts";
import { openText } from "../opening/texts.ts";
import type { Reading, ReaderInput } from "../reading.ts";
import { purlOf } from "../software.ts";

type Stanza = { readonly fields: ReadonlyMap<string, string>; readonly line: number };

const wanted = new Set("package status version source architecture".split(" "));

function stanzasOf(text: string): readonly Stanza[] {
  const stanzas: Stanza[] = [];
  let fields = new Map<string, string>();
  let begins = 1;
  const close = (): void => {
    if (fields.size > 0) stanzas.push({ fields, line: begins });
    fields = new Map();
  };
  for (const [index, line] of text.split("\n").entries()) {
    if (line.trim() === "") {
      close();
      continue;
    }
    if (fields.size === 0) begins = index + 1;
    const colon = line.indexOf(":");
    const name = line.slice(0, Math.max(colon, 0)).toLowerCase();
    if (wanted.has(name)) fields.set(name, line.slice(colon + 1).trim());
  }
  close();
  return stanzas;
}

/** The release by the version of the package that carries it: `12.4+deb12u5`, `12ubuntu4.6`. */
const ubuntuReleases: ReadonlyMap<string, string> = new Map([
  ["9.4", "16.04"],
  ["10.1", "18.04"],
  ["11", "20.04"],
  ["12", "22.04"],
  ["13", "24.04"],
]);

type System = { readonly vendor: "debian" | "ubuntu"; readonly distro: string };

function systemOf(stanzas: readonly Stanza[]): System {
  const base = stanzas.find(({ fields }) => fields.get("package") === "base-files");
  const version = base?.fields.get("version") ?? "";
  const marked = stanzas.filter(({ fields }) => fields.get("version")?.includes("ubuntu") === true);
  const isUbuntu = base === undefined ? marked.length * 20 > stanzas.length : marked.includes(base);
  const [, number = ""] = /^(\d+(?:\.\d+)?)/.exec(version) ?? [];
  if (!isUbuntu) {
    const [major = ""] = number.split(".");
    return { vendor: "debian", distro: major === "" ? "" : `debian-${major}` };
  }
  const release = ubuntuReleases.get(number);
  return { vendor: "ubuntu", distro: release === undefined ? "" : `ubuntu-${release}` };
}

/** `Source: name (version)`: what was built from another version has that version. */
function listedOf({ fields, line }: Stanza, { vendor, distro }: System): Listed {
  const name = fields.get("package") ?? "";
  const [, source = "", ofSource = ""] =
    /^([^\s()]{1,200})(?:\s+\(([^()]{1,200})\))?$/.exec(fields.get("source") ?? "") ?? [];
  const own = fields.get("version") ?? "";
  const version = ofSource === "" ? own : ofSource;
  const qualifiers = [
    ["arch", fields.get("architecture") ?? ""],
    ["distro", distro],
  ] as const;
  const purl = purlOf({ type: "deb", namespace: vendor, name, version, qualifiers });
  return { name, version, vendor, purl, cpes: [], source, place: `${line}:1` };
}

/**
 * Reads a file as dpkg's status, whatever it looks like: what is installed, by its source's version
 * where it differs. Linear in its size.
 */
export function readDpkgStatus(input: ReaderInput): Reading {
  return withinLimits(input, () => {
    const opened = openText(input);
    if ("ok" in opened) return opened;
    const { text, decodedAs } = opened;
    const file = beginFile(input, {
      reader: "dpkg",
      made: "",
      report: "configuration",
      decodedAs,
    });
    file.into.work += input.bytes.length + text.length;
    const stanzas = stanzasOf(text);
    const system = systemOf(stanzas);
    for (const stanza of stanzas) {
      if (stanza.fields.get("status") === "install ok installed")
        sayListed(file, listedOf(stanza, system));
      else {
        const state = identifierOf(stanza.fields.get("status") ?? "?");
        file.leftOut.set(state, (file.leftOut.get(state) ?? 0) + 1);
      }
    }
    return endFile(file);
  });
}
