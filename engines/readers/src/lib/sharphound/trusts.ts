/** Trusts between directory domains (MS-ADTS §6.1.6.7.12 direction, §6.1.6.7.15 type). */
import type { Json, Subject } from "@vallgrav/kernel";
import { observe } from "../gathering.ts";
import { member, objectOf, textOf } from "../json.ts";
import type { JsonObject } from "../json.ts";
import { entriesOf, relate, reportValue } from "./listed-object.ts";
import type { ListedObject } from "./listed-object.ts";
import { claimOf, subjectOf } from "./references.ts";

const directions: readonly string[] = ["disabled", "inbound", "outbound", "bidirectional"];
const types: readonly string[] = ["ParentChild", "CrossLink", "Forest", "External", "Unknown"];

/** A word of a list, given as itself in any case or, as older collectors do, as its number. */
function wordOf(words: readonly string[], value: Json | undefined): string | null {
  if (typeof value === "number") return words[value] ?? null;
  const wanted = textOf(value)?.toLowerCase();
  return words.find((word) => word.toLowerCase() === wanted) ?? null;
}

function trustedDomain(trust: JsonObject): Subject | null {
  const claim = claimOf(textOf(member(trust, "TargetDomainSid")) ?? "");
  const name = textOf(member(trust, "TargetDomainName"));
  return claim === null ? null : subjectOf("domain", claim, name === null ? {} : { name }, "");
}

/**
 * Tells each trust from the trusting to the trusted domain: outbound means that the listed domain
 * trusts the other, inbound that the other trusts it. The property `trust-type/<SID>` keeps type
 * and SID filtering, `ParentChild:sid-filtering-off`.
 */
export function relateTrusts(listed: ListedObject): void {
  const { into, object, place, subject } = listed;
  for (const entry of entriesOf(listed, object, ["Trusts", place])) {
    const trust = objectOf(entry.value);
    const other = trust === null ? null : trustedDomain(trust);
    const direction = trust && wordOf(directions, member(trust, "TrustDirection"));
    if (trust === null || other === null || direction === null) {
      reportValue(listed, "Trusts", "reference", entry.place);
      continue;
    }
    if (direction === "disabled") continue;
    if (direction !== "inbound") relate(listed, entry.place, [subject, "trusts", other]);
    if (direction !== "outbound") relate(listed, entry.place, [other, "trusts", subject]);
    const type = wordOf(types, member(trust, "TrustType")) ?? "Unknown";
    const filtering = member(trust, "SidFilteringEnabled");
    const state = filtering === true ? "on" : filtering === false ? "off" : "unknown";
    observe(into, entry.place, subject, {
      property: `trust-type/${other.claims[0].value}`,
      value: `${type}:sid-filtering-${state}`,
    });
  }
}
