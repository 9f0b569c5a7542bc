/** Reports of mail: what they come to, and the selectors that the next look asks for. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { domainNameText } from "@vallgrav/domains";
import { fail, type Instant, type PlainDate, succeed } from "@vallgrav/kernel";
import { expect, test } from "vitest";
import { zipOf } from "../collect/test/zip-writer.ts";
import { openStore } from "../storage/index.ts";
import { type Clearances, hygieneProblem } from "./clearance.ts";
import { readMailReports } from "./mail-reports.ts";
import { selectorsOf } from "./selectors.ts";

const record = (count: number, source: string, keys: string, result = "pass"): string =>
  `<record><row><source_ip>${source}</source_ip><count>${count}</count><policy_evaluated>` +
  `<dkim>${result}</dkim><spf>fail</spf></policy_evaluated></row><auth_results>${keys}` +
  "</auth_results></record>";
const key = (domain: string, selector: string, result = "pass"): string =>
  `<dkim><domain>${domain}</domain><selector>${selector}</selector>` +
  `<result>${result}</result></dkim>`;
const reportOf = (id: string, records: string, domain = "example.se"): string =>
  `<feedback><report_metadata><org_name>r</org_name><report_id>${id}</report_id><date_range>` +
  "<begin>1793491200</begin><end>1793577599</end></date_range></report_metadata>" +
  `<policy_published><domain>${domain}</domain></policy_published>${records}</feedback>`;
const tls = JSON.stringify({
  "report-id": "t",
  policies: [
    {
      policy: { "policy-domain": "example.se" },
      summary: { "total-successful-session-count": 12 },
      "failure-details": [{ "result-type": "starttls-not-supported", "failed-session-count": 2 }],
    },
  ],
});

const own: Clearances["covering"] = (name) => {
  const text = domainNameText(name);
  const isOwn = text === "example.se" || text.endsWith(".example.se");
  const clearance = {
    domain: "example.se",
    by: "Signe Exempel",
    until: "2027-06-30" as PlainDate,
    recordedAt: "2026-11-30T10:00:00.000Z" as Instant,
    networks: [],
  };
  return Promise.resolve(
    isOwn ? succeed(clearance) : fail(hygieneProblem("hygiene/not-cleared", { name: text })),
  );
};

async function withRoom<T>(
  work: (room: {
    readonly folder: string;
    readonly read: (...names: readonly string[]) => ReturnType<typeof readMailReports>;
    readonly known: (domain: string) => Promise<readonly string[]>;
    readonly setDay: (day: string) => void;
  }) => Promise<T>,
): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), "vallgrav-reports-"));
  const store = await openStore(join(folder, "a.db"));
  let day = "2026-11-30";
  const now = (): Instant => `${day}T10:00:00.000Z` as Instant;
  const selectors = selectorsOf({ settings: store.settings, now });
  const rooms = { clearances: { covering: own }, selectors, now };
  try {
    return await work({
      folder,
      read: (...names) =>
        readMailReports(
          names.map((name) => join(folder, name)),
          rooms,
        ),
      known: async (domain) => (await selectors.load())(domain.split(".")),
      setDay: (next) => (day = next),
    });
  } finally {
    await store.close();
    rmSync(folder, { recursive: true });
  }
}

test("[HY984] reports are read packed, in archives and folders, each once", () =>
  withRoom(async ({ folder, read }) => {
    const first = reportOf("1", record(40, "192.0.2.1", key("example.se", "brev")));
    const second = reportOf("2", record(9, "198.51.100.7", "", "fail"));
    const other = reportOf("3", record(5, "192.0.2.1", ""), "example.org");
    mkdirSync(join(folder, "in"));
    writeFileSync(join(folder, "in", "1.xml.gz"), gzipSync(first));
    writeFileSync(join(folder, "in", "again.xml"), first);
    writeFileSync(join(folder, "in", "2.zip"), zipOf([{ name: "2.xml", content: second }]));
    writeFileSync(join(folder, "in", "t.json.gz"), gzipSync(tls));
    writeFileSync(join(folder, "other.xml"), other);
    writeFileSync(join(folder, "half.xml.gz"), gzipSync(first).subarray(0, 60));
    const { problems, ...told } = await read("in", "other.xml", "half.xml.gz");
    expect(told).toEqual({
      reports: 4,
      repeated: 1,
      strange: 1,
      domains: [
        {
          domain: "example.se",
          reports: 3,
          from: "2026-11-01",
          until: "2026-11-01",
          messages: 49,
          aligned: 40,
          failing: [{ name: "198.51.100.7", count: 9 }],
          selectors: [{ name: "brev", count: 40 }],
          sessions: 12,
          failures: [{ name: "starttls-not-supported", count: 2 }],
        },
      ],
    });
    expect(problems.map(({ code, severity }) => [code, severity])).toEqual([
      ["readers/empty-file", "warning"],
    ]);
    await expect(read("none")).rejects.toThrow("ENOENT");
  }));

test("[HY985] selectors of own signers whose signature held are remembered, for a time", () =>
  withRoom(async ({ folder, read, known, setDay }) => {
    const keys =
      key("example.se", "brev") +
      key("news.example.se", "n1") +
      key("sender.example", "strange") +
      key("example.se", "broken", "fail");
    writeFileSync(join(folder, "1.xml"), reportOf("1", record(3, "192.0.2.1", keys)));
    await read("1.xml");
    expect(await known("example.se")).toEqual(["brev"]);
    expect(await known("news.example.se")).toEqual(["n1"]);
    for (const none of ["sender.example", "__proto__", "constructor.se"])
      expect([none, await known(none)]).toEqual([none, []]);
    const later = reportOf("2", record(3, "192.0.2.1", key("example.se", "brev2027")))
      .replace("1793491200", "1796083200")
      .replace("1793577599", "9999999999");
    writeFileSync(join(folder, "2.xml"), later);
    setDay("2026-12-02");
    await read("2.xml");
    // The newest first; a day that has not come is today.
    expect(await known("example.se")).toEqual(["brev2027", "brev"]);
    setDay("2027-12-06");
    expect(await known("example.se")).toEqual(["brev2027", "brev"]);
    setDay("2027-12-07");
    expect(await known("example.se")).toEqual(["brev2027"]);
    const many = Array.from({ length: 90 }, (_, at) => key("example.se", `m${at}`)).join("");
    writeFileSync(join(folder, "3.xml"), reportOf("3", record(1, "192.0.2.1", many)));
    await read("3.xml");
    expect((await known("example.se")).length).toBeLessThanOrEqual(32);
    expect((await known("example.se"))[0]).toBe("brev2027");
  }));
