/** From models made by hand to instances of the language, what is vital, and who is selected. */
import type { Model } from "@vallgrav/facts";
import { compareText, type RelationKind } from "@vallgrav/kernel";
import { type AttackGraph, checkModel, findNode, generateGraph, nodeKind } from "@vallgrav/mal";
import fc from "fast-check";
import { expect, test } from "vitest";
import { consequencesOf, isVitalAlter, isVitalRead } from "./consequences.ts";
import { municipalInstance } from "./instance.ts";
import { selectorContext, selectorCount } from "./selectors.ts";
import { modelOf, municipalLanguage, named, smallTown, type Things } from "./test/hand-made.ts";

const language = municipalLanguage();

function graphOf(model: Model): AttackGraph {
  const generated = generateGraph(language, municipalInstance(model).instance);
  if (!generated.ok) throw new Error(generated.problems[0]?.code);
  return generated.graph;
}

/** Every node that follows from one step, with every defence open; requirements as they are. */
function reachedFrom(graph: AttackGraph, start: number): ReadonlySet<number> {
  const reached = new Set([start]);
  for (let changed = true; changed;) {
    changed = false;
    for (let node = 0; node < graph.nodeCount; node += 1) {
      const kind = graph.kinds[node];
      if (reached.has(node) || (kind !== nodeKind.or && kind !== nodeKind.and)) continue;
      const parents = [
        ...graph.parents.subarray(graph.parentOffsets[node], graph.parentOffsets[node + 1]),
      ];
      const steps = parents.filter((parent) => (graph.kinds[parent] ?? 0) <= nodeKind.and);
      const isMet = parents.every(
        (parent) => graph.kinds[parent] !== nodeKind.exist || graph.existence[parent] === 1,
      );
      const follows =
        kind === nodeKind.and
          ? steps.length > 0 && isMet && steps.every((parent) => reached.has(parent))
          : steps.some((parent) => reached.has(parent));
      if (!follows) continue;
      reached.add(node);
      changed = true;
    }
  }
  return reached;
}

/** Whether a step of one thing leads to a step of another. */
function leads(things: Things, from: readonly [string, string], to: readonly [string, string]) {
  const model = modelOf(things);
  const graph = graphOf(model);
  const node = ([name, step]: readonly [string, string]): number => {
    const found = findNode(graph, named(model, name).id, step);
    if (found === null) throw new Error(`${name} has no step ${step}`);
    return found;
  };
  return reachedFrom(graph, node(from)).has(node(to));
}

test("[W7] the instance is the same whatever the order of the model's lists", () => {
  // The system's hosts lie in two domains: all of them count, not the first.
  const school = "skola.example.se";
  const model = modelOf({
    ...smallTown,
    school: {
      kind: "domain",
      claim: { space: "sid", value: "S-1-5-21-7-8-9" },
      says: { domain: school },
    },
    board: {
      kind: "computer",
      claim: { space: "sid", value: "S-1-5-21-7-8-9-1000" },
      says: { domain: school },
    },
    care: {
      ...smallTown["care"],
      kind: "system",
      claim: { space: "register", value: "S1" },
      to: [...(smallTown["care"]?.to ?? []), ["runs-on", "board"]],
    },
  });
  const { instance, assumed } = municipalInstance(model);
  const order = fc.shuffledSubarray([...model.assets.keys()], { minLength: model.assets.length });
  const mixed = fc.shuffledSubarray([...model.relations.keys()], {
    minLength: model.relations.length,
  });
  fc.assert(
    fc.property(order, mixed, (assets, relations) => {
      const shuffled: Model = {
        ...model,
        assets: assets.flatMap((at) => model.assets[at] ?? []),
        relations: relations.flatMap((at) => model.relations[at] ?? []),
      };
      const again = municipalInstance(shuffled);
      expect(again.instance).toEqual(instance);
      expect(again.assumed).toEqual(assumed);
    }),
    { numRuns: 30 },
  );
  const reaches = instance.links.filter(({ to, field }) => field === "backups" && to === tape);
  expect(reaches.map(({ from }) => from)).toEqual(
    ["board", "care", "school", "server", "town"].map((name) => named(model, name).id).sort(),
  );
});

const tape = named(modelOf(smallTown), "tape").id;

test("[W7] assets and links are sorted, none twice, and fit the language", () => {
  const { instance } = municipalInstance(modelOf(smallTown));
  const ids = instance.assets.map(({ id }) => id);
  expect(ids).toEqual([...new Set(ids)].sort(compareText));
  const links = instance.links.map(({ from, field, to }) => `${from}\u0000${field}\u0000${to}`);
  expect(links).toEqual([...new Set(links)].sort(compareText));
  expect(links.length).toBeGreaterThan(40);
  const problems = checkModel(language, instance);
  expect(problems.filter(({ severity }) => severity === "error")).toEqual([]);
});

test("[W7] what is assumed is counted", () => {
  // `rented` hosts a system but is in no domain; three systems have no host in one.
  expect(municipalInstance(modelOf(smallTown)).assumed).toEqual({
    "host-in-home-domain": 1,
    // The gateway and the platform; the register has no pupils and nothing that controls.
    place: 2,
    "system-in-home-domain": 3,
  });
});

test("[W8] denying is vital through everything a vital service's systems depend on", () => {
  const model = modelOf(smallTown);
  const { vitalSystems } = consequencesOf(municipalInstance(model).look);
  expect([...vitalSystems].sort()).toEqual(
    ["care", "sign-in", "network"].map((name) => named(model, name).id).sort(),
  );
});

test("[W8] a circle of systems that depend on each other is vital as a whole", () => {
  const register = (value: string) => ({ space: "register", value }) as const;
  const model = modelOf({
    a: {
      kind: "system",
      claim: register("A"),
      to: [
        ["depends-on", "b"],
        ["supports", "s"],
      ],
    },
    b: { kind: "system", claim: register("B"), to: [["depends-on", "a"]] },
    c: { kind: "system", claim: register("C"), to: [["depends-on", "a"]] },
    s: { kind: "service", claim: register("s") },
  });
  const { vitalSystems } = consequencesOf(municipalInstance(model).look);
  expect([...vitalSystems].sort()).toEqual(["a", "b"].map((name) => named(model, name).id));
});

test("[W8] reading is vital from class 3 or 500 persons on, altering from class 3 on", () => {
  const cases = [
    [{ persons: 1, confidentiality: 3 }, true, false],
    [{ persons: 499, confidentiality: 2 }, false, false],
    [{ persons: 500, confidentiality: 0 }, true, false],
    [{ confidentiality: 3 }, true, false],
    [{ persons: 10, integrity: 3 }, false, true],
    [{ persons: 10, integrity: 2 }, false, false],
  ] as const;
  for (const [says, read, alter] of cases) {
    const model = modelOf({
      system: {
        kind: "system",
        claim: { space: "register", value: "S" },
        to: [["holds", "set"]],
      },
      set: { kind: "information", claim: { space: "register", value: "S" }, says },
    });
    const [system] = consequencesOf(municipalInstance(model).look).systems;
    if (system === undefined) throw new Error("the system is in the register");
    expect([says, isVitalRead(system), isVitalAlter(system)]).toEqual([says, read, alter]);
  }
});

test("[W12] an administrator's session on a server leads from there to the whole domain", () => {
  const { adam } = smallTown;
  if (adam === undefined) throw new Error("the town has an administrator");
  const signedOut: Things = { ...smallTown, adam: { ...adam, to: [["member-of", "admins"]] } };
  // The authority's host and the domain's passwords would be ways of their own.
  const only = (things: Things): Things =>
    Object.fromEntries(Object.entries(things).filter(([name]) => name !== "authority"));
  expect(leads(only(smallTown), ["server", "admin"], ["town", "compromise"])).toBe(true);
  expect(leads(only(signedOut), ["server", "admin"], ["town", "compromise"])).toBe(false);
  expect(leads(smallTown, ["town", "compromise"], ["care", "deny"])).toBe(true);
});

test("[W12] a computer that no directory lists and nothing runs on leads nowhere", () => {
  const model = modelOf(smallTown);
  const { instance } = municipalInstance(model);
  const { id } = named(model, "alone");
  expect(instance.links.filter(({ from, to }) => from === id || to === id)).toEqual([]);
  const graph = graphOf(model);
  const start = findNode(graph, id, "admin") ?? -1;
  expect(graph.kinds[start]).toBe(nodeKind.or);
  const elsewhere = [...reachedFrom(graph, start)].filter(
    (node) => graph.assets[graph.assetOf[node] ?? 0] !== id,
  );
  expect(elsewhere).toEqual([]);
});

/** The town, and what berit and the service may do besides. */
function townWith(
  rights: Readonly<Record<string, readonly (readonly [RelationKind, string])[]>>,
): Things {
  const added = Object.entries(rights).map(([name, to]) => {
    const thing = smallTown[name];
    if (thing === undefined) throw new Error(`nothing is called ${name}`);
    return [name, { ...thing, to: [...(thing.to ?? []), ...to] }] as const;
  });
  return { ...smallTown, ...Object.fromEntries(added) };
}

test("[W15] replication needs both halves, whoever in the attacker's hands holds them", () => {
  const start = ["berit", "act"] as const;
  const end = ["town", "replicated"] as const;
  const half = townWith({ berit: [["right/GetChanges", "town"]] });
  expect(leads(half, start, end)).toBe(false);
  const both = townWith({
    berit: [["right/GetChanges", "town"]],
    service: [["right/GetChangesAll", "town"]],
  });
  expect(leads(both, start, end)).toBe(true);
  const part = townWith({
    berit: [
      ["right/GetChanges", "town"],
      ["right/GetChangesInFilteredSet", "town"],
    ],
  });
  expect(leads(part, start, ["server", "localPasswordRead"])).toBe(true);
  expect(leads(part, start, end)).toBe(false);
});

test("[W15] a template is misused only where an authority takes the attacker's requests", () => {
  const start = ["berit", "act"] as const;
  const end = ["template", "misused"] as const;
  const enrols = townWith({ berit: [["right/Enroll", "template"]] });
  expect(leads(enrols, start, end)).toBe(true);
  // Computers and service accounts would be ways of their own.
  const few = new Set(["town", "berit", "template", "authority"]);
  const only = (things: Things): Things =>
    Object.fromEntries(
      Object.entries(things).flatMap(([name, thing]) =>
        few.has(name)
          ? [[name, { ...thing, to: thing.to?.filter(([, to]) => few.has(to)) ?? [] }]]
          : [],
      ),
    );
  expect(leads(only(enrols), start, end)).toBe(true);
  // Once somebody is listed as allowed to ask, the others are not.
  const limited: Things = {
    ...enrols,
    outsider: {
      kind: "account",
      claim: { space: "sid", value: "S-1-5-21-7-8-9-1001" },
      to: [["right/Enroll", "authority"]],
    },
  };
  few.add("outsider");
  expect(leads(only(limited), start, end)).toBe(false);
  const officer = townWith({ berit: [["right/ManageCertificates", "authority"]] });
  expect(leads(officer, start, ["template", "approvalGiven"])).toBe(true);
});

test("[W1216] an authority's list on which nobody may ask is not one that nobody has read", () => {
  const end = ["authority", "openToAttacker"] as const;
  const asks = (right: RelationKind): boolean => {
    const things: Things = {
      ...smallTown,
      outsider: {
        kind: "account",
        claim: { space: "sid", value: "S-1-5-21-7-8-9-1001" },
        to: [[right, "authority"]],
      },
    };
    return leads(things, ["berit", "act"], end);
  };
  expect(leads(smallTown, ["berit", "act"], end)).toBe(true);
  for (const right of ["Enroll", "ManageCA", "ManageCertificates"] as const)
    expect([right, asks(`right/${right}`)]).toEqual([right, false]);
  // Rights over its object in the directory say nothing of that list.
  for (const right of ["Owns", "WriteDacl", "GenericAll"] as const)
    expect([right, asks(`right/${right}`)]).toEqual([right, true]);
});

test("[W15] an authority of one's own needs both lists of trust", () => {
  const store = (kind: string, value: string): Things[string] => ({
    kind: "certificate-store",
    claim: { space: "guid", value },
    says: { domain: "kommun.example.se", store: kind },
  });
  const stores = (rights: readonly (readonly [RelationKind, string])[]): Things => ({
    ...townWith({ berit: rights }),
    ntauth: store("ntauth", "B1"),
    root: store("root", "B2"),
  });
  const end = ["town", "ownAuthorityTrusted"] as const;
  const one = stores([["right/WriteDacl", "ntauth"]]);
  expect(leads(one, ["berit", "act"], end)).toBe(false);
  const both = stores([
    ["right/WriteDacl", "ntauth"],
    ["right/Owns", "root"],
  ]);
  expect(leads(both, ["berit", "act"], end)).toBe(true);
});

test("[W13] selectors pick what they say", () => {
  const model = modelOf(smallTown);
  const municipal = municipalInstance(model);
  const systems = consequencesOf(municipal.look).vitalSystems;
  const context = selectorContext(municipal, { systems, backups: new Set([tape]) });
  const names = (set: ReadonlySet<string>): string[] =>
    model.assets.flatMap(({ id, name }) => (set.has(id) ? [name] : [])).sort();
  expect(
    Object.fromEntries(Object.entries(context).map(([selector, set]) => [selector, names(set)])),
  ).toEqual({
    clients: ["alone", "client"],
    "control-systems": [],
    "control-walls": [],
    "pupil-walls": [],
    suppliers: ["maker"],
    people: ["adam", "berit"],
    privileged: ["adam"],
    "service-accounts": ["service"],
    servers: ["rented", "server"],
    "vital-systems": ["care", "network", "sign-in"],
    "vital-backups": ["tape"],
  });
  expect(selectorCount("people", context)).toBe(2);
  expect(selectorCount("all", context)).toBe(0);
});
