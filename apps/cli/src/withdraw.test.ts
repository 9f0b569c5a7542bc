/** Imports taken back from the terminal. */
import { join } from "node:path";
import { otherExamplePaths } from "@vallgrav/examples";
import type { Status } from "@vallgrav/platform/api";
import { expect, test } from "vitest";
import { runCli, temporaryFolder } from "./test/run-cli.ts";

test("[CL62] an import is taken back by the beginning of its id, and no other", async () => {
  const home = join(temporaryFolder(), "home");
  const [zones = "", rules = ""] = ["natzoner.csv", "leverantorer.csv"].map((name) =>
    otherExamplePaths().find((path) => path.endsWith(name)),
  );
  await runCli(home, ["import", zones]);
  const before = JSON.parse((await runCli(home, ["status", "--json"])).out) as Status;
  await runCli(home, ["import", rules]);
  const both = await runCli(home, ["status", "--json"]);
  const { evidence } = JSON.parse(both.out) as Status;
  const id = evidence.find(({ name }) => name === "leverantorer.csv")?.importId ?? "";
  const shown = await runCli(home, ["status"]);
  expect(shown.out).toContain(id.slice(0, 8));
  for (const wrong of ["", "x", id.slice(0, 5), `${id}0`].filter((word) => word !== "")) {
    const refused = await runCli(home, ["withdraw", wrong, "--json"]);
    expect([refused.code, JSON.parse(refused.out)]).toMatchObject([
      1,
      { problems: [{ code: "identify/no-such-import" }] },
    ]);
  }
  const done = await runCli(home, ["withdraw", id.slice(0, 8), "--json"]);
  expect([done.code, JSON.parse(done.out)]).toEqual([
    0,
    { importId: id, files: ["leverantorer.csv"], model: before.model, problems: [] },
  ]);
  const after = JSON.parse((await runCli(home, ["status", "--json"])).out) as Status;
  expect(after).toEqual(before);
}, 120_000);
