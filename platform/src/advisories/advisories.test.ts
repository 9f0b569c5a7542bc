/** A folder of advisories: built, renewed, damaged, and held against inventories. */
import { copyFileSync, mkdirSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import type { EvidenceId, Instant, Observation } from "@vallgrav/kernel";
import { read } from "@vallgrav/readers";
import { expect, test } from "vitest";
import { zipOf } from "../collect/test/zip-writer.ts";
import { matchInventory, updateAdvisories } from "./index.ts";
import {
  epss,
  euvd,
  fileOf,
  first,
  inventory,
  kev,
  matched,
  now,
  npm,
  osv,
  second,
  temporaryFolder,
  updated,
} from "./test/feeds.ts";

test("[AD1] files of every form, each record once, in one step", async () => {
  const db = join(temporaryFolder(), "db");
  const list = fileOf("list.json", JSON.stringify([first, second]));
  const lines = fileOf("lines.jsonl", `${JSON.stringify(first)}\n\n${JSON.stringify(second)}\n`);
  const zip = fileOf(
    "all.zip",
    zipOf([{ name: "T-1.json", content: JSON.stringify(first) }, { name: "read.me" }]),
  );
  const scores = fileOf("epss.csv.gz", gzipSync(epss));
  const catalogue = fileOf("kev.json", JSON.stringify(kev));
  expect(await updated(db, list)).toBe("1: 2 2 0 0; 2/2/0false");
  expect(await updated(db, lines, zip, scores, catalogue)).toBe(
    "2: 2 2 1 1; 2/0/0false 1/0/1false 1/1/0false 1/1/0false",
  );
  expect(readdirSync(db).toSorted()).toEqual(["advisories-2.sqlite", "advisories.json"]);
  const folder = temporaryFolder();
  mkdirSync(join(folder, "npm"));
  writeFileSync(join(folder, "npm", "T-3.json"), JSON.stringify(osv("T-3", "up", "1.0.0")));
  writeFileSync(join(folder, "note.txt"), "nothing");
  expect(await updated(db, folder)).toBe("3: 3 3 1 1; 1/1/0false");
});

test("[AD2] what is known is passed over; later records replace, withdrawn ones go", async () => {
  const db = temporaryFolder();
  const list = fileOf("list.json", JSON.stringify([first, second]));
  await updated(db, list);
  expect(await updated(db, list)).toBe("1: 2 2 0 0; 2/0/0true");
  const later = { modified: "2026-02-01T00:00:00Z" };
  const newer = fileOf("newer.json", JSON.stringify(osv("T-1", "left", "1.3.0", later)));
  const older = fileOf("older.json", JSON.stringify(osv("T-1", "left", "9.0.0")));
  expect(await updated(db, newer, older)).toBe("2: 2 2 0 0; 1/1/0false 1/0/0false");
  expect(await matched(db, inventory(npm("left", "1.2.5")))).toMatchObject({
    matches: ["T-1 pkg:npm/left@1.2.5 affected span 1.3.0 - -"],
  });
  const withdrawn = { modified: "2026-03-01T00:00:00Z", withdrawn: "2026-03-01T00:00:00Z" };
  const gone = fileOf("gone.json", JSON.stringify(osv("T-1", "left", "1.3.0", withdrawn)));
  expect(await updated(db, gone)).toBe("3: 2 1 0 0; 1/1/0false");
});

test("[AD8] exploited by whichever knows: the catalogue's word stands before ENISA's", async () => {
  const db = temporaryFolder();
  await updated(db, fileOf("list.json", JSON.stringify([first, second])));
  const [database, catalogue] = [euvd, kev].map((one, at) =>
    fileOf(`${at}.json`, JSON.stringify(one)),
  );
  expect(await updated(db, database ?? "")).toBe("2: 2 2 2 0; 2/2/0false");
  expect(await updated(db, catalogue ?? "")).toBe("3: 2 2 2 0; 1/1/0false");
  const again = fileOf("again.json", JSON.stringify(euvd.items));
  expect(await updated(db, again)).toBe("4: 2 2 2 0; 2/0/0false");
  const made = await matchInventory(db, inventory(npm("left", "1.0.0"), npm("right", "1.0.0")));
  const told = made.ok ? made.value.matches.map((one) => [one.advisory, one.exploited?.by]) : [];
  expect(Object.fromEntries(told)).toEqual({ "T-1": "euvd", "T-2": "kev" });
});

test("[AD3] a record that cannot be read is left out; such a file is refused", async () => {
  const db = temporaryFolder();
  const lines = `${JSON.stringify(first)}\n{"id":\n{"id":"X"}\n`;
  const made = await updateAdvisories(db, [fileOf("some.jsonl", lines)], {
    now,
    onProgress: () => undefined,
  });
  expect(made.ok && made.value.problems.map(({ code, severity }) => `${severity} ${code}`)).toEqual(
    ["warning advisories/not-json", "warning advisories/not-an-advisory"],
  );
  const before = readdirSync(db);
  const whole = zipOf([{ name: "T-2.json", content: JSON.stringify(second) }]);
  const half = fileOf("half.zip", whole.subarray(0, whole.length / 2));
  expect(await updated(db, fileOf("second.json", JSON.stringify(second)), half)).toBe(
    "collect/not-a-zip",
  );
  expect(await updated(db, fileOf("note.csv", "a,b\n"))).toBe("collect/not-advisories");
  expect(await updated(db, temporaryFolder())).toBe("collect/not-advisories");
  expect(readdirSync(db)).toEqual(before);
  expect(await matched(db, inventory(npm("right", "1.0.0")))).toMatchObject({ matches: [] });
});

test("[AD4] what is not whole, or is of a later format, is said and not used", async () => {
  const db = temporaryFolder();
  const asked = inventory(npm("left", "1.0.0"));
  expect(await matched(db, asked)).toBe("collect/no-advisories");
  await updated(db, fileOf("list.json", JSON.stringify([first, second])));
  const file = join(db, "advisories-1.sqlite");
  const bytes = readFileSync(file);
  truncateSync(file, bytes.length / 2);
  expect(await matched(db, asked)).toBe("collect/advisories-damaged");
  expect(await updated(db, fileOf("kev.json", JSON.stringify(kev)))).toBe(
    "collect/advisories-damaged",
  );
  bytes[bytes.length - 1] = (bytes.at(-1) ?? 0) ^ 1;
  writeFileSync(file, bytes);
  expect(await matched(db, asked)).toBe("collect/advisories-damaged");
  rmSync(file);
  expect(await matched(db, asked)).toBe("collect/advisories-damaged");
  writeFileSync(join(db, "advisories.json"), '{"format":2}');
  expect(await matched(db, asked)).toBe("collect/advisories-newer");
  writeFileSync(join(db, "advisories.json"), '{"format":1');
  expect(await matched(db, asked)).toBe("collect/advisories-damaged");
});

test("[AD4] a folder that was carried elsewhere works there", async () => {
  const [db, elsewhere] = [temporaryFolder(), temporaryFolder()];
  await updated(db, fileOf("list.json", JSON.stringify([first])));
  for (const name of readdirSync(db)) copyFileSync(join(db, name), join(elsewhere, name));
  expect(await matched(elsewhere, inventory(npm("left", "1.0.0")))).toMatchObject({
    counts: [1, 1, 0],
  });
});

test("[AD5] affected first, exploited before others; what was not examined", async () => {
  const db = temporaryFolder();
  const git = { type: "GIT", repo: "https://git.example.se/x", events: [{ introduced: "0" }] };
  const commits = osv("T-4", "down", "1.0.0", {
    affected: [{ package: { ecosystem: "npm", name: "down" }, ranges: [git] }],
  });
  const list = JSON.stringify([first, second, commits]);
  await updated(
    db,
    fileOf("list.json", list),
    fileOf("kev.json", JSON.stringify(kev)),
    fileOf("epss.csv", epss),
  );
  const observations = inventory(
    npm("left", "1.1.0"),
    npm("right", "1.0.0"),
    npm("down", "1.0.0"),
    npm("left", "1.2.0"),
    { type: "library", name: "left", version: "", purl: "pkg:npm/left" },
    { type: "application", name: "Ekonomi", version: "7" },
  );
  expect(await matched(db, observations)).toEqual({
    matches: [
      "T-2 pkg:npm/right@1.0.0 affected span 2.0.0 exploited -",
      "T-1 pkg:npm/left@1.1.0 affected span 1.2.0 - 0.5",
      "T-1 pkg:npm/left unknown no-version - - 0.5",
      "T-4 pkg:npm/down@1.0.0 unknown gap - - -",
    ],
    notExamined: ["pkg:generic/Ekonomi@7"],
    counts: [6, 5, 1],
  });
});

test("[AD5] advisories of one weakness of one component share its name", async () => {
  const db = temporaryFolder();
  const list = [
    osv("T-1", "left", "1.2.0", { aliases: ["CVE-2026-0001"] }),
    osv("T-2", "left", "1.3.0", { upstream: ["CVE-2026-0001"] }),
    osv("T-3", "left", "1.3.0", { upstream: ["CVE-2026-0001", "CVE-2026-0002"] }),
    osv("CVE-2026-0003", "left", "1.3.0"),
  ];
  await updated(db, fileOf("list.json", JSON.stringify(list)));
  const made = await matchInventory(db, inventory(npm("left", "1.0.0")));
  const names = made.ok ? made.value.matches.map((one) => `${one.advisory} ${one.weakness}`) : [];
  expect(names.toSorted()).toEqual([
    "CVE-2026-0003 CVE-2026-0003",
    "T-1 CVE-2026-0001",
    "T-2 CVE-2026-0001",
    "T-3 T-3",
  ]);
});

test("[AD6] a system's package by its source and release, without untold epochs", async () => {
  const db = temporaryFolder();
  const entry = (ecosystem: string, name: string, fixed: string): object => ({
    package: { ecosystem, name },
    ranges: [{ type: "ECOSYSTEM", events: [{ introduced: "0" }, { fixed }] }],
  });
  const debian = osv("D-1", "", "", {
    affected: [entry("Debian:12", "curl", "7.88.1-11"), entry("Debian:11", "curl", "7.74.0-2")],
  });
  const alma = osv("A-1", "", "", {
    affected: [entry("AlmaLinux:9", "openssl", "1:3.0.7-28.el9")],
  });
  await updated(db, fileOf("list.json", JSON.stringify([debian, alma])));
  const observationsOf = (text: string): readonly Observation[] => {
    const bytes = new TextEncoder().encode(text);
    const evidence = "e" as EvidenceId;
    const reading = read({ name: "x", bytes, evidence, receivedAt: now as Instant });
    if (!reading.ok) throw new Error("refused");
    return reading.observations;
  };
  const status = (version: string): readonly Observation[] =>
    observationsOf(
      `Package: libcurl4\nStatus: install ok installed\nSource: curl\nVersion: ${version}\n\n` +
        "Package: base-files\nStatus: install ok installed\nVersion: 12.4\n",
    );
  expect(await matched(db, status("7.88.1-10"))).toMatchObject({ counts: [2, 1, 0] });
  // Of what no advisories were read silence says nothing.
  expect(await matched(db, inventory(npm("left", "1.0.0")))).toEqual({
    matches: [],
    notExamined: ["pkg:npm/left@1.0.0"],
    counts: [1, 0, 0],
  });
  expect(await matched(db, status("7.88.1-11"))).toMatchObject({ matches: [], counts: [2, 1, 1] });
  const rpm = (line: string): readonly Observation[] =>
    observationsOf(`almalinux-release-9.4-1.el9.x86_64\n${line}\n`);
  const query = "arch=x86_64&distro=almalinux-9.4";
  expect(await matched(db, rpm("openssl-3.0.7-28.el9.x86_64"))).toMatchObject({ matches: [] });
  expect(await matched(db, rpm("openssl-3.0.7-27.el9.x86_64"))).toMatchObject({
    matches: [`A-1 pkg:rpm/almalinux/openssl@3.0.7-27.el9?${query} affected span 3.0.7-28.el9 - -`],
  });
});

test("[AD7] what is no package is held by CPE name or by its supplier's words", async () => {
  const db = temporaryFolder();
  const cve = {
    dataType: "CVE_RECORD",
    cveMetadata: { cveId: "CVE-2026-0009", dateUpdated: "2026-01-01T00:00:00Z" },
    containers: {
      cna: {
        affected: [
          {
            vendor: "Example AB",
            product: "Reader",
            defaultStatus: "unaffected",
            versions: [{ version: "0", lessThan: "12.0", status: "affected" }],
          },
        ],
      },
    },
  };
  await updated(db, fileOf("CVE-2026-0009.json", JSON.stringify(cve)));
  const reader = "pkg:generic/Example%20AB/Example%20Reader%20(64-bit)@11.2";
  const cpe = "cpe:2.3:a:example:reader:11.0:*:*:*:*:*:*:*";
  const asked = inventory(
    {
      type: "application",
      name: "Example Reader (64-bit)",
      publisher: "Example AB",
      version: "11.2",
    },
    { type: "application", name: "Renamed", version: "11.0", cpe },
    { type: "application", name: "Reader", publisher: "Example AB", version: "12.1" },
    { type: "application", name: "Reader", publisher: "Another AB", version: "11.0" },
  );
  expect(await matched(db, asked)).toEqual({
    matches: [
      `CVE-2026-0009 ${reader} affected span 12.0 - -`,
      "CVE-2026-0009 pkg:generic/Renamed@11.0 affected span 12.0 - -",
    ],
    notExamined: ["pkg:generic/Another%20AB/Reader@11.0"],
    counts: [4, 3, 1],
  });
});
