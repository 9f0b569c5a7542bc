/** A plan told while another is waited for. */
import type { EarlyPlan, Position } from "@vallgrav/platform/api";
import { expect, test } from "vitest";
import { speakerOf } from "./speaker.ts";
import { tellEarly } from "./tell-early.ts";

const early = { costSek: 560_000, runs: 4, ofRuns: 100, gap: 0.381, measures: [{}, {}] };

test("[CL1050] each plan so far is told once, and none when the wait is over", async () => {
  let position = { state: "computing", job: {} } as unknown as Position;
  const said: string[] = [];
  const terminal = { env: {}, out: () => {}, err: (text: string) => said.push(text) };
  const speaker = speakerOf({ ...terminal, isWatched: false }, "sv");
  const after = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
  const end = tellEarly({ protect: { position: async () => position } }, speaker, 5);
  const tell = (of: object): void => {
    position = { ...position, early: of as EarlyPlan } as Position;
  };
  await after(30);
  expect(said).toEqual([]);
  tell(early);
  await after(60);
  expect(said.length).toBe(1);
  expect(said[0]).toMatch(/2 åtgärder för 560\s000\skr, vald på 4 av 100 genomspelade angrepp/);
  expect(said[0]).toMatch(/högst 39\s%/);
  tell({ ...early, runs: 100, gap: 0.2 });
  await after(60);
  expect(said.length).toBe(2);
  end();
  tell({ ...early, runs: 50 });
  await after(30);
  expect(said.length).toBe(2);
});
