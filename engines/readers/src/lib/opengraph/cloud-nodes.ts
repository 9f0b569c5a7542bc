/** Nodes of the cloud directory as BloodHound names them. */
import type { Subject } from "@vallgrav/kernel";
import { observe } from "../gathering.ts";
import { roleSubject, upnOf } from "../entra/entra-subjects.ts";
import { member, objectOf, textOf } from "../json.ts";
import type { JsonObject } from "../json.ts";
import { subjectNamed } from "../naming.ts";
import { safeText } from "../safe-text.ts";
import { claimOf } from "../sharphound/references.ts";
import { reportSecrets } from "../sharphound/secrets.ts";
import { countRead } from "./graph-tally.ts";
import type { GraphTally } from "./graph-tally.ts";

type CloudKind = "account" | "app" | "domain" | "group" | "role";

const cloudKinds: ReadonlyMap<string, readonly [CloudKind, counted: string]> = new Map([
  ["AZGroup", ["group", "cloud-groups"]],
  ["AZManagedIdentity", ["app", "apps"]],
  ["AZRole", ["role", "roles"]],
  ["AZServicePrincipal", ["app", "apps"]],
  ["AZTenant", ["domain", "tenants"]],
  ["AZUser", ["account", "cloud-users"]],
]);

/** A role's id is that of its template, then the tenant's: `62E9…@1111…`. */
function roleOf(id: string): Subject | null {
  const [template = "", tenant = ""] = id.split("@", 2);
  const [one, other] = [claimOf(template), claimOf(tenant)];
  return one === null || other === null ? null : roleSubject(other.value, one.value);
}

function subjectOf(kind: CloudKind, id: string, properties: JsonObject): Subject | null {
  if (kind === "role") return roleOf(id);
  const own = claimOf(id);
  if (own === null) return null;
  const synced = claimOf(textOf(member(properties, "onpremid")) ?? "");
  if (kind === "group") return subjectNamed("group", [synced, own]);
  if (kind === "domain") return subjectNamed("domain", [own]);
  const upn = kind === "app" ? null : upnOf(textOf(member(properties, "userprincipalname")) ?? "");
  return subjectNamed("account", [synced, own, upn]);
}

/** Reads a node of the cloud directory; false where it is none that could be known again. */
export function readCloudNode(
  tally: GraphTally,
  given: { readonly node: JsonObject; readonly kinds: readonly string[]; readonly place: string },
): boolean {
  const { node, kinds, place } = given;
  const known = kinds.map((kind) => cloudKinds.get(kind)).find((one) => one !== undefined);
  const id = textOf(member(node, "id")) ?? "";
  const properties = objectOf(member(node, "properties")) ?? {};
  const subject = known === undefined ? null : subjectOf(known[0], id, properties);
  if (known === undefined || subject === null) return false;
  const { into } = tally;
  const [kind, counted] = known;
  tally.nodes.add(id, { subject, kinds, properties });
  countRead(tally, counted, subject.claims[0].value);
  reportSecrets(into, properties, `${place}/properties`);
  observe(into, place, subject, { is: "present" });
  const enabled = member(properties, "enabled");
  if (typeof enabled === "boolean")
    observe(into, `${place}/properties/enabled`, subject, { property: "enabled", value: enabled });
  if (kind === "app")
    observe(into, place, subject, { property: "account-type", value: "application" });
  // Names of persons are not kept.
  if (kind === "account") return true;
  const at = `${place}/properties/name`;
  const name = safeText(into, ["name", at], textOf(member(properties, "name")) ?? "");
  if (name !== "") observe(into, at, subject, { property: "name", value: name });
  return true;
}
