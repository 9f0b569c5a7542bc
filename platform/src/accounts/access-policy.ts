/** What the municipality demands of those who sign in, kept as one setting. */
import type { Instant } from "@vallgrav/kernel";
import type { AccessPolicy, Incident } from "../api/index.ts";
import { StoreConflict, StoreError } from "../storage/index.ts";
import type { SettingStore } from "../storage/index.ts";
import type { Account } from "./account.ts";
import { roles } from "./roles.ts";

const key = "access";

function parseIncident(value: unknown): Incident | null {
  const since: unknown = Reflect.get(Object(value), "since");
  const admitted: unknown = Reflect.get(Object(value), "admitted");
  if (typeof since !== "string" || !Array.isArray(admitted)) return null;
  return { since, admitted: admitted.filter((id): id is string => typeof id === "string") };
}

/** Reads whatever stands in the setting; what is no policy demands nothing. Total. */
export function parseAccessPolicy(value: unknown): AccessPolicy {
  const named: unknown = Reflect.get(Object(value), "secondFactor");
  return {
    secondFactor: Array.isArray(named) ? roles.filter((role) => named.includes(role)) : [],
    incident: parseIncident(Reflect.get(Object(value), "incident")),
  };
}

type Found = {
  readonly policy: AccessPolicy;
  /** Version of the setting; null where it can no longer be opened. */
  readonly version: number | null;
};

/** With the key of the house lost nothing is demanded: shutting everybody out helps nobody. */
async function findPolicy(settings: Pick<SettingStore, "load">): Promise<Found> {
  try {
    const found = await settings.load(key);
    return { policy: parseAccessPolicy(found?.value ?? null), version: found?.version ?? 0 };
  } catch (error) {
    if (!(error instanceof StoreError) || error.code !== "storage/key-missing") throw error;
    return { policy: parseAccessPolicy(null), version: null };
  }
}

/** The policy in force. */
export async function loadAccessPolicy(
  settings: Pick<SettingStore, "load">,
): Promise<AccessPolicy> {
  return (await findPolicy(settings)).policy;
}

/** Changes the policy. @throws {StoreConflict} when somebody else changed it meanwhile */
export async function changeAccessPolicy(
  settings: Pick<SettingStore, "load" | "save">,
  change: Partial<AccessPolicy>,
): Promise<AccessPolicy> {
  const { policy: before, version } = await findPolicy(settings);
  const policy = { ...before, ...change };
  try {
    await settings.save(key, policy, version ?? 0);
  } catch (error) {
    if (version !== null || !(error instanceof StoreConflict)) throw error;
    await settings.save(key, policy, error.actual);
  }
  return policy;
}

/** Whether an account must have a second factor. Those for the worst day never must. */
export function demandsFactor(
  policy: AccessPolicy,
  { role, isBreakGlass }: Pick<Account, "role" | "isBreakGlass">,
): boolean {
  return !isBreakGlass && policy.secondFactor.includes(role);
}

/** Whether an account is let in: all are, unless there is an incident. */
export function isAdmitted(
  { incident }: AccessPolicy,
  { id, isBreakGlass }: Pick<Account, "id" | "isBreakGlass">,
): boolean {
  return incident === null || isBreakGlass || incident.admitted.includes(id);
}

/** An incident from now on. Whoever begins it is let in, so that somebody can end it. */
export function incidentOf(since: Instant, by: string, admitted: readonly string[]): Incident {
  return { since, admitted: [...new Set([by, ...admitted])] };
}
