/** `update` and `match` as somebody without a network runs them. */
import { existsSync, readFileSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { runCli, temporaryFolder } from "./test/run-cli.ts";

const record = {
  id: "TEST-2026-1",
  modified: "2026-01-01T00:00:00Z",
  aliases: ["CVE-2026-0001"],
  summary: "A fictional weakness",
  affected: [
    {
      package: { ecosystem: "npm", name: "left" },
      ranges: [{ type: "SEMVER", events: [{ introduced: "0" }, { fixed: "1.2.0" }] }],
    },
  ],
};
const bill = {
  bomFormat: "CycloneDX",
  specVersion: "1.6",
  components: [
    { type: "library", name: "left", version: "1.1.0", purl: "pkg:npm/left@1.1.0" },
    { type: "library", name: "left", version: "", purl: "pkg:npm/left" },
    { type: "application", name: "Ekonomi", version: "7" },
  ],
};

type Files = { readonly home: string; readonly db: string; readonly bom: string };

async function ready(): Promise<Files> {
  const home = temporaryFolder();
  const [db, bom, osv] = [join(home, "db"), join(home, "bom.json"), join(home, "osv.json")];
  writeFileSync(osv, JSON.stringify(record));
  writeFileSync(bom, JSON.stringify(bill));
  const { code, err } = await runCli(home, ["update", osv, "--db", db]);
  expect([code, err]).toEqual([0, ""]);
  return { home, db, bom };
}

/** Members of a document that docs/cli-json.md does not name. */
function unexplained(document: object): readonly string[] {
  const docs = readFileSync(new URL("../../../docs/cli-json.md", import.meta.url), "utf8");
  return Object.keys(document).filter((name) => !docs.includes(`\`${name}\``));
}

test("[CL18] a list is held against advisories, in words and as a document", async () => {
  const { home, db, bom } = await ready();
  const said = await runCli(home, ["match", bom, "--db", db]);
  expect(said.code).toBe(0);
  const [lead, head, row, unknown, left] = said.out.split("\n");
  expect(lead).toBe("1 fynd i 1 komponenter med kända sårbarheter.");
  expect(head).toBe("råd            komponent     version  rättat i  utnyttjas");
  expect(row).toBe("CVE-2026-0001  pkg:npm/left  1.1.0    1.2.0");
  expect(unknown).toBe("Om 1 till går det inte att säga; --json visar varför.");
  expect(left).toBe("1 komponenter gick inte att jämföra med något. Det gör dem inte säkra.");
  const told = await runCli(home, ["match", bom, "--db", db, "--json"]);
  const document = JSON.parse(told.out) as {
    readonly database: object;
    readonly matches: readonly object[];
  };
  expect(document).toMatchObject({
    database: { generation: 1, counts: { advisories: 1 } },
    inventory: { name: "bom.json", reader: "cyclonedx" },
    components: 3,
    unaffected: 0,
    matches: [
      { advisory: "TEST-2026-1", status: "affected", fixedIn: "1.2.0", place: "/components/0" },
      { advisory: "TEST-2026-1", status: "unknown", reason: { kind: "no-version" } },
    ],
    notExamined: [{ component: "pkg:generic/Ekonomi@7", place: "/components/2" }],
  });
  const inner = [document.database, ...document.matches].flatMap(unexplained);
  expect([...unexplained(document), ...inner]).toEqual([]);
  // Nothing of the data is touched: not even the folder of it is made.
  expect(existsSync(join(home, "vallgrav.sqlite"))).toBe(false);
});

test("[CL18] what cannot be used is said in words, and is never an empty answer", async () => {
  const { home, db, bom } = await ready();
  const none = await runCli(home, ["match", bom, "--db", join(home, "nowhere")]);
  expect([none.code, none.out]).toEqual([1, ""]);
  expect(none.err).toContain("[collect/no-advisories]");
  const missing = await runCli(home, ["update", join(home, "not-there.zip"), "--db", db]);
  expect([missing.code, missing.err.includes("[cli/unreadable]")]).toEqual([1, true]);
  const strange = join(home, "strange.txt");
  writeFileSync(strange, "hello");
  const unread = await runCli(home, ["match", strange, "--db", db]);
  expect([unread.code, unread.err.includes("[readers/unrecognised]")]).toEqual([1, true]);
  truncateSync(join(db, "advisories-1.sqlite"), 4096);
  const half = await runCli(home, ["match", bom, "--db", db, "--json"]);
  expect(half.code).toBe(1);
  expect(half.out).toContain("collect/advisories-damaged");
  expect(half.out).not.toContain("matches");
});
