/** The audit chain, on every database. */
import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import type { Instant } from "@vallgrav/kernel";
import { onEveryStore } from "../storage/test/contract.ts";
import {
  closeGap,
  cutLog,
  loseAuditHead,
  removeEntry,
  rewriteDetail,
  rewriteEntry,
  runPlain,
  swapEntries,
} from "../storage/test/tampering.ts";
import { AuditUnavailable, auditOf, judge } from "./index.ts";
import type { Audit, AuditEvent } from "./index.ts";

function at(second: number): Instant {
  return new Date(Date.UTC(2026, 0, 1) + second * 1_000).toISOString() as Instant;
}

function event(number: number): AuditEvent {
  return {
    actor: "account-1",
    action: "import/publish",
    object: `import-${number}`,
    outcome: "done",
    at: at(number),
    detail: { name: `fil \u0000 ${number}`, address: "192.0.2.1" },
  };
}

async function recordMany(audit: Audit, count: number): Promise<void> {
  for (let number = 1; number <= count; number += 1) await audit.record(event(number));
}

async function collected(lines: AsyncIterable<string>): Promise<readonly string[]> {
  const all: string[] = [];
  for await (const line of lines) all.push(line);
  return all;
}

onEveryStore((stores) => {
  const opened = async () => {
    const address = await stores.newAddress();
    const store = await stores.open(address);
    return { address, store, audit: auditOf(store.audit, () => "salt") };
  };

  test("[AU1] an untouched chain holds, and an empty one", async () => {
    const { audit } = await opened();
    expect(await audit.verify()).toMatchObject({ entries: 0, firstBroken: null });
    await recordMany(audit, 5);
    expect(await audit.verify()).toMatchObject({ entries: 5, firstBroken: null });
    expect((await audit.head()).entries).toBe(5);
  });

  test("[AU2] any changed entry or detail is found, with its number", async () => {
    for (let seq = 1; seq <= 4; seq += 1) {
      const { audit, address } = await opened();
      await recordMany(audit, 4);
      await rewriteEntry(address, seq, `{"seq":${seq}}`);
      expect(await audit.verify()).toMatchObject({ entries: seq - 1, firstBroken: seq });
      const other = await opened();
      await recordMany(other.audit, 4);
      await rewriteDetail(other.address, seq, "{}");
      expect(await other.audit.verify()).toMatchObject({ entries: seq - 1, firstBroken: seq });
    }
  });

  test("[AU2] a removed entry is found: first, middle, last, and with the gap closed", async () => {
    for (const seq of [1, 2, 4]) {
      const { audit, address } = await opened();
      await recordMany(audit, 4);
      await removeEntry(address, seq);
      expect(await audit.verify()).toMatchObject({ entries: seq - 1, firstBroken: seq });
    }
    const { audit, address } = await opened();
    await recordMany(audit, 4);
    await closeGap(address, 2);
    expect(await audit.verify()).toMatchObject({ entries: 1, firstBroken: 2 });
  });

  test("[AU2] entries in another order are found", async () => {
    const { audit, address } = await opened();
    await recordMany(audit, 4);
    await swapEntries(address, 2, 3);
    expect(await audit.verify()).toMatchObject({ entries: 1, firstBroken: 2 });
  });

  test("[AU3] a witness finds a log that was cut or written anew", async () => {
    const { audit } = await opened();
    await recordMany(audit, 12);
    const witness = await audit.state();
    expect(await audit.verify(witness)).toEqual({
      entries: 12,
      firstBroken: null,
      root: witness.root,
      witness: "holds",
    });
    await recordMany(audit, 3);
    expect(await audit.verify(witness)).toMatchObject({ entries: 15, witness: "holds" });
    const forged = await opened();
    await recordMany(forged.audit, 2);
    expect(await forged.audit.verify(witness)).toMatchObject({ witness: "shorter" });
    for (let number = 3; number <= 13; number += 1)
      await forged.audit.record(event(number === 7 ? 99 : number));
    expect(await forged.audit.verify(witness)).toMatchObject({ witness: "rewritten" });
    expect(await forged.audit.verify()).toMatchObject({ firstBroken: null, witness: "none" });
  });

  test("[AU3] the last ten rows taken away, with the head moved back, are missed", async () => {
    const { audit, address } = await opened();
    await recordMany(audit, 12);
    const witness = await audit.state();
    await cutLog(address, 2);
    expect(await audit.verify(witness)).toMatchObject({ entries: 2, witness: "shorter" });
    expect(judge(await audit.verify(witness), witness)).toEqual([
      {
        code: "audit/shorter",
        severity: "error",
        at: null,
        args: { found: 2, expected: 12 },
      },
    ]);
  });

  test("[AU8] rows are not changed or deleted, not even by whoever has the database", async () => {
    const { address, audit } = await opened();
    await recordMany(audit, 2);
    for (const statement of [
      "delete from audit",
      "update audit set entry = 'x'",
      "update audit set action = 'x' where seq = 1",
    ])
      await expect(runPlain(address, statement)).rejects.toThrow("the audit only grows");
    await audit.disposeDetails(at(9));
    await expect(runPlain(address, "update audit set detail = 'x'")).rejects.toThrow(
      "the audit only grows",
    );
    expect(await audit.verify()).toMatchObject({ entries: 2, firstBroken: null });
  });

  test("[AU9] entries are found by who, what and when, newest first", async () => {
    const { audit } = await opened();
    await recordMany(audit, 4);
    await audit.record({ ...event(5), actor: "system", action: "plan/view" });
    await audit.record({ ...event(6), action: "plan%" });
    const found = async (filter: Parameters<Audit["find"]>[0], limit = 10) =>
      (await audit.find(filter, limit)).map(({ seq }) => seq);
    expect(await found({})).toEqual([6, 5, 4, 3, 2, 1]);
    expect(await found({}, 2)).toEqual([6, 5]);
    expect(await found({ actors: ["system", "nobody"] })).toEqual([5]);
    expect(await found({ actors: [] })).toEqual([]);
    expect(await found({ action: "plan/" })).toEqual([5]);
    expect(await found({ action: "plan%" })).toEqual([6]);
    expect(await found({ from: at(2), until: at(4) })).toEqual([3, 2]);
    expect(await found({ before: 3 })).toEqual([2, 1]);
    const [newest] = await audit.find({ actors: ["account-1"] }, 1);
    expect(newest).toMatchObject({ actor: "account-1", action: "plan%" });
  });

  test("[AU280] entries at once keep one chain, and a bad one keeps no other out", async () => {
    const { store, audit } = await opened();
    const bad = (): never => {
      throw new Error("no such entry");
    };
    const all = await Promise.allSettled([
      ...Array.from({ length: 60 }, (_, number) => audit.record(event(number))),
      store.audit.append(bad),
      ...Array.from({ length: 60 }, (_, number) => audit.record(event(60 + number))),
    ]);
    expect(all.filter(({ status }) => status === "rejected")).toHaveLength(1);
    expect(await audit.verify()).toMatchObject({ entries: 120, firstBroken: null });
    const rows = await store.audit.rows(1, 200);
    const objects = rows.map(({ entry }) => (JSON.parse(entry) as { object: string }).object);
    expect(new Set(objects).size).toBe(120);
  });

  test("[AU4] writers at once, in one process and in two, keep one chain", async () => {
    const { audit, address } = await opened();
    const beside = auditOf((await stores.open(address)).audit);
    await Promise.all(
      Array.from({ length: 30 }, (_, number) =>
        (number % 2 === 0 ? audit : beside).record(event(number)),
      ),
    );
    expect(await audit.verify()).toMatchObject({ entries: 30, firstBroken: null });
  });

  test("[AU5] details are erased without breaking the chain, and cannot be guessed", async () => {
    const { store, address } = await opened();
    const audit = auditOf(store.audit);
    await recordMany(audit, 3);
    const before = await audit.head();
    expect(await audit.disposeDetails(at(3))).toBe(2);
    expect(await audit.disposeDetails(at(3))).toBe(0);
    expect(await audit.head()).toEqual(before);
    expect(await audit.verify()).toMatchObject({ entries: 3, firstBroken: null });
    const [first] = await store.audit.rows(1, 1);
    const { detail } = JSON.parse(first?.entry ?? "") as { detail: string };
    const plain = JSON.stringify(event(1).detail);
    expect(detail).not.toBe(createHash("sha256").update(plain).digest("hex"));
    await rewriteDetail(address, 1, JSON.stringify({ salt: "", detail: "put back" }));
    expect(await audit.verify()).toMatchObject({ entries: 0, firstBroken: 1 });
  });

  test("[AU6] what cannot be written is thrown as AuditUnavailable", async () => {
    const { audit, store, address } = await opened();
    await recordMany(audit, 1);
    await loseAuditHead(address);
    await expect(audit.record(event(2))).rejects.toBeInstanceOf(AuditUnavailable);
    await store.close();
    await expect(audit.record(event(2))).rejects.toMatchObject({
      code: "audit/unavailable",
      cause: { code: "storage/unavailable" },
    });
  });

  test("[AU7] the export is JSON lines that anyone can recompute", async () => {
    const { audit } = await opened();
    await recordMany(audit, 2);
    await audit.record({ ...event(3), detail: null });
    await audit.disposeDetails(at(2));
    const lines = await collected(audit.exportLines());
    let previous = "";
    const details = lines.map((line) => {
      const { entry, hash, detail } = JSON.parse(line) as Record<string, unknown>;
      const text = JSON.stringify(entry);
      expect(hash).toBe(
        createHash("sha256")
          .update(previous + text)
          .digest("hex"),
      );
      previous = String(hash);
      return detail;
    });
    expect(details).toEqual([null, { salt: "salt", detail: event(2).detail }, null]);
    expect(previous).toBe((await audit.head()).hash);
  });
});
