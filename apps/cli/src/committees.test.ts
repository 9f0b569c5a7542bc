/** `committees`: walls, registers and clocks from a terminal. */
import { openRooms } from "@vallgrav/server/rooms";
import { expect, test } from "vitest";
import { parseArguments } from "./arguments.ts";
import { runCli, temporaryFolder } from "./test/run-cli.ts";

const size = { outer: 1, inner: 1, seed: "x", budgetSek: 0 } as never;
const english = { VALLGRAV_LANG: "en" };

test("[CL480] committees show registers and walls, and walls are raised by name", async () => {
  const home = temporaryFolder();
  const none = await runCli(home, ["committees"], english);
  expect([none.code, none.out]).toEqual([0, expect.stringContaining("no committees or companies")]);
  const rooms = await openRooms({ home, work: false, size, log: () => {} });
  await rooms.units.add({ name: "Omsorgsnämnden", parent: null });
  await rooms.close();
  const raised = await runCli(home, [
    "committees",
    "wall",
    "omsorgsnämnden",
    "committee",
    "Vård och omsorg",
  ]);
  expect([raised.code, raised.out]).toEqual([0, "Omsorgsnämnden: nämnd med gräns\n"]);
  const shown = await runCli(home, ["committees", "--json"]);
  const [one] = JSON.parse(shown.out).registers;
  expect(one).toMatchObject({
    unit: { authority: "committee", also: ["Vård och omsorg"] },
    cases: [],
  });
  const csv = await runCli(home, ["committees", "--csv", "--unit", "Omsorgsnämnden"], english);
  expect(csv.out.split("\n")[0]).toMatch(/^controller,name,purpose,/);
  expect(csv.out).toContain("Omsorgsnämnden,Accounts of Vallgrav,");
  const nobody = await runCli(home, ["committees", "wall", "Ingen", "none"], english);
  expect([nobody.code, nobody.err]).toEqual([1, expect.stringContaining("accounts/unknown-unit")]);
  for (const wrong of [["wall"], ["wall", "a", "constructor"], ["list", "x"], ["raise", "a"]])
    expect(parseArguments(["committees", ...wrong])).toMatchObject({
      ok: false,
      problem: { code: "say" },
    });
});
