/** Vallgrav as a thing in its own model, and what would fall with the domain. */
import type { Instant } from "@vallgrav/kernel";
import { expect, test } from "vitest";
import type { OwnCopy } from "../api/index.ts";
import { auditOf } from "../audit/index.ts";
import { createIdentify } from "../identify/index.ts";
import { publishStatements } from "../identify/statements.ts";
import { jobsOf } from "../jobs/index.ts";
import type { Store } from "../storage/index.ts";
import { onSqlite } from "../storage/test/contract.ts";
import { ownPlaceLimits, ownPlaceOf } from "./index.ts";

const at = "2026-11-24T08:00:00.000Z" as Instant;
let ticks = 0;
/** Each look at the clock is later: what is told twice is told at two moments. */
const now = (): Instant => new Date(Date.parse(at) + (ticks += 1)).toISOString() as Instant;

function opened(store: Store, joined: string | null = null) {
  const jobs = jobsOf({ store: store.jobs, isAlone: true, log: () => {} });
  const identify = createIdentify({ store, jobs, now });
  const machine = { host: "Srv-Vallgrav", joined };
  const place = ownPlaceOf({ store, identify, machine, connections: ["PostgreSQL"], now });
  return { identify, place };
}

const copy = (name: string, place: OwnCopy["place"]): OwnCopy => ({ name, place });

onSqlite((stores) => {
  test("[RG700] copies inside, none told, old, a joined machine: all are warned of", async () => {
    const store = await stores.open();
    const { place } = opened(store);
    expect((await place.view()).warnings).toEqual(["no-copies", "old-copy"]);
    const cases: readonly (readonly [readonly OwnCopy[], readonly string[]])[] = [
      [[copy("NAS", "inside")], ["copies-inside", "old-copy"]],
      [[copy("NAS", "inside"), copy("Annan ort", "outside")], ["old-copy"]],
      [[copy("Stickan", "offline")], ["old-copy"]],
    ];
    for (const [copies, warnings] of cases) {
      const made = await place.tell(copies, "Astrid");
      expect(made.ok ? made.view.warnings : made.problem.code).toEqual(warnings);
    }
    const audit = auditOf(store.audit);
    const line = { actor: "system", action: "data/back-up", object: "", detail: null } as const;
    await audit.record({ ...line, outcome: "failed", at: now() });
    expect((await place.view()).lastCopyAt).toBeNull();
    await audit.record({ ...line, outcome: "done", at });
    expect(await place.view()).toMatchObject({ lastCopyAt: at, warnings: [], by: "Astrid" });
    const later = () => "2026-12-02T08:00:00.000Z" as Instant;
    const { identify } = opened(store);
    const machine = { host: "srv", joined: "KOMMUN.EXAMPLE.SE" };
    const old = ownPlaceOf({ store, identify, machine, connections: [], now: later });
    expect((await old.view()).warnings).toEqual(["joined", "old-copy"]);
  });

  test("[RG701] the model has Vallgrav, its machine and its copies as last told", async () => {
    const store = await stores.open();
    const { identify, place } = opened(store);
    await place.tell([copy("NAS", "inside"), copy("Stickan", "offline")], "Astrid");
    const made = await place.tell([copy("Stickan", "offline")], "Astrid");
    const known = async () => {
      const { model } = (await identify.current()) ?? { model: { assets: [], relations: [] } };
      const names = new Map(model.assets.map(({ id, name }) => [id, name] as const));
      return model.relations
        .filter(({ present }) => present.value)
        .map(({ kind, from, to }) => `${names.get(from)} ${kind} ${names.get(to)}`)
        .toSorted();
    };
    const one = "Vallgrav backed-up-by Vallgrav: Stickan";
    expect(await known()).toEqual([one, "Vallgrav runs-on srv-vallgrav"]);
    if (made.ok) await made.undo();
    expect(await known()).toEqual([
      "Vallgrav backed-up-by Vallgrav: NAS",
      one,
      "Vallgrav runs-on srv-vallgrav",
    ]);
    expect((await place.view()).copies.length).toBe(2);
  });

  test("[RG702] a directory that lists a machine of that name is enough to be warned", async () => {
    const store = await stores.open();
    const { place } = opened(store);
    expect((await place.view()).inDirectory).toBe(false);
    const claims = [
      { space: "sid", value: "S-1-5-21-1-2-3-1104" },
      { space: "host", value: "srv-vallgrav", within: "kommun.example.se" },
    ] as const;
    const about = { kind: "computer", claims } as const;
    const stated = { about, says: { property: "name", value: "SRV-VALLGRAV" } } as const;
    const stating = { by: "AD", at, name: "katalog.json", keepUntil: at };
    await publishStatements(store, [stated], stating);
    expect(await place.view()).toMatchObject({ inDirectory: true, joined: null });
    expect((await place.view()).warnings).toContain("joined");
  });

  test("[RG703] copies without a name, twice, too many or like a secret are refused", async () => {
    const { place } = opened(await stores.open());
    const many = Array.from({ length: ownPlaceLimits.copies + 1 }, (_, n) =>
      copy(`k${n}`, "outside"),
    );
    const cases: readonly (readonly [readonly OwnCopy[], string])[] = [
      [[copy(" ", "outside")], "place/bad-copy"],
      [[copy("NAS", "outside"), copy("nas", "inside")], "place/bad-copy"],
      [[copy("lösenord: Hemligt99", "inside")], "place/bad-copy"],
      [many, "place/too-many"],
    ];
    for (const [copies, code] of cases) {
      const made = await place.tell(copies, "Astrid");
      expect(made.ok ? null : made.problem.code).toBe(code);
    }
    expect((await place.view()).by).toBeNull();
  });
});
