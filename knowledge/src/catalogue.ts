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

/** The catalogue, ordered by id. */
export const measures: readonly Measure[] = [
  ...computerMeasures,
  ...continuityMeasures,
  ...detectingMeasures,
  ...directoryMeasures,
  ...identityMeasures,
  ...networkMeasures,
  ...peopleMeasures,
  ...recoveryMeasures,
  ...supplierMeasures,
].sort((a, b) => (a.id < b.id ? -1 : 1));
