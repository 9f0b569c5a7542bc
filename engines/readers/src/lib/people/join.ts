/**
 * Joins rows of several lists by personal identity number and mail address: the account that a
 * directory names and the person that a register names are found to belong together, and the number
 * is forgotten. It lives in the readings of one import alone and is never part of an observation.
 */
import type {
  EvidenceId,
  Instant,
  Observation,
  ObservationId,
  Statement,
  Subject,
} from "@vallgrav/kernel";
import type { PeopleRow, Reading } from "../reading.ts";

/** A file and what was read of it. */
export type JoinedReading = {
  readonly evidence: EvidenceId;
  readonly receivedAt: Instant;
  /** As old as what the file says. */
  readonly validFrom: Instant;
  /** Whether the file was known before: its statements are already told. */
  readonly isKnown: boolean;
  readonly reading: Extract<Reading, { readonly ok: true }>;
};

type Located = PeopleRow & { readonly of: JoinedReading };

/** What a row of a register says of an account, once they are known to be the same person's. */
function statementsOf({ person, population }: Located): readonly Statement[] {
  const says: Statement[] = [];
  if (person !== null) says.push({ relation: "used-by", to: person });
  if (population !== null) says.push({ property: "population", value: population });
  return says;
}

/** Statements by the evidence that they are told by, numbered on from those of its reading. */
function teller(): (row: Located, subject: Subject, says: Statement) => Observation {
  const ordinals = new Map<string, number>();
  return ({ of, place }, subject, says) => {
    const { evidence, receivedAt, validFrom, reading } = of;
    const ordinal = ordinals.get(evidence) ?? reading.observations.length;
    ordinals.set(evidence, ordinal + 1);
    return {
      id: `${evidence}#${ordinal}` as ObservationId,
      at: { evidence, place },
      subject,
      validFrom,
      validUntil: null,
      recordedAt: receivedAt,
      standing: "declared",
      report: "person",
      says,
    };
  };
}

/** The rows of all readings by number and address; the order of the readings means nothing. */
function rowsByKey(readings: readonly JoinedReading[]): ReadonlyMap<string, Located[]> {
  const rows = new Map<string, Located[]>();
  for (const of of readings.toSorted((a, b) => (a.evidence < b.evidence ? -1 : 1)))
    for (const [key, found] of of.reading.people ?? []) {
      const known = rows.get(key) ?? [];
      for (const row of found) known.push({ ...row, of });
      rows.set(key, known);
    }
  return rows;
}

/** Most rows that one person has in the lists of an import. */
const mostShared = 20;

/**
 * What the readings of one import say together: account `used-by` person, and the `population` of
 * the account. It is told by the register, with the place of its row, or by the list of accounts
 * where the register was known before; nothing where both were. Each pair is told once. What more
 * than twenty rows share is no one's own and joins nothing. Linear in the rows.
 */
export function joinPeople(readings: readonly JoinedReading[]): readonly Observation[] {
  const tell = teller();
  const observations: Observation[] = [];
  const told = new Set<string>();
  for (const rows of rowsByKey(readings).values()) {
    if (rows.length > mostShared) continue;
    const accounts = rows.filter((row) => row.account !== null && row.population === null);
    for (const row of rows.filter(({ population }) => population !== null))
      for (const account of accounts) {
        const by = row.of.isKnown ? account : row;
        if (by.of.isKnown || account.account === null) continue;
        const person = row.person?.claims[0].value ?? "";
        const name = JSON.stringify([account.account.claims[0].value, person, row.population]);
        if (told.has(name)) continue;
        told.add(name);
        for (const says of statementsOf(row)) observations.push(tell(by, account.account, says));
      }
  }
  return observations;
}

/**
 * How many accounts are known to a person by a personal identity number alone, while no register of
 * this import has that number: since numbers are not kept, no later import can join them by it.
 */
export function accountsAlone(readings: readonly JoinedReading[]): number {
  const alone = new Set<string>();
  for (const [key, rows] of rowsByKey(readings)) {
    if (!/^\d{10}$/.test(key) || rows.some(({ population }) => population !== null)) continue;
    for (const { account } of rows) if (account !== null) alone.add(account.claims[0].value);
  }
  return alone.size;
}
