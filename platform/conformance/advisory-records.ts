/**
 * Invented advisories in the mix of ecosystems and sizes that the public ones have: many short ones
 * of packages that are malicious as a whole, distributions with several releases, long lists of
 * versions, suppliers' collected advisories. The same seed gives the same bytes.
 */
import { block, drawKey, seeded } from "@vallgrav/kernel";

/** A stream of whole numbers below a bound. */
type Next = (below: number) => number;

/** A stream that follows from a seed. */
export function numbersOf(seed: string): Next {
  const key = seeded(drawKey("advisory-records"), seed);
  let count = 0;
  return (below) => block(key, (count += 1), 0).high % below;
}

/** Names of an ecosystem, some of which are in more advisories and inventories than others. */
function nameOf(next: Next, pool: number): string {
  const share = next(1_000_000) / 1_000_000;
  return `package-${Math.floor(share * share * pool)}`;
}

function versionOf(next: Next): string {
  return `${next(12)}.${next(30)}.${next(40)}`;
}

type Entry = { readonly package: object; readonly ranges: object[]; readonly versions?: string[] };

function entryOf(next: Next, ecosystem: string, name: string, suffix: string): Entry {
  const type = ecosystem === "npm" || ecosystem === "Go" ? "SEMVER" : "ECOSYSTEM";
  const introduced = next(3) === 0 ? versionOf(next) + suffix : "0";
  const events: object[] = [{ introduced }];
  const ending = next(10);
  if (ending < 7) events.push({ fixed: versionOf(next) + suffix });
  else if (ending < 9) events.push({ last_affected: versionOf(next) + suffix });
  return { package: { ecosystem, name }, ranges: [{ type, events }] };
}

function affectedOf(next: Next): Entry[] {
  const kind = next(100);
  if (kind < 40) return [entryOf(next, "npm", nameOf(next, 200_000), "")];
  if (kind < 60) {
    const name = nameOf(next, 20_000);
    const isUbuntu = next(2) === 0;
    const releases = isUbuntu
      ? ["14.04:LTS", "16.04:LTS", "18.04:LTS", "20.04:LTS", "22.04:LTS", "24.04:LTS"]
      : ["10", "11", "12", "13"];
    return releases.map((release) =>
      entryOf(next, `${isUbuntu ? "Ubuntu" : "Debian"}:${release}`, name, "-1"),
    );
  }
  if (kind < 70) {
    const name = `se.example:${nameOf(next, 20_000)}`;
    return Array.from({ length: 1 + next(4) }, () => entryOf(next, "Maven", name, ""));
  }
  if (kind < 80) {
    const entry = entryOf(next, "PyPI", nameOf(next, 20_000), "");
    const versions = Array.from({ length: next(120) }, () => versionOf(next));
    return [{ ...entry, versions }];
  }
  if (kind < 88) return [entryOf(next, "Go", `example.se/${nameOf(next, 10_000)}`, "")];
  if (kind < 93) {
    const ecosystem = ["NuGet", "RubyGems", "crates.io", "Packagist"][next(4)] ?? "NuGet";
    return [entryOf(next, ecosystem, nameOf(next, 10_000), "")];
  }
  const release = next(2) === 0 ? "AlmaLinux:9" : "Red Hat:enterprise_linux:9::baseos";
  return Array.from({ length: 5 + next(50) }, () =>
    entryOf(next, release, nameOf(next, 10_000), "-1.el9"),
  );
}

const words = "weakness allows remote attacker crafted input overflow memory request server file";

function detailsOf(next: Next): string {
  const list = words.split(" ");
  const length = 20 + next(30) * next(30);
  return Array.from({ length }, () => list[next(list.length)] ?? "").join(" ");
}

/** One record as a line of JSON. */
export function recordText(next: Next, number: number): string {
  const score = "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H";
  return JSON.stringify({
    schema_version: "1.7.5",
    id: `TEST-2026-${number}`,
    modified: "2026-01-01T00:00:00Z",
    published: "2026-01-01T00:00:00Z",
    aliases: [`CVE-2026-${100_000 + number}`],
    summary: `Invented weakness ${number}`,
    details: detailsOf(next),
    severity: [{ type: "CVSS_V3", score }],
    affected: affectedOf(next),
    references: [{ type: "WEB", url: `https://www.example.se/${number}` }],
  });
}

/** An inventory of so many components, in the same mix of ecosystems. */
export function inventoryText(next: Next, count: number): string {
  const purls = [
    () => `pkg:npm/${nameOf(next, 200_000)}@${versionOf(next)}`,
    () => `pkg:deb/debian/${nameOf(next, 20_000)}@${versionOf(next)}-1?distro=debian-12`,
    () => `pkg:maven/se.example/${nameOf(next, 20_000)}@${versionOf(next)}`,
    () => `pkg:pypi/${nameOf(next, 20_000)}@${versionOf(next)}`,
    () => `pkg:golang/example.se/${nameOf(next, 10_000)}@v${versionOf(next)}`,
    () => `pkg:rpm/almalinux/${nameOf(next, 10_000)}@${versionOf(next)}-1.el9?distro=almalinux-9.4`,
  ];
  const components = Array.from({ length: count }, (_, at) => {
    const purl = purls[at % purls.length]?.() ?? "";
    return { type: "library", name: `n${at}`, version: "", purl };
  });
  return JSON.stringify({ bomFormat: "CycloneDX", specVersion: "1.6", components });
}
