/**
 * The door of the knowledge: the attack language's data, the municipality read through it,
 * measures.
 */
export { areaOf, type MeasureArea, measureAreas, measures } from "./catalogue.ts";
export {
  type EffectFigure,
  type EffectFigureKind,
  effectFigures,
  withOwnEffects,
} from "./effect-figures.ts";
export { plannedMeasures } from "./planned.ts";
export { type Defence, defences, type Sharing } from "./defences.ts";
export {
  type Amount,
  costOf,
  type HoursByRole,
  type Measure,
  type MeasureCost,
  type MeasureEffect,
  type MeasurePrice,
  type Role,
} from "./measures.ts";
export { ownHoursLimit, type Selector, windowMonths } from "./measures.ts";
export {
  askedAbout,
  type OwnerChoice,
  type OwnerQuestion,
  ownerQuestions,
} from "./asking/owner-questions.ts";
export { type OpenQuestion, openQuestions, openQuestionsOf } from "./asking/unanswered.ts";
export { couldAdd, halfLifeDays, type Unknown } from "./ladder/adds.ts";
export type { LadderSource, Rung } from "./ladder/source.ts";
export { ladder } from "./ladder/sources.ts";
export {
  type BackupEntry,
  type Consequences,
  consequencesOf,
  type Holding,
  isVitalAlter,
  isVitalRead,
  type ServiceEntry,
  type SystemEntry,
} from "./municipal/consequences.ts";
export { detectionId, type OwnDetection, type SampleEvent } from "./detections/detection.ts";
export { detectionWords, ownDetections, sigmaOf } from "./detections/index.ts";
export { graphml } from "./interop/graphml.ts";
export type { NamedLink, Passage, Shared, SharedWay } from "./interop/link-graph.ts";
export { pairKey } from "./interop/link-graph.ts";
export { type AttackTactic, attackTactics } from "./attack-tactics.ts";
export { navigatorLayer, ruleLayer } from "./interop/navigator.ts";
export { modelLines } from "./interop/model-lines.ts";
export { openGraph } from "./interop/open-graph.ts";
export { internet, type MunicipalInstance, municipalInstance } from "./municipal/instance.ts";
export type { Place } from "./municipal/places.ts";
export {
  type MunicipalScene,
  municipalScene,
  type Objective,
  type ObjectiveKind,
} from "./municipal/scene.ts";
export { linkStanding } from "./municipal/link-standing.ts";
export { fieldsOfRight, stepOfRightField } from "./municipal/rights.ts";
export { nodeStanding } from "./municipal/standing.ts";
export {
  emptySelectorContext,
  selectorContext,
  type SelectorContext,
  selectorCount,
} from "./municipal/selectors.ts";
export { type CaseRange, type PublishedCase, publishedCases } from "./incidents/cases.ts";
export { type HowOften, howOften } from "./incidents/how-often.ts";
export { dueOf, duties, type Duty, type DutyId, receiverOn } from "./regulations/duties.ts";
export {
  type Material,
  type MaterialId,
  materials,
  type SecrecyGround,
  type SecrecyGroundId,
  secrecyGrounds,
  type SecrecyPresumption,
} from "./regulations/secrecy.ts";
export {
  ownProcessing,
  type Processing,
  type ProcessingField,
  processingFields,
} from "./regulations/processing.ts";
export { type OpinionAsked, type OpinionKind, opinionsAsked } from "./opinions.ts";
export { rootAnchors, rootAnchorsSource } from "./domains/root-anchors.ts";
export { opportunisticExtortion, type Profile, profiles } from "./profiles.ts";
export {
  type CostKind,
  type CostLine,
  costLines,
  type OwnPrices,
  withOwnHours,
  withOwnVolume,
  withOwnPrices,
} from "./cost-lines.ts";
export { assumption, type Source } from "./source.ts";
export { answerProperty, type Question, questions } from "./typical/questions.ts";
export { type Completed, type TypicalPart, typicalVersion, withTypical } from "./typical/index.ts";
export { stepWords } from "./step-words.ts";
export { type StepTime, stepTimes } from "./times.ts";
export {
  type RecoveryDefaults,
  recoveryDefaults,
  type ValuationId,
  type ValuationTerm,
  valuationTerms,
  type Valuations,
  valuations,
} from "./valuations.ts";
export {
  type DirectoryFinding,
  directoryFindings,
  directoryFindingSteps,
  foundRules,
} from "./findings/directory-findings.ts";
export {
  type DirectoryRule,
  type DirectoryRuleId,
  directoryRules,
  domainAdminsMost,
  type Fix,
  staleDays,
} from "./findings/directory-rules.ts";
export { allFixes, copyFor, fixOf } from "./findings/fixes.ts";
export { type AdvisedFlaw, type AdvisedFlaws, isFlaw, nothingAdvised } from "./findings/flaws.ts";
export { type Exposure, exposuresOf } from "./findings/exposure.ts";
export { openPorts } from "./findings/looked-at.ts";
export { certaintyOf, type ToldFinding, toldFindings } from "./findings/told.ts";
export { type Touched, touchedBy, touchedFlaws } from "./findings/touched.ts";
export {
  type SenderFact,
  senderFact,
  type SenderLook,
  senderChecks,
  touchedSender,
} from "./findings/outside.ts";
export { usableShare, type WeaknessUse } from "./findings/usable.ts";
