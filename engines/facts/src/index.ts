/** The door of the facts engine; see README and SPEC. */
export { agree, isContradicted } from "./lib/agreement.ts";
export type { AsOf } from "./lib/admit.ts";
export { claimName, claimSpaces, compareClaims, normaliseClaim } from "./lib/claims.ts";
export { coverageOf, unseenBy } from "./lib/coverage.ts";
export type { Coverage, PairCoverage, SourceCoverage } from "./lib/coverage.ts";
export { defaultWorkLimit, intake, saidColumns, takeIn } from "./lib/intake.ts";
export type { Intake } from "./lib/intake.ts";
export { judgementsIn, newestIn, partOf, takePart } from "./lib/intake-part.ts";
export type { IntakePart, PartColumns, PartLists } from "./lib/intake-part.ts";
export { keptLists, leastShared } from "./lib/editions.ts";
export type { KeptList, KeptNear, ListBook } from "./lib/editions.ts";
export { formerIds } from "./lib/former-ids.ts";
export * from "./lib/model.ts";
export { modelHash, modelText, packedHash, plainModel } from "./lib/model-text.ts";
export type { DigestUnderWay } from "./lib/model-text.ts";
export { progressing } from "./lib/progressing.ts";
export {
  factNamed,
  factsNamed,
  gistNamed,
  isPresent,
  isThere,
  openModel,
  standingOfAsset,
  standingOfRelation,
  valueNamed,
  withFacts,
} from "./lib/open-model.ts";
export { packModel, reconcile, reconcileTraced } from "./lib/reconcile.ts";
export type { ModelRest, PackedModel, ReconcileOptions, Traced } from "./lib/reconcile.ts";
export type { StatementsOf } from "./lib/statements-of.ts";
export { askedOfMachines } from "./lib/relations.ts";
export { reportQualities, reportWeight } from "./lib/report-weight.ts";
export type { ReportQuality } from "./lib/report-weight.ts";
export { whoIsWho } from "./lib/who-is-who.ts";
