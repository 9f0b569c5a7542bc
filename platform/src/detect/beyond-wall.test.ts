/** An alert that is about things of two committees, as one of them sees it. */
import { expect, test } from "vitest";
import type { AlertBody, AlertSubject } from "../api/index.ts";
import type { AlertRecord } from "../storage/index.ts";
import { seenRecord } from "./beyond-wall.ts";
import type { SubjectFinder } from "./subjects.ts";

const nobody: AlertSubject = { host: null, account: null, address: null };
const things: ReadonlyMap<string, string> = new Map([
  ["srv-omsorg01.kommun.example.se", "ours"],
  ["srv-skola07.kommun.example.se", "theirs"],
  ["KOMMUN\\rektor-skola", "theirs"],
  ["192.0.2.44", "nobody's"],
]);
const find: SubjectFinder = (subject) =>
  Object.values(subject).flatMap((name) => {
    const id = name === null ? undefined : things.get(name);
    return id === undefined ? [] : [{ id, kind: "computer", name: id }];
  });
const sees = (id: string): boolean => id === "ours";

function alert(body: Partial<AlertBody>, change: Partial<AlertRecord> = {}): AlertRecord {
  const at = "2026-11-24T00:00:00.000Z" as AlertRecord["firstAt"];
  const fields = { hosts: "srv-omsorg01; srv-skola07", Computer: "SRV-SKOLA07" };
  return {
    id: "a",
    key: "k",
    rule: "Defender: Lateral movement",
    title: "Lateral movement",
    level: "high",
    techniques: [],
    state: "new",
    firstAt: at,
    lastAt: at,
    receivedAt: at,
    count: 1,
    body: {
      subject: { ...nobody, host: "srv-omsorg01.kommun.example.se" },
      description: "",
      falsePositives: [],
      events: [
        {
          at,
          source: "s",
          line: 1,
          matched: [{ field: "Computer", values: ["SRV-SKOLA07"] }],
          fields,
          text: "from SRV-SKOLA07",
        },
      ],
      ...body,
    },
    note: "",
    changedBy: null,
    changedAt: null,
    ...change,
  };
}

test("[WL800] of an alert about others' things too, nothing is told of those", () => {
  const shared = alert(
    {
      subject: {
        host: "srv-omsorg01.kommun.example.se",
        account: "KOMMUN\\rektor-skola",
        address: "192.0.2.44",
      },
      others: [
        { ...nobody, host: "srv-skola07.kommun.example.se" },
        { ...nobody, address: "198.51.100.9" },
      ],
      description: "Srv-Skola07 was reached by Rektor-Skola from 192.0.2.44.",
    },
    { title: "Movement to SRV-SKOLA07", note: "Asked at srv-skola07.kommun.example.se" },
  );
  const seen = seenRecord(shared, find, sees);
  const told = JSON.stringify(seen);
  for (const name of ["skola07", "SKOLA07", "rektor", "192.0.2.44"])
    expect([name, told.toLowerCase().includes(name.toLowerCase())]).toEqual([name, false]);
  expect(seen.body.subject).toEqual({ ...nobody, host: "srv-omsorg01.kommun.example.se" });
  // What nobody is known by is no thing of another's: where the attacker came from.
  expect(seen.body.others).toEqual([{ ...nobody, address: "198.51.100.9" }]);
  expect([seen.title, seen.note]).toEqual(["Movement to …", "Asked at …"]);
  expect(seen.body.description).toBe("… was reached by … from ….");
  expect([seen.id, seen.level, seen.body.events.length]).toEqual(["a", "high", 1]);
});

test("[WL800] one that is about one's own alone is told whole", () => {
  const own = alert({ others: [{ ...nobody, address: "198.51.100.9" }] });
  expect(seenRecord(own, find, sees)).toBe(own);
});

test("[WL800] a text whose letters change their number is taken out whole", () => {
  const other = { ...nobody, host: "srv-skola07.kommun.example.se" };
  const odd = alert({ others: [other], description: "İ srv-skola07" });
  expect(seenRecord(odd, find, sees).body.description).toBe("…");
});
