/**
 * The model held against the advisories of a folder: software that is installed on computers and
 * services that answered, each weakness told of the computer it is on; and which CVEs are known to
 * be used by attackers. What no advisory speaks of stays unknown, and is counted.
 */
import { join } from "node:path";
import { isThere, type Model, type Report } from "@vallgrav/facts";
import type { AssetId, EvidenceId, Observation } from "@vallgrav/kernel";
import type { Exploited } from "@vallgrav/advisories";
import { usableShare } from "@vallgrav/knowledge";
import { openAdvisoryFile } from "../storage/advisory-file.ts";
import { isWhole, readManifest } from "./manifest.ts";
import { type Match, matchInventory } from "./match.ts";

/** A weakness of software on a computer that an advisory says is affected. */
export type ModelMatch = {
  readonly asset: AssetId;
  /** The CVE, else the advisory. */
  readonly weakness: string;
  readonly component: string;
  readonly title: string;
  /** The version that mends it, where the advisory tells one. */
  readonly fixedIn: string | null;
  /** The chance that an attacker has the means to take the computer over by it (knowledge W660). */
  readonly usable: number;
  /** Who says that the software is there. */
  readonly by: readonly Report[];
};

/** What a folder of advisories says of a model. */
export type ModelMatches = {
  readonly generation: number;
  readonly updatedAt: string;
  readonly matches: readonly ModelMatch[];
  /** Where it could not be told whether a weakness is there, each thing and weakness once. */
  readonly unsure: readonly Pick<ModelMatch, "asset" | "weakness">[];
  /** Judgements that could not be made, and components nothing could be held against. */
  readonly unknown: number;
  readonly notExamined: number;
  readonly exploited: (cve: string) => Exploited | null;
};

/** Facts as the statements of an inventory; a statement's place is the id of its thing. */
function inventoryOf({ assets }: Model): readonly Observation[] {
  return assets.flatMap((asset): readonly Observation[] => {
    const purl = asset.claims.find(({ space }) => space === "purl");
    const claim = asset.kind === "software" ? purl : asset.claims[0];
    const isListed = asset.kind === "software" || asset.kind === "computer";
    if (!isListed || claim === undefined || !asset.present.value) return [];
    // By the id, so that two machines of one name are two; software by what names its package.
    const value = asset.kind === "software" ? claim.value : asset.id;
    return Object.entries(asset.facts).map(([property, fact]): Observation => ({
      id: fact.by[0]?.observation ?? ("" as Observation["id"]),
      at: { evidence: "" as EvidenceId, place: asset.id },
      subject: { kind: asset.kind, claims: [{ space: claim.space, value }] },
      validFrom: fact.since,
      validUntil: null,
      recordedAt: fact.since,
      standing: "observed",
      report: "configuration",
      says: { property, value: fact.value },
    }));
  });
}

/** Computers by the software on them, with who says so. */
function hostsOf({ relations }: Model) {
  const found = new Map<AssetId, (readonly [host: AssetId, by: readonly Report[]])[]>();
  for (const relation of relations) {
    if (relation.kind !== "installed-on" || !isThere(relation)) continue;
    const { from, to, present } = relation;
    const known = found.get(from);
    if (known === undefined) found.set(from, [[to, present.by]]);
    else known.push([to, present.by]);
  }
  return found;
}

/** The number of the folder's state; null where there is none that can be used. */
export async function advisoryGeneration(folder: string): Promise<number | null> {
  const found = await readManifest(folder);
  return found.ok && found.value !== null ? found.value.generation : null;
}

function shareOf({ severities, exploited, score }: Match): number {
  return usableShare({
    vectors: severities.map(({ value }) => value),
    isExploited: exploited !== null,
    probability: score?.probability ?? null,
  });
}

/** Looks up once which of some CVEs are exploited. */
function exploitedAmong(path: string, cves: Iterable<string>): ReadonlyMap<string, Exploited> {
  const file = openAdvisoryFile(path);
  try {
    const found = new Map<string, Exploited>();
    for (const cve of cves) {
      const one = file.exploitedOf(cve);
      if (one !== null) found.set(cve, one);
    }
    return found;
  } finally {
    file.close();
  }
}

/**
 * Holds a model against a folder; null where the folder has no state that can be used. Nothing is
 * written.
 * @param cves those of the model's findings, asked whether they are exploited
 */
export async function matchModel(
  folder: string,
  model: Model,
  cves: readonly string[],
): Promise<ModelMatches | null> {
  const found = await readManifest(folder);
  if (!found.ok || found.value === null || !(await isWhole(folder, found.value))) return null;
  const manifest = found.value;
  const matched = await matchInventory(folder, inventoryOf(model));
  if (!matched.ok) return null;
  const hosts = hostsOf(model);
  const byId = new Map(model.assets.map((asset) => [asset.id as string, asset]));
  const matches = new Map<string, ModelMatch>();
  const unsure = new Map<string, Pick<ModelMatch, "asset" | "weakness">>();
  for (const match of matched.value.matches) {
    const { place, weakness, component, title, fixedIn, status } = match;
    const asset = byId.get(place);
    if (asset === undefined) continue;
    const on =
      asset.kind === "computer" ? [[asset.id, asset.present.by] as const] : hosts.get(asset.id);
    for (const [host, by] of on ?? []) {
      if (status !== "affected") {
        unsure.set(`${host}\n${weakness}`, { asset: host, weakness });
        continue;
      }
      const key = `${host}\n${weakness}\n${component}`;
      const usable = Math.max(shareOf(match), matches.get(key)?.usable ?? 0);
      const told = matches.get(key) ?? { asset: host, weakness, component, title, fixedIn, by };
      matches.set(key, { ...told, usable });
    }
  }
  const asked = new Set([...cves, ...[...matches.values()].map(({ weakness }) => weakness)]);
  const exploited = exploitedAmong(join(folder, manifest.file), asked);
  return {
    generation: manifest.generation,
    updatedAt: manifest.updatedAt,
    matches: [...matches.values()],
    unsure: [...unsure.values()],
    unknown: matched.value.matches.filter(({ status }) => status === "unknown").length,
    notExamined: matched.value.notExamined.length,
    exploited: (cve) => exploited.get(cve) ?? null,
  };
}
