/**
 * What an answer holds that may be secret. All of a kind is marked, from the moment there is any:
 * nothing has to be remembered when something is made, and nothing exists unmarked for a while.
 * Whether it is secret is decided when somebody asks for it: `govern/release-routes.ts`.
 */
import type { MaterialId } from "@vallgrav/knowledge";
import type { Right } from "@vallgrav/platform/api";
import type { Route } from "./route.ts";

/** The header that says so, for programs that fetch and keep. */
export const secrecyHeader = "vallgrav-secrecy";

/** By right; null: nothing of systems, weaknesses or incidents is told there. */
const materialBy: Readonly<Record<Right, MaterialId | null>> = {
  "model/view": "model",
  "model/change": "model",
  "position/view": "analyses",
  "ways/view": "ways",
  "jobs/view": "model",
  "audit/view": "logs",
  "units/view": null,
  "units/change": null,
  "walls/change": null,
  "registers/view": "incidents",
  "registers/change": "incidents",
  "releases/view": "registers",
  "releases/change": "registers",
  "accounts/view": null,
  "accounts/change": null,
  "accounts/provision": null,
  "access/view": null,
  "access/change": null,
  "alerts/view": "alerts",
  "alerts/change": "alerts",
  "clearances/change": "model",
  "opinions/change": "registers",
  "watch/view": "alerts",
  "watch/change": "alerts",
};

/** Paths that tell of something else than their right does. */
const otherPaths: readonly (readonly [RegExp, MaterialId])[] = [
  // The right to the ways opens findings.
  [/^\/findings?(?:\/|$)/, "weaknesses"],
  // Where the map itself lies.
  [/^\/place$/, "model"],
];

/** The kind of material that a route answers with; null: none that may be secret. */
export function materialOf({ rule, path }: Pick<Route, "path" | "rule">): MaterialId | null {
  if (rule.kind !== "right") return null;
  const other = otherPaths.find(([form]) => form.test(path));
  return other === undefined ? materialBy[rule.right] : other[1];
}

/** The header's value. */
export function secrecyMark(material: MaterialId): string {
  return `possible; material=${material}`;
}
