/**
 * The techniques on the most frequent ways as a layer of the ATT&CK Navigator, format 4.5. A score
 * is the share of the runs that fell by the ways told of, in per cent.
 */
import type { Json, Text } from "@vallgrav/kernel";
import type { SharedWay } from "./link-graph.ts";

/** Matrices of the Navigator that the attack language's techniques stand in. */
export type Matrix = "enterprise-attack" | "ics-attack";

/** Versions the layer says it is made for. */
const versions = { attack: "17", navigator: "5.1.0", layer: "4.5" } as const;

/** Share of the runs that fell by ways on which a technique is used, by its id, ascending. */
export function techniqueShares(
  ways: readonly SharedWay[],
  matrix: Matrix,
): ReadonlyMap<string, number> {
  const shares = new Map<string, number>();
  for (const { frequency, steps } of ways)
    for (const technique of new Set(steps.map((step) => step.technique))) {
      if (technique === null) continue;
      const isOfControl = technique.startsWith("T0");
      if (isOfControl !== (matrix === "ics-attack")) continue;
      shares.set(technique, (shares.get(technique) ?? 0) + frequency);
    }
  return new Map([...shares].sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** How many detection rules look for each technique, as a layer; zero where none does. */
export function ruleLayer(rules: ReadonlyMap<string, number>, name: Text): Json {
  const most = Math.max(1, ...rules.values());
  return {
    name: name.en,
    versions,
    domain: "enterprise-attack",
    description: name.sv,
    techniques: [...rules]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([techniqueID, score]) => ({
        techniqueID,
        score,
        enabled: true,
        comment: String(score),
        showSubtechniques: true,
      })),
    gradient: { colors: ["#f4d6d2", "#ffffff", "#1f7a4d"], minValue: 0, maxValue: most },
    sorting: 3,
    hideDisabled: false,
  };
}

/** The layer of one matrix. */
export function navigatorLayer(ways: readonly SharedWay[], matrix: Matrix, name: Text): Json {
  return {
    name: name.en,
    versions,
    domain: matrix,
    description: name.sv,
    techniques: [...techniqueShares(ways, matrix)].map(([techniqueID, share]) => ({
      techniqueID,
      score: Math.round(share * 1_000) / 10,
      enabled: true,
      comment: `${Math.round(share * 100)} %`,
      showSubtechniques: true,
    })),
    gradient: { colors: ["#ffffff", "#c0392b"], minValue: 0, maxValue: 100 },
    sorting: 3,
    hideDisabled: false,
  };
}
