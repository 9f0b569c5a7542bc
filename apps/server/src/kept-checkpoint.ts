/**
 * The home's own witness: the newest signed checkpoint, in a file beside the database. It finds a
 * database that was cut or replaced by an older one; an outside witness finds the rest.
 */
import { existsSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import {
  type Audit,
  type AuditKey,
  type AuditProblem,
  type AuditVerdict,
  type AuditWitness,
  checkpointNote,
  judge,
  openWitness,
} from "@vallgrav/platform/audit";
import type { Problem } from "@vallgrav/kernel";

const fileName = "audit.checkpoint";
const noteLimitBytes = 65_536;

/** What verifying said: the verdict, and problems with words; empty where the log holds. */
export type Verified = {
  readonly verdict: AuditVerdict;
  readonly problems: readonly Problem<string, object>[];
};

/** Writes a checkpoint of now into the home. @returns the note */
export async function keepCheckpoint(
  audit: Pick<Audit, "state">,
  key: AuditKey,
  home: string,
): Promise<string> {
  const note = checkpointNote(await audit.state(), key);
  const file = join(home, fileName);
  writeFileSync(`${file}.unfinished`, note, { mode: 0o600, flush: true });
  renameSync(`${file}.unfinished`, file);
  return note;
}

async function verifyBy(
  audit: Pick<Audit, "verify">,
  key: AuditKey,
  note: string,
): Promise<Verified> {
  const witness = openWitness(note.slice(0, noteLimitBytes), key);
  if (!witness.ok) return { verdict: await audit.verify(), problems: [witness.problem] };
  const verdict = await audit.verify(witness.value);
  return { verdict, problems: problemsOf(verdict, witness.value) };
}

function problemsOf(verdict: AuditVerdict, witness: AuditWitness | null): readonly AuditProblem[] {
  return judge(verdict, witness);
}

/** Verifies the log by itself, by the home's checkpoint, and by one from outside. */
export async function verifyAudit(
  audit: Pick<Audit, "verify">,
  { key, home }: { readonly key: AuditKey; readonly home: string },
  outside: string | null,
): Promise<Verified> {
  const file = join(home, fileName);
  const kept = existsSync(file) ? readFileSync(file, "utf8") : null;
  let verified: Verified | null = null;
  for (const note of [outside, kept])
    if (note !== null && (verified === null || verified.problems.length === 0))
      verified = await verifyBy(audit, key, note);
  if (verified !== null) return verified;
  const verdict = await audit.verify();
  return { verdict, problems: problemsOf(verdict, null) };
}
