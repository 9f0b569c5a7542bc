/** One alert, for tests that look at alerts over HTTP. */
import type { House } from "../../test/house.ts";

/** Puts one alert about a host into the store. @returns its id */
export async function withAlert(
  { store }: House,
  id = "a1",
  host = "dc01.kommun.example.se",
): Promise<string> {
  const from = await store.watch.position();
  await store.watch.commit(
    {
      from,
      next: from + 1,
      sources: [],
      hits: [
        {
          key: id,
          rule: "r",
          title: "LSASS is read",
          level: "high",
          techniques: ["T1003.001"],
          at: "2026-11-24T00:00:00.000Z" as never,
          receivedAt: "2026-11-24T00:00:01.000Z" as never,
          subject: { host, account: null, address: null },
          description: "Somebody reads the memory of LSASS.",
          falsePositives: ["Antivirus"],
          event: {
            at: "2026-11-24T00:00:00.000Z",
            source: "s",
            line: 1,
            matched: [{ field: "TargetImage", values: ["C:\\Windows\\System32\\lsass.exe"] }],
            fields: { TargetImage: "C:\\Windows\\System32\\lsass.exe" },
            text: null,
          },
        },
      ],
    },
    (_, [hit]) => ({
      ...hit,
      id,
      state: "new",
      firstAt: hit.at,
      lastAt: hit.at,
      count: 1,
      body: {
        subject: hit.subject,
        description: hit.description,
        falsePositives: hit.falsePositives,
        events: [hit.event],
      },
      note: "",
      changedBy: null,
      changedAt: null,
    }),
  );
  return id;
}
