/** What collecting alerts asks of the store, on both databases. */
import type { Instant } from "@vallgrav/kernel";
import { expect, test } from "vitest";
import type { AlertHit, AlertRecord, MergeHits } from "./watch-port.ts";
import { onEveryStore } from "./test/contract.ts";
import { at } from "./test/samples.ts";

function hit(key: string, title: string, when: Instant): AlertHit {
  const subject = { host: "srv-1", account: null, address: null };
  const event = { at: when, source: "s", line: null, matched: [], fields: { b: "1", a: "2" } };
  return {
    key,
    rule: "r",
    title,
    level: "low",
    techniques: ["T1490"],
    at: when,
    receivedAt: when,
    subject,
    description: "",
    falsePositives: [],
    event: { ...event, text: null },
  };
}

/** The alert as it is told last; its id and note are what they were. */
const newest: MergeHits = (before, [{ key, rule, title, level, techniques, ...told }]) => {
  const { at: when, receivedAt, subject, description, falsePositives, event } = told;
  const made: AlertRecord = {
    id: `of ${key}`,
    key,
    rule,
    title,
    level,
    techniques,
    state: "new",
    firstAt: when,
    lastAt: when,
    receivedAt,
    count: 1,
    body: { subject, description, falsePositives, events: [event] },
    note: "",
    changedBy: null,
    changedAt: null,
  };
  return before === null ? made : { ...made, id: before.id, note: before.note };
};

onEveryStore((stores) => {
  test("[DT72] an alert of a key is added, renewed where it changed, or left alone", async () => {
    const { watch } = await stores.open();
    const renew = (...hits: readonly AlertHit[]) => watch.addOrRenew(hits, newest);
    const first = [hit("a", "A", at(1)), hit("b", "B\u0000", at(1))];
    expect(await renew(...first)).toEqual({ added: 2, renewed: 0 });
    expect(await renew(hit("a", "A", at(1)))).toEqual({ added: 0, renewed: 0 });
    const settled = { state: "case", note: "N", changedBy: "A", changedAt: at(2) } as const;
    await watch.setState("of a", settled);
    expect(await renew(hit("a", "A2", at(3)), hit("c", "C", at(3)))).toEqual({
      added: 1,
      renewed: 1,
    });
    expect(await watch.alert("of a")).toMatchObject({ title: "A2", note: "N", lastAt: at(3) });
    expect((await watch.alerts({}, 9)).map(({ key }) => key).toSorted()).toEqual(["a", "b", "c"]);
  });

  test("[DT78] ended jobs that come round often are dropped but for the newest", async () => {
    const { jobs } = await stores.open();
    const add = (id: string, key: string | null) =>
      jobs.add({ id, kind: "alerts", key, title: "", payload: null, createdAt: at(0) });
    for (const number of [1, 2, 3, 4]) {
      await add(`j${number}`, "graph");
      await jobs.cancel(`j${number}`, at(number));
    }
    await add("other", "else");
    await jobs.cancel("other", at(5));
    await add("waiting", "graph");
    await jobs.dropEnded("alerts", "graph", 2);
    const ids = async () => (await jobs.list(9)).map(({ id }) => id);
    expect(await ids()).toEqual(["waiting", "other", "j4", "j3"]);
    await jobs.dropEnded("alerts", "graph", 0);
    expect(await ids()).toEqual(["waiting", "other"]);
  });
});
