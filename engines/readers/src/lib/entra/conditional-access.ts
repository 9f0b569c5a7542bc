/** Policies of conditional access, each as a list of words that says whom it asks for what. */
import type { Json } from "@vallgrav/kernel";
import { listOf, member, objectOf, textOf } from "../json.ts";
import type { JsonObject } from "../json.ts";
import { identifierOf } from "../machine-reading.ts";

/** Most words of one policy; beyond them it says so. */
const mostWords = 200;

function within(object: JsonObject, ...keys: readonly string[]): Json | undefined {
  let value: Json | undefined = object;
  for (const key of keys) {
    const inner: JsonObject | null = objectOf(value);
    if (inner === null) return undefined;
    value = member(inner, key);
  }
  return value;
}

/** Words of a list below a policy, each with a label before it: `users:All`. */
function words(label: string, value: Json | undefined): readonly string[] {
  return (listOf(value) ?? []).flatMap((one) => {
    const text = textOf(one);
    return text === null || text === "" ? [] : [`${label}:${identifierOf(text)}`];
  });
}

const lists: readonly (readonly [label: string, ...path: string[]])[] = [
  ["users", "conditions", "users", "includeUsers"],
  ["not-users", "conditions", "users", "excludeUsers"],
  ["groups", "conditions", "users", "includeGroups"],
  ["not-groups", "conditions", "users", "excludeGroups"],
  ["roles", "conditions", "users", "includeRoles"],
  ["not-roles", "conditions", "users", "excludeRoles"],
  ["apps", "conditions", "applications", "includeApplications"],
  ["not-apps", "conditions", "applications", "excludeApplications"],
  ["actions", "conditions", "applications", "includeUserActions"],
  ["places", "conditions", "locations", "includeLocations"],
  ["not-places", "conditions", "locations", "excludeLocations"],
  ["platforms", "conditions", "platforms", "includePlatforms"],
  ["not-platforms", "conditions", "platforms", "excludePlatforms"],
  ["clients", "conditions", "clientAppTypes"],
  ["user-risk", "conditions", "userRiskLevels"],
  ["sign-in-risk", "conditions", "signInRiskLevels"],
  ["grant", "grantControls", "builtInControls"],
];

/**
 * A policy in words: its state first, then whom it is for (`users:All`), whom it leaves out
 * (`not-groups:…`), for which apps and clients, and what it asks (`grant:mfa`, `strength:…`, all or
 * one of them).
 */
export function policyWords(policy: JsonObject): readonly string[] {
  const state = textOf(member(policy, "state")) ?? "unknown";
  const operator = textOf(within(policy, "grantControls", "operator")) ?? "";
  const strength = textOf(within(policy, "grantControls", "authenticationStrength", "id")) ?? "";
  const found = [
    `state:${identifierOf(state)}`,
    ...lists.flatMap(([label, ...path]) => words(label, within(policy, ...path))),
    ...(operator === "" ? [] : [`grant-operator:${identifierOf(operator)}`]),
    ...(strength === "" ? [] : [`strength:${identifierOf(strength)}`]),
  ];
  return found.length <= mostWords ? found : [...found.slice(0, mostWords), "more"];
}
