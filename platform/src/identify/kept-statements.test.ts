/** Statements kept on disk: whatever was imported, withdrawn or said, the model is as made anew. */
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { openModel } from "@vallgrav/facts";
import { afterAll, expect, test } from "vitest";
import { onEveryStore, onSqlite } from "../storage/test/contract.ts";
import type { Store } from "../storage/index.ts";
import { helperOf } from "./help-apart.ts";
import { statementsFile } from "./kept-model.ts";
import type { Helper } from "./kept-statements.ts";
import { makeModel, packStored } from "./make-model.ts";
import { exampleFiles, type Home, homeOn, importInto, modifiedAt } from "./test/example-files.ts";

const folder = mkdtempSync(join(tmpdir(), "vallgrav-statements-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const by = "Testa Testsson";

/** A home that forgets what is kept as a server does, though the model is made here. */
function homeBeside(store: Store, file: string): Home {
  const kept = { file, from: 0 };
  const apart = { address: "", heapMebibytes: 512, hereBelow: 1_000_000, kept };
  return homeOn(store, 0, 1_500_000, null, apart);
}

/** What was made with the file is what is made without. */
async function expectSame(store: Store, file: string): Promise<void> {
  const [plain, packed] = [
    await makeModel(store),
    await packStored(store, { file: statementsFile(file), helper: null }),
  ];
  expect(packed?.hash).toBe(plain?.hash);
  if (plain === null || packed === null) return;
  expect([packed.asOf, packed.judgements]).toEqual([plain.asOf, plain.judgements]);
  const { statementsOf } = openModel(packed.packed);
  for (const { id } of plain.model.assets) expect(statementsOf(id)).toEqual(plain.statementsOf(id));
}

type Step = {
  readonly kind: "import" | "withdraw" | "same" | "trust" | "list";
  readonly nth: number;
};

async function withdraw({ identify, jobs, store }: Home, nth: number): Promise<boolean> {
  const imports = await store.imports.list();
  const job = await identify.withdraw(imports[nth % imports.length]?.id ?? "", by);
  if (job === null) return false;
  await jobs.wait(job.id);
  return true;
}

async function take(home: Home, { kind, nth }: Step, file: string): Promise<void> {
  const { identify, store } = home;
  // The two largest are no different, and make the test long.
  const files = exampleFiles().filter(({ name }) => !/computers|users/.test(name));
  if (kind === "import")
    await importInto(
      home,
      [0, 1].flatMap((more) => files[(nth + more) % files.length] ?? []),
    );
  else if (kind === "withdraw") {
    // Nothing that was withdrawn lies on the disk, before anybody asks for a model.
    if (await withdraw(home, nth)) expect(existsSync(statementsFile(file))).toBe(false);
  } else if (kind === "list") {
    const entries = await store.evidence.list();
    const list = entries[nth % Math.max(entries.length, 1)]?.evidence.id;
    if (list !== undefined)
      await identify.sayList({ list, is: nth % 2 === 0 ? "own" : "next" }, by);
  } else {
    const assets = (await identify.current())?.model.assets ?? [];
    const one = assets[nth % Math.max(assets.length, 1)];
    const other = assets.find(({ id, kind: like }) => like === one?.kind && id !== one.id);
    if (one === undefined || other === undefined) return;
    const [left, right] = [one, other].map(({ kind: like, claims }) => ({ kind: like, claims }));
    const holds = nth % 3 === 0;
    if (kind === "trust")
      await identify.trust({ asset: one.id, property: "name", source: null }, by);
    else await identify.judge({ left, right, holds } as Parameters<typeof identify.judge>[0], by);
  }
}

onEveryStore((stores) => {
  test("[ID1271] after any imports, withdrawals and words the model is as made anew", async () => {
    const kinds = fc.constantFrom<Step["kind"]>(
      "import",
      "import",
      "withdraw",
      "same",
      "trust",
      "list",
    );
    const steps = fc.array(fc.record({ kind: kinds, nth: fc.nat({ max: 40 }) }), {
      minLength: 3,
      maxLength: 6,
    });
    let runs = 0;
    const play = async (some: readonly Step[]): Promise<void> => {
      runs += 1;
      const file = join(folder, `${stores.kind}-${runs}`);
      const home = homeBeside(await stores.open(), file);
      for (const step of [{ kind: "import", nth: runs } as const, ...some]) {
        await take(home, step, file);
        await expectSame(home.store, file);
      }
      await home.jobs.stop();
    };
    await fc.assert(fc.asyncProperty(steps, play), { numRuns: 2 });
  });
});

onSqlite((stores) => {
  test("[ID1272] an import adds what is new to the file; damage is read anew", async () => {
    const file = join(folder, "damaged");
    const at = statementsFile(file);
    const home = homeBeside(await stores.open(), file);
    const files = exampleFiles();
    await importInto(home, files.slice(3));
    await expectSame(home.store, file);
    // Nobody but its user reads it, and nothing half made lies beside it.
    expect(statSync(at).mode & 0o077).toBe(0);
    expect(existsSync(`${at}.${process.pid}.new`)).toBe(false);
    const before = readFileSync(at);
    await importInto(home, files.slice(2, 3));
    await expectSame(home.store, file);
    const whole = readFileSync(at);
    expect(whole.subarray(0, before.length).equals(before)).toBe(true);
    expect(whole.length).toBeGreaterThan(before.length);
    await expectSame(home.store, file);
    expect(readFileSync(at).equals(whole)).toBe(true);
    const damages = [
      whole.subarray(0, 5),
      whole.subarray(0, before.length + 3),
      whole.subarray(0, whole.length - 1),
      Buffer.concat([whole, Buffer.alloc(40)]),
      Buffer.concat([whole, whole.subarray(before.length)]),
    ];
    for (const place of [9, 200, Math.floor(before.length / 2), before.length + 90]) {
      const bytes = Buffer.from(whole);
      bytes.writeUInt8(bytes.readUInt8(place) ^ 1, place);
      damages.push(bytes);
    }
    for (const bytes of damages) {
      writeFileSync(at, bytes);
      await expectSame(home.store, file);
    }
    // Withdrawn by who forgot the file: it is of other facts, and is made anew.
    const [first] = await home.store.imports.list();
    const now = { at: modifiedAt, passed: [] };
    await home.store.imports.withdraw(first?.id ?? "", now);
    await expectSame(home.store, file);
    expect(readFileSync(at).length).toBeLessThan(before.length);
    await expectSame(home.store, join(folder, "no-folder", "model"));
    await home.jobs.stop();
  });
});

onEveryStore((stores) => {
  test("[ID1273] two threads take in what one does; one does it where two cannot", async () => {
    const address = await stores.newAddress();
    const home = homeOn(await stores.open(address));
    await importInto(home, exampleFiles().slice(2));
    const plain = await packStored(home.store);
    const nowhere = "/dev/null/vallgrav.db";
    const tried: (boolean | undefined)[] = [];
    for (const [place, isThere] of [
      [address, true],
      [nowhere, false],
    ] as const) {
      const { take } = helperOf(place);
      const helper: Helper = {
        from: 0,
        take: async (entries) => {
          const part = await take(entries);
          tried.push((part !== null) === isThere && entries.length > 0);
          return part;
        },
      };
      const made = await packStored(home.store, { file: null, helper });
      expect([made?.hash, made?.asOf, made?.judgements]).toEqual([
        plain?.hash,
        plain?.asOf,
        plain?.judgements,
      ]);
      expect(made?.packed.index).toEqual(plain?.packed.index);
    }
    expect(tried).toEqual([true, true]);
    await home.jobs.stop();
  });
});
