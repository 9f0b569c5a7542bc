/** More of what must follow from a change of files: more for the attacker, answers, and targets. */
import { expect, test } from "vitest";
import {
  ace,
  changed,
  directory,
  example,
  expectNoWorse,
  mostUsed,
  played,
  playedUnder,
  register,
  runsOf,
  type Town,
  withProperties,
  withRights,
} from "./test/town.ts";

const domain = "S-1-5-21-1000000001-2000000002-3000000003";
const domainUsers = `${domain}-513`;
const before = await played(example);
const figures = runsOf(before);
const account = mostUsed(before, "account");

type Change = (town: Town) => Town;

const given: readonly (readonly [what: string, change: Change])[] = [
  [
    "everybody may write every server",
    directory("computers", (all) =>
      all.map(withRights((rights) => [...rights, ace(domainUsers, "GenericAll")])),
    ),
  ],
  [
    "an account becomes administrator of the domain",
    directory(
      "groups",
      changed(
        (id) => id === `${domain}-512`,
        (thing) => ({
          ...thing,
          Members: [
            ...(thing["Members"] as unknown[]),
            { ObjectIdentifier: account, ObjectType: "User" },
          ],
        }),
      ),
    ),
  ],
  [
    "everybody administers every computer",
    directory("computers", (all) =>
      all.map((thing) => ({
        ...thing,
        LocalGroups: [
          {
            ObjectIdentifier: "KOMMUN.EXAMPLE.SE-S-1-5-32-544",
            Name: "IGNOREME",
            Results: [{ ObjectIdentifier: domainUsers, ObjectType: "Group" }],
            LocalNames: [],
            Collected: true,
            FailureReason: null,
          },
        ],
      })),
    ),
  ],
  [
    "everybody may replicate the directory",
    directory("domains", (all) =>
      all.map(
        withRights((rights) => [
          ...rights,
          ace(domainUsers, "GetChanges"),
          ace(domainUsers, "GetChangesAll"),
        ]),
      ),
    ),
  ],
];

test.each(given)("[PR224] no run is better where %s", async (_what, change) => {
  expectNoWorse(before, await played(change(example)));
});

/** The example, and what somebody answered to one of the twelve questions. */
function answered(id: string, value: boolean): Town {
  const document = { vallgravAnswers: 1, answeredAt: "2026-11-01", answers: { [id]: value } };
  const bytes = new TextEncoder().encode(JSON.stringify(document));
  return [...example, { name: "svar.json", bytes }];
}

test.each([
  ["divided-network", "the network is divided"],
  ["patched-in-a-month", "software is patched within a month"],
  ["second-factor", "a second factor is asked for"],
  ["backup-out-of-reach", "copies lie out of reach"],
])("[PR223] no run is worse where it is said that %s than where it is not", async (id) => {
  expectNoWorse(await played(answered(id, true)), await played(answered(id, false)));
});

test("[PR223] persons double where each system holds twice as many", async () => {
  const twice = register((row) => {
    const persons = row["Antal personer"] ?? "";
    return { ...row, "Antal personer": persons === "" ? "" : String(2 * Number(persons)) };
  });
  // Doubling must make no further objective vital: the rule counts from 500 persons.
  const secret = register((row) => ({ ...row, Konfidentialitet: "3" }));
  const [once, doubled] = [await played(secret(example)), await played(twice(secret(example)))];
  expect(doubled.columns.first).toEqual(once.columns.first);
  expect(doubled.columns.hours).toEqual(once.columns.hours);
  expect(once.columns.persons.some((persons) => persons > 0)).toBe(true);
  for (const [run, persons] of once.columns.persons.entries())
    expect(doubled.columns.persons[run]).toBeCloseTo(2 * persons, 6);
});

const noCopies: Change = register((row) => ({ ...row, Säkerhetskopia: "ingen" }));

/** A measure, and a change after which there is nothing it could act on. */
const targets: readonly (readonly [measure: string, what: string, change: Change])[] = [
  [
    "service-passwords",
    "no account with a service's name",
    directory("users", (all) =>
      all.map(withProperties({ hasspn: false, serviceprincipalnames: [] })),
    ),
  ],
  ["immutable-copies", "no copy", noCopies],
  ["weekly-disk", "no copy", noCopies],
  ["backup-accounts", "no copy", noCopies],
  [
    "supplier-operation",
    "no system run by a supplier",
    register((row) => ({ ...row, Drift: "egen drift", Leverantör: "" })),
  ],
];

test.each(targets)(
  "[PR225] %s changes nothing where there is %s",
  async (measure, _what, change) => {
    expect(runsOf(playedUnder(before, [measure]))).not.toEqual(figures);
    const bare = await played(change(example));
    expect(runsOf(playedUnder(bare, [measure]))).toEqual(runsOf(bare));
  },
);

test("[PR224] [PR225] the changes of this file are as many as they are said to be", () => {
  process.stdout.write(
    `metamorphic: ${given.length} changes make no run better, ${targets.length} take a target\n`,
  );
  expect(given.length + targets.length).toBeGreaterThanOrEqual(8);
});
