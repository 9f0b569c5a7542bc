/** The catalogue of measures. */
import { computerMeasures } from "./measures/computers.ts";
import { continuityMeasures } from "./measures/continuity.ts";
import { detectingMeasures } from "./measures/detect.ts";
import { directoryMeasures } from "./measures/directory.ts";
import { identityMeasures } from "./measures/identity.ts";
import { networkMeasures } from "./measures/networks.ts";
import { peopleMeasures } from "./measures/people.ts";
import { recoveryMeasures } from "./measures/recover.ts";
import { supplierMeasures } from "./measures/suppliers.ts";
import type { Measure } from "./measures.ts";

const byArea = {
  computers: computerMeasures,
  continuity: continuityMeasures,
  detect: detectingMeasures,
  directory: directoryMeasures,
  identity: identityMeasures,
  networks: networkMeasures,
  people: peopleMeasures,
  recover: recoveryMeasures,
  suppliers: supplierMeasures,
} as const;

/** What a measure is about: one of each. */
export type MeasureArea = keyof typeof byArea;

/** Areas in the order of their letters in code. */
export const measureAreas = Object.keys(byArea) as readonly MeasureArea[];

/** The catalogue, ordered by id. */
export const measures: readonly Measure[] = measureAreas
  .flatMap((area) => byArea[area])
  .sort((a, b) => (a.id < b.id ? -1 : 1));

const areas: ReadonlyMap<string, MeasureArea> = new Map(
  measureAreas.flatMap((area) => byArea[area].map(({ id }) => [id, area] as const)),
);

/** What a measure of the catalogue is about, by its id; null for one that is somebody's own. */
export function areaOf(id: string): MeasureArea | null {
  return areas.get(id) ?? null;
}
