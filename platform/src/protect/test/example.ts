/** The example municipality as a model and as a setting, made once for a test file. */
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import {
  intake,
  modelHash,
  openModel,
  packedHash,
  type PackedModel,
  packModel,
  reconcile,
  takeIn,
} from "@vallgrav/facts";
import type { Evidence, EvidenceId, Instant, Observation } from "@vallgrav/kernel";
import type { MunicipalScene } from "@vallgrav/knowledge";
import type { DetectorPlacement, GraphEffect, Parameter } from "@vallgrav/mal";
import { read } from "@vallgrav/readers";
import type { CurrentModel } from "../../identify/current-model.ts";
import { exampleFiles, modifiedAt } from "../../identify/test/example-files.ts";
import type { RunSize } from "../run-size.ts";
import { handOn, opened } from "../handed.ts";
import { makeSetting, type Prepared, type PricedModel } from "../setting.ts";
import { openStage, type Softened, type Stage } from "../stage.ts";

/** Sizes that tests can afford. */
export const smallSize: RunSize = {
  outer: 8,
  inner: 3,
  seed: "1",
  threads: 1,
  work: { nodes: 2, evaluations: 100 },
};

function sha256(bytes: Uint8Array | string): string {
  return createHash("sha256").update(bytes).digest("hex");
}

/** A file for a model. */
export type Given = { readonly name: string; readonly bytes: Uint8Array };

/** The example's files; some of them, where `keeps` says so. */
export function exampleGiven(keeps: (name: string) => boolean = () => true): readonly Given[] {
  return exampleFiles()
    .filter(({ name }) => keeps(name))
    .map(({ name, path }) => ({ name, bytes: new Uint8Array(readFileSync(path)) }));
}

/** What was read of a file's bytes: most files of a changed town are those of the example. */
const readings = new WeakMap<Uint8Array, ReturnType<typeof read>>();

function readOnce({ name, bytes }: Given, id: EvidenceId): ReturnType<typeof read> {
  const before = readings.get(bytes);
  if (before !== undefined) return before;
  const reading = read({ name, bytes, evidence: id, receivedAt: modifiedAt });
  readings.set(bytes, reading);
  return reading;
}

/** What files say, as importing them would take it in. */
function saidIn(files: readonly Given[]): {
  readonly observations: readonly Observation[];
  readonly evidence: readonly Evidence[];
} {
  const observations: Observation[] = [];
  const evidence: Evidence[] = [];
  for (const { name, bytes } of files) {
    const id = sha256(bytes) as EvidenceId;
    const reading = readOnce({ name, bytes }, id);
    if (!reading.ok) throw new Error(`${name} is refused`);
    observations.push(...reading.observations);
    const { reader, scope, producedAt } = reading;
    evidence.push({
      id,
      name,
      sizeBytes: bytes.length,
      producedAt: producedAt ?? modifiedAt,
      receivedAt: modifiedAt,
      by: "Testa Testsson",
      reader,
      scope,
      keepUntil: null,
      secrecy: "open",
    });
  }
  return { observations, evidence };
}

const asOf = { valid: modifiedAt, recorded: "9999-12-31T23:59:59.999Z" as Instant };

/** The model of files, as importing them would make it. */
export function modelOfFiles(files: readonly Given[]): CurrentModel {
  const { observations, evidence } = saidIn(files);
  const model = reconcile(observations, evidence, asOf);
  return { model, hash: modelHash(model, sha256), asOf: modifiedAt };
}

/** The model of the example's files; of some of them, where `keeps` says so. */
export function exampleModel(keeps: (name: string) => boolean = () => true): CurrentModel {
  return modelOfFiles(exampleGiven(keeps));
}

/** The model of the example in columns and opened, as the store's is. */
export function packedExample(): CurrentModel & { readonly packed: PackedModel } {
  const { observations, evidence } = saidIn(exampleGiven());
  const into = intake();
  for (const observation of observations) takeIn(into, observation);
  const packed = packModel(into, evidence, asOf);
  const hash = packedHash(packed, sha256);
  return { model: openModel(packed).model, packed, hash, asOf: modifiedAt };
}

/** The setting of a model that has one. */
export async function preparedOf(current: PricedModel, size: RunSize): Promise<Prepared> {
  const made = await makeSetting(current, size);
  if (!made.ok) throw new Error(made.problems[0]?.code);
  return made.prepared;
}

/** The example ready to be computed with, and ready to be played in this thread. */
export async function exampleStage(): Promise<{
  readonly prepared: Prepared;
  readonly stage: Stage;
}> {
  const prepared = await preparedOf(exampleModel(), smallSize);
  return { prepared, stage: openStage(prepared.setting) };
}

/** A choice of measures by index. */
export function choiceOf(stage: Stage, chosen: Iterable<number>): Uint8Array {
  const choice = new Uint8Array(stage.measures.length);
  for (const at of chosen) choice[at] = 1;
  return choice;
}

/** What measures by index soften. */
export function softOf(stage: Stage, chosen: Iterable<number>): Softened {
  return stage.soften(choiceOf(stage, chosen));
}

/** What a measure changes about ways alone: nothing about detectors and what follows an alarm. */
function unwatching(latent: MunicipalScene["latent"]): readonly (readonly GraphEffect[])[] {
  return latent.map((effects) =>
    [...effects].filter(({ kind }) => kind === "control" || kind === "slower"),
  );
}

/** The example where nobody notices anything. */
export async function unwatchedStage(): Promise<Stage> {
  const { setting } = (await exampleStage()).prepared;
  const municipal = opened(setting.municipal);
  const scene = { ...municipal.scene, detectors: [], response: null };
  const latent = unwatching(municipal.latent);
  return openStage({ ...setting, municipal: handOn({ ...municipal, scene, latent }) });
}

/** Names of the steps that the watched example has detectors over. */
const watchedSteps = ["runLure", "dumpLocalPassword", "harvest", "takeOver", "administer", "stage"];

/**
 * The example with detectors over some of its steps, some of them latent, and a response; the first
 * two measures besides put detectors in place, the third makes the response quicker. None of it is
 * knowledge: it is for holding what must be true of any detectors.
 */
export async function watchedStage(): Promise<Stage> {
  const { prepared } = await exampleStage();
  const municipal = opened(prepared.setting.municipal);
  const { scene, latent } = municipal;
  const { graph } = scene;
  const at = scene.parameters.length;
  const detectors: DetectorPlacement[] = [];
  graph.stepOf.forEach((step, node) => {
    const name = graph.steps[step]?.name ?? "";
    if ((graph.kinds[node] ?? 0) > 1 || !watchedSteps.includes(name)) return;
    for (const type of ["agent", "log"])
      detectors.push({
        node,
        type,
        technique: name,
        coverage: type === "agent" ? at : at + 1,
        evidence: 0,
        biases: [],
        stateKey: `${type}/${graph.assets[graph.assetOf[node] ?? 0] ?? ""}`,
        sensitivity: at + 2,
        alertDelay: { kind: "number", value: type === "agent" ? 0.01 : 0.1 },
      });
  });
  const fixed = (id: string, value: number): Parameter => ({ id, prior: { kind: "fixed", value } });
  const sees = (type: string): readonly GraphEffect[] =>
    detectors.flatMap((detector, index) =>
      detector.type === type ? [{ kind: "sees", detector: index, coverage: 0.9 }] : [],
    );
  const added: readonly (readonly GraphEffect[])[] = [
    sees("agent"),
    sees("log"),
    [
      { kind: "faster", part: "wait", factor: 0 },
      { kind: "faster", part: "triage", factor: 0.5 },
    ],
  ];
  return openStage({
    ...prepared.setting,
    municipal: handOn({
      ...municipal,
      scene: {
        ...scene,
        parameters: [
          ...scene.parameters,
          fixed("test/agents", 0.5),
          fixed("test/logs", 0.1),
          fixed("test/sensitivity", 0.7),
          fixed("test/success", 0.9),
        ],
        detectors,
        response: {
          triage: { kind: "call", name: "Exponential", arguments: [4] },
          staffing: { periodHours: 168, gapsHours: [15, 15, 15, 15, 63] },
          containment: { kind: "call", name: "Exponential", arguments: [4] },
          success: at + 3,
        },
      },
      latent: unwatching(latent).map((effects, measure) => [...effects, ...(added[measure] ?? [])]),
    }),
  });
}
