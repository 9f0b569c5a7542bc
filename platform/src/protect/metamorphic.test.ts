/**
 * What must follow from a change of the municipality's own files, whatever the figures are: thirty
 * and more pairs of towns, played on the same chance and held against each other run by run.
 */
import { expect, test } from "vitest";
import {
  ace,
  changed,
  directory,
  example,
  objectsOf,
  expectNoWorse,
  mostUsed,
  played,
  register,
  runsOf,
  type Town,
  withProperties,
  withRights,
} from "./test/town.ts";

const domain = "S-1-5-21-1000000001-2000000002-3000000003";
const domainAdmins = `${domain}-512`;
const serverAdmins = `${domain}-1102`;
const before = await played(example);
const figures = runsOf(before);

type Change = (town: Town) => Town;
type Row = readonly [what: string, change: Change];

function without(from: string, name: string): (value: unknown) => unknown {
  return (value) =>
    (value as Record<string, unknown>[]).filter((one) => !String(one[from]).endsWith(name));
}

/** The group without members whose ids end so. */
function withoutMember(group: string, member: string): Change {
  return directory(
    "groups",
    changed(
      (id) => id.endsWith(group),
      (thing) => ({
        ...thing,
        Members: without("ObjectIdentifier", member)(thing["Members"]),
      }),
    ),
  );
}

const account = mostUsed(before, "account");
const server = mostUsed(before, "computer");

const addTo = (kind: string, id: string, name: string): Change =>
  directory(kind, (objects) => {
    const [first] = objects;
    if (first === undefined) throw new Error(`the example has ${kind}`);
    const added = withProperties({ name })({ ...first, ObjectIdentifier: id, Aces: [] });
    return [...objects, { ...added, Members: [], Links: [], ChildObjects: [] }];
  });

const nothing: readonly Row[] = [
  ["a file comes twice", (town) => [...town, ...town.slice(0, 1)]],
  ["the files come in another order", (town) => town.toReversed()],
  [
    "the register's columns stand in another order",
    register(
      (row) => row,
      (all) => all.toReversed(),
    ),
  ],
  [
    "the register's rows stand in another order",
    (town) =>
      town.map((file) => {
        if (!file.name.includes("systemregister")) return file;
        const [first = "", ...rows] = new TextDecoder().decode(file.bytes).trim().split(/\r?\n/);
        const turned = [first, ...rows.toReversed(), ""].join("\r\n");
        return { ...file, bytes: new TextEncoder().encode(turned) };
      }),
  ],
  [
    "the systems are renamed",
    register((row) => ({ ...row, Systemnamn: `Nytt ${row["Systemnamn"]}` })),
  ],
  [
    "groups of one's own are renamed",
    directory(
      "groups",
      changed(
        (id) => Number(id.split("-").at(-1)) >= 1_000,
        (thing) =>
          withProperties({
            name: `NY-${String(thing["ObjectIdentifier"]).slice(-4)}@KOMMUN.EXAMPLE.SE`,
          })(thing),
      ),
    ),
  ],
  [
    "organisational units are renamed",
    directory("ous", (all) =>
      all.map((thing, at) => withProperties({ name: `ENHET${at}@KOMMUN.EXAMPLE.SE` })(thing)),
    ),
  ],
  [
    "every account says something nobody reads",
    directory("users", (all) => all.map(withProperties({ favouritecolour: "blå" }))),
  ],
  [
    "a group is added that is empty and may nothing",
    addTo("groups", `${domain}-9901`, "TOM@KOMMUN.EXAMPLE.SE"),
  ],
  [
    "a unit is added that holds nothing",
    addTo("ous", "0000000A-0000-4000-8000-000000000001", "TOM@KOMMUN.EXAMPLE.SE"),
  ],
  [
    "a policy is added that rules nothing",
    addTo("gpos", "0000000B-0000-4000-8000-000000000001", "TOM@KOMMUN.EXAMPLE.SE"),
  ],
  [
    "a template is added that nobody publishes or may use",
    addTo("certtemplates", "0000000C-0000-4000-8000-000000000001", "TOM@KOMMUN.EXAMPLE.SE"),
  ],
  [
    "a right is listed once more, as inherited",
    directory(
      "computers",
      changed(
        (id) => id === server,
        withRights((rights) => [
          ...rights,
          ...rights.map((right) => ({ ...right, IsInherited: true })),
        ]),
      ),
    ),
  ],
  [
    "a right is given to who owns the object already",
    directory("computers", (all) =>
      all.map(withRights((rights) => [...rights, ace(domainAdmins, "WriteOwner")])),
    ),
  ],
];

test.each(nothing)("[PR222] no figure changes where %s", async (_what, change) => {
  const after = await played(change(example));
  expect(runsOf(after)).toEqual(figures);
  expect(after.columns.outcome).toEqual(before.columns.outcome);
});

/** Takes something from the attacker; where a thing is named, ways that do not cross it stay. */
const taken: readonly (readonly [what: string, change: Change, through: string | null])[] = [
  [
    "an account is disabled",
    directory(
      "users",
      changed((id) => id === account, withProperties({ enabled: false })),
    ),
    account,
  ],
  [
    "an account is gone from its groups",
    (town) =>
      objectsOf(town, "groups").reduce<Town>(
        (left, group) => withoutMember(String(group["ObjectIdentifier"]), account)(left),
        town,
      ),
    null,
  ],
  [
    "the right that ways go over is taken away",
    directory("users", (all) =>
      all.map(
        withRights((rights) =>
          rights.filter((right) => right["RightName"] !== "ForceChangePassword"),
        ),
      ),
    ),
    "passwordReset",
  ],
  [
    "nobody may add themselves to the server administrators",
    directory(
      "groups",
      changed(
        (id) => id === serverAdmins,
        withRights((rights) => rights.filter((right) => right["RightName"] !== "AddMember")),
      ),
    ),
    "memberAdded",
  ],
  [
    "every session is closed",
    directory("computers", (all) =>
      all.map((thing) => ({
        ...thing,
        Sessions: { Results: [], Collected: true, FailureReason: null },
      })),
    ),
    null,
  ],
  [
    "only the domain's administrators administer computers",
    directory("computers", (all) => all.map((thing) => ({ ...thing, LocalGroups: [] }))),
    null,
  ],
  [
    "service accounts are disabled",
    directory("users", (all) =>
      all.map((thing) =>
        (thing["Properties"] as Record<string, unknown>)["hasspn"] === true
          ? withProperties({ enabled: false })(thing)
          : thing,
      ),
    ),
    null,
  ],
  [
    "every second administrator of the domain is none any more",
    directory(
      "groups",
      changed(
        (id) => id === domainAdmins,
        (thing) => ({
          ...thing,
          Members: (thing["Members"] as unknown[]).filter((_, at) => at % 2 === 0),
        }),
      ),
    ),
    null,
  ],
  [
    "every computer has a password of its own",
    directory("computers", (all) => all.map(withProperties({ haslaps: true }))),
    null,
  ],
  [
    "unsupported systems are replaced",
    directory("computers", (all) =>
      all.map((thing) =>
        String((thing["Properties"] as Record<string, unknown>)["operatingsystem"]).includes("2012")
          ? withProperties({ operatingsystem: "Windows Server 2022 Standard" })(thing)
          : thing,
      ),
    ),
    null,
  ],
  [
    "every copy lies offline",
    register((row) => ({
      ...row,
      Säkerhetskopia: row["Säkerhetskopia"] === "domän" ? "offline" : (row["Säkerhetskopia"] ?? ""),
    })),
    null,
  ],
  [
    "every copy is restored in half the time",
    register((row) => ({
      ...row,
      "Återläsningstid (timmar)": String(Number(row["Återläsningstid (timmar)"]) / 2),
    })),
    null,
  ],
  [
    "reserve routines cover more",
    register((row) =>
      row["Reservrutin (procent)"] === "" ? row : { ...row, "Reservrutin (procent)": "95" },
    ),
    null,
  ],
  [
    "systems have a sign-in of their own",
    register((row) => ({ ...row, Inloggning: "SITHS" })),
    null,
  ],
  [
    "fewer persons stand in the systems",
    register((row) => ({ ...row, "Antal personer": row["Antal personer"] === "" ? "" : "10" })),
    null,
  ],
  ["systems lean on no others", register((row) => ({ ...row, Beroenden: "" })), null],
];

test.each(taken)("[PR223] no run is worse where %s", async (_what, change, through) => {
  const after = await played(change(example));
  expectNoWorse(after, before);
  if (through === null) return;
  for (const [run, way] of before.ways.entries())
    if (way?.includes(through) === false) expect(after.ways[run]).toBe(way);
});

test("[PR222] [PR223] the changes of this file are as many as they are said to be", () => {
  process.stdout.write(
    `metamorphic: ${nothing.length} changes move nothing, ${taken.length} make no run worse\n`,
  );
  expect(nothing.length + taken.length).toBeGreaterThanOrEqual(20);
});
