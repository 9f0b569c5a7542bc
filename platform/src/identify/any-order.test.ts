/** Confluence through the product: whatever the order and the grouping of imports, one model. */
import { createHash } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { modelLines } from "@vallgrav/knowledge";
import fc from "fast-check";
import { afterAll, expect, test } from "vitest";
import { onSqlite } from "../storage/test/contract.ts";
import { fileAt, homeOn, importInto } from "./test/example-files.ts";

const folder = mkdtempSync(join(tmpdir(), "vallgrav-order-"));
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

const sid = "S-1-5-21-1000000001-1000000002-1000000003";

/** Seven sources that speak of the same things, some of them against each other. */
const sources: readonly (readonly [name: string, content: string])[] = [
  [
    "system.csv",
    "System-ID;Systemnamn;Drift;Servrar;Säkerhetskopia\nS1;Omsorg;egen;srv01.example.se;domän\n",
  ],
  ["system2.csv", "System-ID;Systemnamn;Drift;Leverantör\nS1;Omsorgsplan;moln;Fiktiv Vård AB\n"],
  [
    "personal.csv",
    "Anställningsnummer;E-post;UserPrincipalName;Förvaltning\n" +
      "1001;kim@example.se;kim@example.se;Vård\n",
  ],
  [
    "konton.csv",
    "SamAccountName,UserPrincipalName,SID,Enabled,EmployeeID\n" +
      `kim,kim@example.se,${sid}-1103,True,1001\n`,
  ],
  [
    "20260301120000_users.json",
    JSON.stringify({
      data: [
        {
          ObjectIdentifier: `${sid}-1103`,
          Properties: {
            name: "KIM@EXAMPLE.SE",
            domain: "EXAMPLE.SE",
            domainsid: sid,
            enabled: false,
          },
        },
      ],
      meta: { methods: 0, type: "users", count: 1, version: 6 },
    }),
  ],
  [
    "datorer.csv",
    "Datornamn;Serienummer;Operativsystem;MAC-adress\n" +
      "srv01.example.se;SER10001;Windows Server 2019;00-11-22-33-44-55\n",
  ],
  [
    "fw.conf",
    '#config-version=FGT70F-7.0.14-FW\nconfig system interface\nedit "lan"\n' +
      "set ip 10.1.0.1 255.255.0.0\nnext\nend\n" +
      'config firewall policy\nedit 1\nset srcintf "lan"\nset dstintf "any"\n' +
      'set action accept\nset service "ALL"\nnext\nend\n',
  ],
];

onSqlite((stores) => {
  test("[ID60] imports in any order and grouping give the same lines of the model", async () => {
    const files = sources.map(([name, content]) => {
      writeFileSync(join(folder, name), content);
      return fileAt(join(folder, name), name);
    });
    const hashes = new Set<string>();
    let lines = 0;
    const order = fc.shuffledSubarray([...files.keys()], { minLength: files.length });
    const cuts = fc.uniqueArray(fc.integer({ min: 1, max: files.length - 1 }));
    await fc.assert(
      fc.asyncProperty(order, cuts, async (at, where) => {
        const home = homeOn(await stores.open());
        const ends = [...where.toSorted((a, b) => a - b), files.length];
        for (const [index, end] of ends.entries()) {
          const group = at.slice(index === 0 ? 0 : ends[index - 1], end);
          const job = await importInto(
            home,
            group.flatMap((one) => files[one] ?? []),
          );
          expect(job.state).toBe("done");
        }
        const current = await home.identify.current();
        const text = current === null ? "" : modelLines(current.model);
        lines = text.split("\n").length;
        hashes.add(createHash("sha256").update(text).digest("hex"));
        await home.jobs.stop();
        expect(hashes.size).toBe(1);
      }),
      { numRuns: 12 },
    );
    expect(lines).toBeGreaterThan(10);
  }, 120_000);
});
