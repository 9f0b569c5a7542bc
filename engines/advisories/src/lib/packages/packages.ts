/**
 * From what an inventory names (a package URL) to what advisories name (ecosystem, release, name).
 */
import type { Purl } from "../purl/purl.ts";
import { normalName } from "./ecosystems.ts";

/** A package as advisories know it. */
export type Package = {
  readonly ecosystem: string;
  /** Release of a distribution; null where the inventory does not say which. */
  readonly release: string | null;
  readonly name: string;
  /** Null where the inventory does not say which. */
  readonly version: string | null;
  /** False where the list leaves epochs out; then those of advisories do not count either. */
  readonly isEpochTold?: boolean;
};

const ecosystems: ReadonlyMap<string, string> = new Map([
  ["bitnami", "Bitnami"],
  ["cargo", "crates.io"],
  ["composer", "Packagist"],
  ["conan", "ConanCenter"],
  ["cran", "CRAN"],
  ["gem", "RubyGems"],
  ["githubactions", "GitHub Actions"],
  ["golang", "Go"],
  ["hackage", "Hackage"],
  ["hex", "Hex"],
  ["julia", "Julia"],
  ["maven", "Maven"],
  ["npm", "npm"],
  ["nuget", "NuGet"],
  ["pub", "Pub"],
  ["pypi", "PyPI"],
  ["swift", "SwiftURL"],
  ["vscode-extension", "VSCode"],
]);

/** Namespaces of `deb`, `rpm` and `apk` package URLs. */
const vendors: ReadonlyMap<string, string> = new Map([
  ["almalinux", "AlmaLinux"],
  ["alma", "AlmaLinux"],
  ["alpine", "Alpine"],
  ["azurelinux", "Azure Linux"],
  ["chainguard", "Chainguard"],
  ["debian", "Debian"],
  ["mageia", "Mageia"],
  ["openeuler", "openEuler"],
  ["opensuse", "openSUSE"],
  ["photon", "Photon OS"],
  ["redhat", "Red Hat"],
  ["rhel", "Red Hat"],
  ["rocky", "Rocky Linux"],
  ["rocky-linux", "Rocky Linux"],
  ["suse", "SUSE"],
  ["ubuntu", "Ubuntu"],
  ["wolfi", "Wolfi"],
]);

/** Names of releases, as package URLs and lists of sources hold them, to their numbers. */
const codenames: ReadonlyMap<string, string> = new Map([
  ["jessie", "8"],
  ["stretch", "9"],
  ["buster", "10"],
  ["bullseye", "11"],
  ["bookworm", "12"],
  ["trixie", "13"],
  ["forky", "14"],
  ["trusty", "14.04"],
  ["xenial", "16.04"],
  ["bionic", "18.04"],
  ["focal", "20.04"],
  ["jammy", "22.04"],
  ["noble", "24.04"],
  ["plucky", "25.04"],
  ["questing", "25.10"],
]);

/**
 * `debian-12.4`, `bookworm`, `ubuntu-22.04`, `alpine-3.18.4`, `rhel-9.2` to a release as OSV has
 * it.
 */
export function releaseOf(ecosystem: string, distro: string): string | null {
  const text = distro.toLowerCase().replace(/^[a-z-]+-(?=v?\d)/, "");
  const named = codenames.get(text.replace(/^(?:debian|ubuntu)-/, ""));
  if (named !== undefined) return named;
  const [number] = /^v?\d+(?:\.\d+)*/.exec(text) ?? [];
  if (number === undefined) return null;
  const parts = number.replace(/^v/, "").split(".");
  if (ecosystem === "Alpine") return parts.length < 2 ? null : `v${parts.slice(0, 2).join(".")}`;
  if (ecosystem === "Ubuntu" || ecosystem === "openEuler") return parts.slice(0, 2).join(".");
  if (ecosystem === "Debian" || ecosystem === "Mageia") return parts[0] ?? null;
  if (ecosystem === "openSUSE") return `Leap ${parts.slice(0, 2).join(".")}`;
  if (ecosystem === "SUSE") {
    const [major = "", pack] = parts;
    return `Linux Enterprise Server ${major}${pack === undefined ? "" : ` SP${pack}`}`;
  }
  return number;
}

/** A system's package is known by its source's name; `upstream=openssl@3.0` may name it. */
function sourceOf(purl: Purl): { readonly name: string; readonly version: string | null } {
  const given = purl.qualifiers["upstream"] ?? purl.qualifiers["source"] ?? "";
  const at = given.lastIndexOf("@");
  const epoch = purl.qualifiers["epoch"];
  const hasEpoch = epoch !== undefined && /^[1-9]\d*$/.test(epoch);
  const prefix = hasEpoch && purl.version?.includes(":") === false ? `${epoch}:` : "";
  const own = purl.version === null ? null : prefix + purl.version;
  if (given === "") return { name: purl.name, version: own };
  if (purl.type === "rpm") {
    const [, name] = /^(.+)-[^-]+-[^-]+\.src\.rpm$/.exec(given) ?? [];
    return { name: name ?? given.replace(/\.src\.rpm$/, ""), version: own };
  }
  return at > 0
    ? { name: given.slice(0, at), version: given.slice(at + 1) }
    : { name: given, version: own };
}

function systemPackage(purl: Purl): Package | null {
  const ecosystem = vendors.get(purl.namespace ?? "");
  if (ecosystem === undefined) return null;
  const { name, version } = sourceOf(purl);
  const release = releaseOf(ecosystem, purl.qualifiers["distro"] ?? "");
  const isRolling = ecosystem === "Wolfi" || ecosystem === "Chainguard";
  return { ecosystem, release: isRolling ? "" : release, name, version };
}

/** The package an advisory would name; null for types and distributions no advisory speaks of. */
export function packageOf(purl: Purl): Package | null {
  const { type, namespace, version } = purl;
  if (type === "deb" || type === "rpm" || type === "apk") return systemPackage(purl);
  const ecosystem = ecosystems.get(type);
  if (ecosystem === undefined) return null;
  const sign = ecosystem === "Maven" ? ":" : ecosystem === "VSCode" ? "." : "/";
  const name = namespace === null ? purl.name : `${namespace}${sign}${purl.name}`;
  return { ecosystem, release: "", name: normalName(ecosystem, name), version };
}
