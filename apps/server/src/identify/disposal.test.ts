/** Raw files go when their time is out. */
import { createHash } from "node:crypto";
import { mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Evidence, EvidenceId, Instant } from "@vallgrav/kernel";
import type { Clock } from "@vallgrav/platform/jobs";
import { expect, test } from "vitest";
import { openRooms } from "../compose.ts";
import { temporaryFolder } from "../test/house.ts";
import { disposeRegularly } from "./disposal.ts";

function evidenceOf(bytes: Uint8Array, keepUntil: Instant): Evidence {
  return {
    id: createHash("sha256").update(bytes).digest("hex") as EvidenceId,
    name: "a.json",
    sizeBytes: bytes.length,
    producedAt: null,
    receivedAt: "2020-01-01T00:00:00.000Z" as Instant,
    by: "Astrid Exempel",
    reader: { id: "system-register", version: 1 },
    scope: [],
    keepUntil,
    secrecy: "possible",
  };
}

test("[SV22] at the start raw files go whose time is out, and no others", async () => {
  const options = {
    home: temporaryFolder(),
    size: { outer: 1, inner: 1, seed: "1", threads: 1 },
    log: () => undefined,
  };
  const first = await openRooms({ ...options, work: true });
  const kept = [
    ["due", "2020-04-01T00:00:00.000Z"],
    ["not due", "9999-01-01T00:00:00.000Z"],
  ] as const;
  const ids: EvidenceId[] = [];
  await first.store.imports.begin("one", first.now());
  for (const [text, keepUntil] of kept) {
    const bytes = new TextEncoder().encode(text);
    const evidence = evidenceOf(bytes, keepUntil as Instant);
    await first.store.imports.stageEvidence("one", evidence, bytes);
    ids.push(evidence.id);
  }
  await first.store.imports.publish("one", {}, first.now());
  await first.close();
  const present = async (work: boolean): Promise<readonly boolean[]> => {
    const rooms = await openRooms({ ...options, work });
    const found = await Promise.all(ids.map((id) => rooms.store.evidence.loadRaw(id)));
    await rooms.close();
    return found.map((raw) => raw !== null);
  };
  expect(await present(false)).toEqual([true, true]);
  expect(await present(true)).toEqual([false, true]);
});

test("[SV22] it goes on every hour, also after a failure, until it is ended", async () => {
  const asked: string[] = [];
  const logged: string[] = [];
  const hours: (() => void)[] = [];
  let ended = 0;
  const clock: Clock = {
    now: () => `2026-11-24T0${asked.length}:00:00.000Z` as Instant,
    repeat: (ms, work) => {
      expect(ms).toBe(3_600_000);
      hours.push(work);
      return () => {
        ended += 1;
      };
    },
  };
  const home = temporaryFolder();
  mkdirSync(join(home, "probes"));
  for (const day of ["2025-11-23", "2025-11-24", "2026-11-24"])
    writeFileSync(join(home, "probes", `${day}.jsonl`), "");
  const end = await disposeRegularly({
    home,
    clock,
    log: (_level, event) => logged.push(event),
    store: {
      dispose: ({ now }) => {
        asked.push(now);
        return asked.length === 1
          ? Promise.reject(new Error("away"))
          : Promise.resolve({ rawFiles: 2, jobs: 0, sessions: 0, auditDetails: 0 });
      },
    },
  });
  for (const hour of hours) hour();
  await expect.poll(() => logged).toEqual(["evidence/not-disposed", "evidence/disposed"]);
  expect(asked).toEqual(["2026-11-24T00:00:00.000Z", "2026-11-24T01:00:00.000Z"]);
  // Logs of probes have their year, whatever else fails.
  await expect.poll(() => readdirSync(join(home, "probes")).length).toBe(2);
  end();
  expect(ended).toBe(1);
});
