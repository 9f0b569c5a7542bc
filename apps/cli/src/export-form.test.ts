/** Forms for other tools, written by the program itself. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { runCli, temporaryFolder } from "./test/run-cli.ts";

const small = ["--outer", "2", "--inner", "2"];

type Told = { readonly form: string; readonly assets: number; readonly ways: number };

test("[CL32] each form is one new file with every asset; one that is there is kept", async () => {
  const home = temporaryFolder();
  const place = temporaryFolder();
  expect((await runCli(home, ["example", "load"])).code).toBe(0);
  const told: Told[] = [];
  for (const form of ["opengraph", "navigator", "navigator-ics", "graphml"]) {
    const run = await runCli(home, ["export", form, join(place, form), "--json", ...small]);
    expect([form, run.code]).toEqual([form, 0]);
    told.push(JSON.parse(run.out) as Told);
  }
  const [{ assets, ways } = { assets: 0, ways: 0 }] = told;
  expect([assets > 500, ways > 0]).toEqual([true, true]);
  expect(told.every((one) => one.assets === assets && one.ways === ways)).toBe(true);
  const text = (form: string): string => readFileSync(join(place, form), "utf8");
  const open = JSON.parse(text("opengraph")) as { graph: { nodes: unknown[]; edges: unknown[] } };
  expect(open.graph.nodes.length).toBe(assets);
  expect(text("graphml").match(/<node /g)?.length).toBe(assets);
  expect(text("graphml").match(/<edge /g)?.length).toBe(open.graph.edges.length);
  const layer = JSON.parse(text("navigator")) as { techniques: { techniqueID: string }[] };
  expect(layer.techniques.length).toBeGreaterThan(3);
  const before = text("graphml");
  const again = await runCli(home, ["export", "graphml", join(place, "graphml"), ...small], {
    VALLGRAV_LANG: "en",
  });
  expect(again.code).toBe(3);
  expect(again.err).toContain("the file exists already");
  expect(text("graphml")).toBe(before);
}, 120_000);
