/** What stands around the directory: people, networks, platforms, and how links are known. */
import { findNode, generateGraph } from "@vallgrav/mal";
import { expect, test } from "vitest";
import { municipalInstance } from "./instance.ts";
import { linkStanding, linkStandings } from "./link-standing.ts";
import { modelId, peopleKindOf, personId, placeId } from "./places.ts";
import { nodeStanding } from "./standing.ts";
import {
  modelOf,
  municipalLanguage,
  named,
  smallTown,
  type Thing,
  type Things,
} from "./test/hand-made.ts";

const language = municipalLanguage();

function linksOf(things: Things): ReadonlySet<string> {
  const model = modelOf(things);
  const names = new Map<string, string>(model.assets.map(({ id, name }) => [id, name]));
  const { instance } = municipalInstance(model);
  return new Set(
    instance.links.map(({ from, field, to }) =>
      [names.get(from) ?? from, field, names.get(to) ?? to].join(" "),
    ),
  );
}

function system(says: NonNullable<Thing["says"]>, to: NonNullable<Thing["to"]> = []): Thing {
  return { kind: "system", claim: { space: "register", value: "S9" }, says, to };
}

test("[W17] people stand behind the accounts they sign in with, sorted by what they are in", () => {
  expect(peopleKindOf(["anv1", "ELEVER@X"])).toBe("pupils");
  expect(peopleKindOf(["ext-anna"])).toBe("consultants");
  expect(peopleKindOf(["x", "Leverantörer"])).toBe("consultants");
  expect(peopleKindOf(["förtroendevalda"])).toBe("elected");
  expect(peopleKindOf(["anv1", "SKOLA@X"])).toBe("employees");
  const links = linksOf(smallTown);
  const berit = named(modelOf(smallTown), "berit").id;
  expect(links.has(`people/employees members ${personId(berit)}`)).toBe(true);
  expect(links.has(`${personId(berit)} owns berit`)).toBe(true);
  expect(links.has(`mail recipients ${personId(berit)}`)).toBe(true);
  expect(modelId(personId(berit))).toBe(berit);
  // The help desk resets no administrator, and nobody stands behind a service.
  expect(links.has("help-desk helped berit")).toBe(true);
  expect(links.has("help-desk helped adam")).toBe(false);
  expect([...links].filter((link) => link.endsWith(" service") && link.includes("owns"))).toEqual(
    [],
  );
});

test("[W17] what others run is reached through them and through the tenant, not the directory", () => {
  const maker: Thing["to"] = [["supplied-by", "maker"]];
  const inCloud = linksOf({
    ...smallTown,
    learning: system({ hosting: "cloud", "sign-in": ["entra"] }, maker),
  });
  expect(inCloud.has("maker keptSystems learning")).toBe(true);
  expect(inCloud.has("maker systems learning")).toBe(false);
  expect(inCloud.has(`${placeId.tenant} cloudSystems learning`)).toBe(true);
  expect(inCloud.has("town systems learning")).toBe(false);
  const signedIn = linksOf({
    ...smallTown,
    learning: system({ hosting: "supplier", "sign-in": ["ad"] }, maker),
  });
  expect(signedIn.has("town systems learning")).toBe(true);
  const ours = linksOf({ ...smallTown, learning: system({ hosting: "internal" }, maker) });
  expect(ours.has("maker systems learning")).toBe(true);
  expect(ours.has("maker installedSystems learning")).toBe(true);
});

test("[W17] what controls water lies behind a wall; the pupils' network where there are pupils", () => {
  const water = linksOf({ ...smallTown, "styrsystem vatten": system({}) });
  expect(water.has(`${placeId.controlNetwork} controlsIn styrsystem vatten`)).toBe(true);
  const plain = linksOf(smallTown);
  expect([...plain].filter((link) => /control|pupils/.test(link))).toEqual([]);
  const school = linksOf({
    ...smallTown,
    register: {
      kind: "information",
      claim: { space: "register", value: "S9" },
      says: { population: ["pupils"] },
    },
  });
  expect(school.has(`people/pupils networks ${placeId.pupilNetwork}`)).toBe(true);
});

test("[W18] links are known as their relation is, as the domain that names them, or guessed", () => {
  const model = modelOf(smallTown);
  const municipal = municipalInstance(model);
  const generated = generateGraph(language, municipal.instance);
  if (!generated.ok) throw new Error(generated.problems[0]?.code);
  const { graph } = generated;
  const standings = linkStandings(municipal, graph);
  const at = (name: string, step: string): number => {
    const node = findNode(graph, named(model, name).id, step);
    return node === null ? -1 : (graph.assetOf[node] ?? -1);
  };
  const known = (a: number, b: number): number => linkStanding(standings, a, b);
  expect(known(at("berit", "act"), at("client", "admin"))).toBe(nodeStanding.observed);
  expect(known(at("client", "admin"), at("town", "compromise"))).toBe(nodeStanding.observed);
  expect(known(at("rented", "admin"), at("town", "compromise"))).toBe(nodeStanding.assumed);
  expect(known(at("network", "deny"), at("town", "compromise"))).toBe(nodeStanding.assumed);
  expect(known(at("berit", "act"), at("network", "deny"))).toBe(nodeStanding.none);
  // The same from either side.
  expect(known(at("town", "compromise"), at("rented", "admin"))).toBe(nodeStanding.assumed);
});
