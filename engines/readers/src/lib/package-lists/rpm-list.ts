/**
 * Reads what `rpm -qa` prints: `name-version-release.arch`, or with
 * `--qf '%{NAME}-%{EPOCHNUM}:%{VERSION}-%{RELEASE}.%{ARCH} %{SOURCERPM}\n'` epochs and sources too.
 */
import { withinLimits } from "../gathering.ts";
import { sayListed } from "../inventory/listed.ts";
import { beginFile, endFile, say } from "../machine-reading.ts";
import { openText } from "../opening/texts.ts";
import type { Reading, ReaderInput } from "../reading.ts";
import { purlOf } from "../software.ts";

const architectures = "x86_64|noarch|aarch64|i[3-6]86|ppc64le|s390x|armv7hl|riscv64|src|\\(none\\)";
const lineForm = new RegExp(
  `^([\\w.+-]{1,200})-(?:(\\d{1,6}|\\(none\\)):)?([^-\\s:]{1,100})-([^-\\s]{1,100})` +
    `\\.(${architectures})(?:[ \\t]+(\\S{1,300})\\.src\\.rpm|[ \\t]+\\(none\\))?$`,
);

/** Packages that carry a distribution's release, and the namespace of its package URLs. */
const carriers: ReadonlyMap<string, string> = new Map([
  ["almalinux-release", "almalinux"],
  ["azurelinux-release", "azurelinux"],
  ["mageia-release-common", "mageia"],
  ["openEuler-release", "openeuler"],
  ["openSUSE-release", "opensuse"],
  ["photon-release", "photon"],
  ["redhat-release", "redhat"],
  ["redhat-release-server", "redhat"],
  ["rocky-release", "rocky-linux"],
  ["sles-release", "suse"],
]);

type Line = {
  readonly name: string;
  /** Empty where the list was made without. */
  readonly epoch: string;
  readonly version: string;
  readonly architecture: string;
  readonly source: string;
  readonly place: string;
};

function lineOf(text: string, number: number): Line | null {
  const found = lineForm.exec(text);
  if (found === null) return null;
  const [, name = "", epoch = "", version = "", release = "", architecture = "", source = ""] =
    found;
  return {
    name,
    epoch: epoch === "(none)" ? "0" : epoch,
    version: `${version}-${release}`,
    architecture,
    source: source.replace(/-[^-]*-[^-]*$/, ""),
    place: `${number}:1`,
  };
}

/** Whether a text's first lines are those of such a list. */
export function looksLikeRpmList(text: string): boolean {
  const first = text
    .slice(0, 4096)
    .split("\n")
    .slice(0, 4)
    .map((one) => one.trim());
  const lines = first.filter((one) => one !== "");
  return lines.length > 0 && lines.slice(0, 3).every((one) => lineForm.test(one));
}

/** Reads a file as a list of RPM packages, whatever it looks like. Linear in its size. */
export function readRpmList(input: ReaderInput): Reading {
  return withinLimits(input, () => {
    const opened = openText(input);
    if ("ok" in opened) return opened;
    const { text, decodedAs } = opened;
    const file = beginFile(input, { reader: "rpm", made: "", report: "configuration", decodedAs });
    file.into.work += input.bytes.length + text.length;
    const lines: Line[] = [];
    for (const [index, written] of text.split("\n").entries()) {
      const line = lineOf(written.trim(), index + 1);
      if (line !== null) lines.push(line);
      else if (written.trim() !== "") file.leftOut.set("?", (file.leftOut.get("?") ?? 0) + 1);
    }
    const carrier = lines.find(({ name }) => carriers.has(name));
    const vendor = carriers.get(carrier?.name ?? "") ?? "";
    const release = carrier?.version.replace(/-.*$/, "") ?? "";
    for (const { name, epoch, version, architecture, source, place } of lines) {
      const qualifiers = [
        ["arch", architecture],
        ["distro", release === "" ? "" : `${vendor}-${release}`],
        ["epoch", epoch === "0" ? "" : epoch],
      ] as const;
      const purl = purlOf({ type: "rpm", namespace: vendor, name, version, qualifiers });
      const listed = { name, version, vendor, purl, cpes: [], source, place };
      const software = sayListed(file, listed);
      // Without it a version cannot be held against one that has an epoch.
      if (software !== null && epoch === "") say(file, [software, place], ["epoch-untold", true]);
    }
    return endFile(file);
  });
}
