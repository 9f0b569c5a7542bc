/** An observation as a row: columns to look up by, the rest is JSON without ids. */
import { invariant } from "@vallgrav/kernel";
import type { EvidenceId, Observation, ObservationId, Statement } from "@vallgrav/kernel";

/** Columns in the order of {@link rowOf}. */
export const insertedColumns = ["evidence", "ordinal", "kind", "about", "json"] as const;

/** The ordinal in `<evidence>#<ordinal>`, or null when the text is no such id. */
export function ordinalOf(id: ObservationId, evidence: EvidenceId): number | null {
  if (!id.startsWith(`${evidence}#`)) return null;
  const text = id.slice(evidence.length + 1);
  const ordinal = Number(text);
  return Number.isSafeInteger(ordinal) && String(ordinal) === text ? ordinal : null;
}

function aboutOf(says: Statement): string {
  if ("is" in says) return says.is;
  if ("property" in says) return says.property;
  if ("trust" in says) return "trust";
  return "relation" in says ? says.relation : "same-as";
}

/** NUL and half surrogates cannot stand in a column; the JSON keeps the name as it is. */
export function columnText(name: string): string {
  return name.replaceAll("\u0000", "\uFFFD").toWellFormed();
}

/** Values of the columns, the evidence given by its row. */
export function rowOf(evidence: number, observation: Observation): readonly (string | number)[] {
  const ordinal = ordinalOf(observation.id, observation.at.evidence);
  invariant(ordinal !== null, `observation id ${observation.id} is not <evidence>#<ordinal>`);
  const { id: _, at, ...rest } = observation;
  return [
    evidence,
    ordinal,
    observation.subject.kind,
    columnText(aboutOf(observation.says)),
    JSON.stringify({ place: at.place, ...rest }),
  ];
}

/** The observation of a row. */
export function observationOf(
  evidence: EvidenceId,
  row: { readonly ordinal: number; readonly json: string },
): Observation {
  const { place, ...rest } = JSON.parse(row.json) as Omit<Observation, "id" | "at"> & {
    readonly place: string;
  };
  return { id: `${evidence}#${row.ordinal}` as ObservationId, at: { evidence, place }, ...rest };
}
