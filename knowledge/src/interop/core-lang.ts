/**
 * The municipality in coreLang, the field's general attack language (org.mal-lang.coreLang 1.0.0):
 * which of our types and associations mean which of coreLang's, and a model made by that table.
 * coreLang has no word for directory rights beyond management, for policies, certificates,
 * suppliers and services; what has none is left out and counted.
 */
import { own } from "@vallgrav/kernel";
import type { InstanceAsset, InstanceLink, InstanceModel } from "@vallgrav/mal";
import { namedLinks, type Shared } from "./link-graph.ts";

/** Our type → coreLang's. Types left out have no counterpart. */
export const toCoreLang: Readonly<Record<string, string>> = {
  Account: "Identity",
  Backup: "Data",
  CertificateAuthority: "Application",
  Client: "Application",
  CloudSystem: "Application",
  Computer: "Application",
  ControlSystem: "Application",
  Domain: "Application",
  Filter: "ConnectionRule",
  Group: "Group",
  Hypervisor: "Application",
  Information: "Data",
  MailChannel: "Application",
  Network: "Network",
  Person: "User",
  PersonalAccount: "Identity",
  Premises: "PhysicalZone",
  RemoteAccess: "Application",
  System: "Application",
  Tenant: "Application",
};

/** coreLang's type → the type of ours that says least more than it does. */
export const fromCoreLang: Readonly<Record<string, string>> = {
  Application: "System",
  ConnectionRule: "Filter",
  Data: "Information",
  Group: "Group",
  Hardware: "Computer",
  Identity: "Account",
  Network: "Network",
  PhysicalZone: "Premises",
  User: "Person",
};

/** A field of coreLang that one of our links fills, and on which of its ends. */
type Rule = {
  /** Our association, read from its left to its right. */
  readonly association: string;
  /** coreLang's types of left and right. */
  readonly ends: readonly [left: string, right: string];
  readonly field: string;
  /** Which end holds the field. */
  readonly holder: "left" | "right";
  /** coreLang lets the other end stand in one such field only. */
  readonly isOnce?: true;
};

function rule(
  association: string,
  ends: Rule["ends"],
  [holder, field]: readonly [Rule["holder"], string],
): Rule {
  return { association, ends, field, holder };
}

const managing = ["Controls", "MayAddMember", "MayResetPassword", "MayWriteKey"] as const;
const principals = ["Identity", "Group"] as const;

const rules: readonly Rule[] = [
  rule("MemberOf", ["Identity", "Group"], ["right", "groupIds"]),
  rule("MemberOf", ["Group", "Group"], ["right", "childGroups"]),
  rule("Owns", ["User", "Identity"], ["left", "userIds"]),
  rule("In", ["Network", "Application"], ["left", "applications"]),
  { ...rule("RunsOn", ["Application", "Application"], ["right", "appExecutedApps"]), isOnce: true },
  rule("Holds", ["Application", "Data"], ["left", "containedData"]),
  rule("BackedUpBy", ["Data", "Application"], ["right", "containedData"]),
  rule("WayOut", ["Network", "ConnectionRule"], ["left", "netConnections"]),
  rule("WayTo", ["Network", "ConnectionRule"], ["left", "netConnections"]),
  rule("SocketsOf", ["PhysicalZone", "Network"], ["left", "networks"]),
  ...principals.flatMap((left) => [
    rule("LocalAdmin", [left, "Application"], ["left", "highPrivApps"]),
    rule("RemoteDesktop", [left, "Application"], ["left", "lowPrivApps"]),
    rule("Dominates", [left, "Application"], ["left", "highPrivApps"]),
    ...principals.flatMap((right) =>
      managing.map((association) => rule(association, [left, right], ["left", "managedIAMs"])),
    ),
  ]),
];

/** A model in coreLang, with how much of ours had no word there. */
export type CoreLangModel = {
  readonly model: InstanceModel;
  readonly leftOut: { readonly assets: number; readonly links: number };
};

/** Translates the instance. Linear. */
export function coreLangModel(shared: Shared): CoreLangModel {
  const types = new Map<string, string>();
  const assets: InstanceAsset[] = [];
  for (const { id, type, name } of shared.instance.assets) {
    const core = own(toCoreLang, type);
    if (core === undefined) continue;
    types.set(id, core);
    assets.push({ id, type: core, name, defences: {} });
  }
  const byKey = new Map(
    rules.map((one) => [[one.association, ...one.ends].join(" "), one] as const),
  );
  const links = new Map<string, InstanceLink>();
  const housed = new Set<string>();
  const ours = namedLinks(shared);
  let translated = 0;
  for (const { from, kind, to } of ours) {
    const found = byKey.get([kind, types.get(from) ?? "", types.get(to) ?? ""].join(" "));
    if (found === undefined) continue;
    const [holder, held] = found.holder === "left" ? [from, to] : [to, from];
    if (found.isOnce === true && housed.has(held)) continue;
    if (found.isOnce === true) housed.add(held);
    translated += 1;
    const link = { from: holder, field: found.field, to: held };
    links.set(Object.values(link).join("\u0000"), link);
  }
  return {
    model: { name: shared.instance.name, assets, links: [...links.values()] },
    leftOut: {
      assets: shared.instance.assets.length - assets.length,
      links: ours.length - translated,
    },
  };
}
