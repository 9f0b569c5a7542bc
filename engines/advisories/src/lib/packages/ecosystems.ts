/** Ecosystems as OSV 1.7.5 names them: how they order versions, and how they write names. */
import type { VersionScheme } from "../versions/schemes.ts";

const schemes: ReadonlyMap<string, VersionScheme> = new Map<string, VersionScheme>([
  ["AlmaLinux", "rpm"],
  ["Alpaquita", "apk"],
  ["Alpine", "apk"],
  ["Azure Linux", "rpm"],
  ["BellSoft Hardened Containers", "apk"],
  ["Bioconductor", "semver"],
  ["Bitnami", "semver"],
  ["CRAN", "cran"],
  ["Chainguard", "apk"],
  ["ConanCenter", "semver"],
  ["crates.io", "semver"],
  ["Debian", "dpkg"],
  ["Docker Hardened Images", "semver"],
  ["Echo", "dpkg"],
  ["GHC", "semver"],
  ["GitHub Actions", "semver"],
  ["Go", "semver"],
  ["Hackage", "hackage"],
  ["Hex", "semver"],
  ["Julia", "semver"],
  ["Kubernetes", "semver"],
  ["Mageia", "rpm"],
  ["Maven", "maven"],
  ["MinimOS", "apk"],
  ["NuGet", "nuget"],
  ["Packagist", "packagist"],
  ["Photon OS", "rpm"],
  ["Pub", "pub"],
  ["PyPI", "pep440"],
  ["Red Hat", "rpm"],
  ["Rocky Linux", "rpm"],
  ["RubyGems", "rubygems"],
  ["SUSE", "rpm"],
  ["SwiftURL", "semver"],
  ["TuxCare", "rpm"],
  ["Ubuntu", "dpkg"],
  ["VSCode", "semver"],
  ["Wolfi", "apk"],
  ["npm", "semver"],
  ["openEuler", "rpm"],
  ["openSUSE", "rpm"],
]);

/**
 * Those whose suffix names a release of a distribution, and whose packages are the system's own.
 */
const distributions = new Set([
  ..."AlmaLinux|Alpaquita|Alpine|Azure Linux|Chainguard|Debian|Echo|Mageia|MinimOS".split("|"),
  ..."Photon OS|Red Hat|Rocky Linux|SUSE|TuxCare|Ubuntu|Wolfi|openEuler|openSUSE".split("|"),
]);

/** How an ecosystem orders its versions; null where nobody has told. */
export function schemeOf(ecosystem: string): VersionScheme | null {
  return schemes.get(ecosystem) ?? null;
}

/** Whether an ecosystem is a Linux distribution. */
export function isDistribution(ecosystem: string): boolean {
  return distributions.has(ecosystem);
}

/**
 * `Debian:12` into its ecosystem and release. What follows a package registry's name is an address
 * and not kept; Ubuntu's `:LTS` says nothing more.
 */
export function splitEcosystem(text: string): {
  readonly ecosystem: string;
  readonly release: string;
} {
  const colon = text.indexOf(":");
  if (colon < 0) return { ecosystem: text, release: "" };
  const ecosystem = text.slice(0, colon);
  if (!isDistribution(ecosystem)) return { ecosystem, release: "" };
  const release = text.slice(colon + 1);
  return { ecosystem, release: ecosystem === "Ubuntu" ? release.replace(/:LTS$/, "") : release };
}

/** The name under which an ecosystem knows a package, however it was written. */
export function normalName(ecosystem: string, name: string): string {
  if (ecosystem === "PyPI") return name.toLowerCase().replace(/[-_.]+/g, "-");
  if (ecosystem === "NuGet" || ecosystem === "Packagist" || ecosystem === "GitHub Actions")
    return name.toLowerCase();
  if (ecosystem === "SwiftURL") return name.replace(/^https?:\/\/|\.git$/g, "").toLowerCase();
  return name;
}

/**
 * Whether an advisory for one release speaks of an installed one. Red Hat's releases are pieces of
 * CPE: `enterprise_linux:9::baseos` speaks of `9`, as does `rhel_eus:9.2::appstream` of `9.2`. A
 * release with a point is of the release before the point where the advisory names only that.
 */
export function speaksOfRelease(ecosystem: string, told: string, installed: string): boolean {
  if (told === installed || told === "") return true;
  if (ecosystem === "Red Hat") {
    const [product = "", version = ""] = told.split(":");
    if (version === installed) return true;
    return product === "enterprise_linux" && installed.startsWith(`${version}.`);
  }
  return /^\d+$/.test(told) && installed.startsWith(`${told}.`);
}
