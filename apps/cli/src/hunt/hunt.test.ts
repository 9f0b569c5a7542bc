/** Hunting from the terminal: which logs are read, what is told of a hit, what stops nothing. */
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync, zstdCompressSync } from "node:zlib";
import { expect, test } from "vitest";
import { temporaryFolder } from "../test/run-cli.ts";
import { runHere } from "../test/run-here.ts";
import { smallEvtx, storedZip } from "../test/small-logs.ts";

const rule = `title: Who am I
id: 11111111-1111-4111-8111-111111111111
logsource: {category: process_creation, product: windows}
detection:
  selection:
    Image|endswith: ['\\whoami.exe', '\\net.exe']
    CommandLine|contains: ' /all'
  other: {User: nobody}
  condition: selection and not other
level: high
tags: [attack.discovery, attack.t1033]
---
title: Notepad
id: 22222222-2222-4222-8222-222222222222
logsource: {product: windows}
detection:
  selection: {Image|endswith: '\\notepad.exe'}
  condition: selection
level: low
---
title: Both
id: 33333333-3333-4333-8333-333333333333
correlation:
  type: temporal
  rules: [11111111-1111-4111-8111-111111111111, 22222222-2222-4222-8222-222222222222]
  group-by: [Computer]
  timespan: 1h
  generate: true
level: high
`;

const ran = (...argv: readonly string[]) => runHere(argv, { VALLGRAV_LANG: "sv" });

type Hits = {
  readonly hits: readonly {
    readonly rule: string;
    readonly file: string;
    readonly place: string;
    readonly time: string | null;
  }[];
};

async function hunted(folder: string, ...argv: readonly string[]): Promise<Hits> {
  const told = await ran("hunt", "--rules", join(folder, "r.yml"), "--json", ...argv);
  return JSON.parse(told.out) as Hits;
}

function line(time: string, Image: string, CommandLine: string): string {
  const Channel = "Microsoft-Windows-Sysmon/Operational";
  const UtcTime = `2026-01-02 ${time}`;
  const Computer = "pc-2.example.test";
  return `${JSON.stringify({ Channel, EventID: 1, UtcTime, Computer, Image, CommandLine })}\n`;
}

const lines =
  line("08:00:00.000", "C:\\notepad.exe", "notepad") +
  line("08:30:00.000", "C:\\net.exe", "net user /all");

/** Logs in every packing, and what is none. */
function folderOfLogs(): string {
  const folder = temporaryFolder();
  writeFileSync(join(folder, "r.yml"), rule);
  const logs = join(folder, "logs");
  mkdirSync(join(logs, "deep"), { recursive: true });
  writeFileSync(join(logs, "a"), smallEvtx());
  writeFileSync(join(logs, "b.gz"), gzipSync(smallEvtx()));
  writeFileSync(join(logs, "deep", "c.jsonl.zst"), zstdCompressSync(lines));
  writeFileSync(
    join(logs, "d.zip"),
    storedZip({ "x.evtx": smallEvtx(), "y.txt": Buffer.from("no log\n") }),
  );
  writeFileSync(
    join(logs, "e.json"),
    Buffer.from(`\uFEFF${lines.replaceAll("\n", "\r\n")}`, "utf16le"),
  );
  writeFileSync(join(logs, "info.yml"), "id: 1\n");
  return folder;
}

test("[CL90] logs of every packing are found whatever their names; a hit says all", async () => {
  const folder = folderOfLogs();
  const told = await ran("hunt", "--rules", join(folder, "r.yml"), "--", join(folder, "logs"));
  expect(told).toEqual({
    code: 0,
    err: "",
    out: [
      "Sökte i 5 loggar med 10 händelser efter 2 regler.",
      "10 träffar av 2 regler:",
      "",
      "Allvar  Träffar  Regel",
      "högt          5  Who am I",
      "lågt          5  Notepad",
      "2 samband av flera händelser. De står i dokumentet (--json).",
      "2 filer är inga loggar i något känt format och hoppades över.",
      "",
    ].join("\n"),
  });
  const document = await hunted(folder, "--", join(folder, "logs"));
  expect(document).toMatchObject({
    rules: 2,
    correlations: 1,
    logs: 5,
    passedOver: { count: 2 },
    records: 10,
    recovered: 0,
    damaged: 0,
    undecided: 0,
    hitsLeftOut: 0,
    problems: [],
    found: [
      {
        rule: "11111111-1111-4111-8111-111111111111",
        title: "Who am I",
        level: "high",
        tags: ["attack.discovery", "attack.t1033"],
        hits: 5,
      },
      { title: "Notepad", hits: 5 },
    ],
  });
  expect(document.hits.map(({ file, place }) => [file.replace(/.*logs./, ""), place])).toEqual([
    ["a", "byte 4608"],
    ["a", expect.stringMatching(/^byte \d+$/)],
    ["b.gz", "byte 4608"],
    ["b.gz", expect.stringMatching(/^byte \d+$/)],
    ["d.zip/x.evtx", "byte 4608"],
    ["d.zip/x.evtx", expect.stringMatching(/^byte \d+$/)],
    ["deep/c.jsonl.zst", "1:1"],
    ["deep/c.jsonl.zst", "2:1"],
    ["e.json", "1:1"],
    ["e.json", "2:1"],
  ]);
  expect(document.hits[0]).toMatchObject({
    rule: "11111111-1111-4111-8111-111111111111",
    record: "1",
    time: "2026-01-02T03:04:05.678Z",
    recovered: false,
    matched: [
      { field: "Image", values: ["C:\\Windows\\System32\\whoami.exe"] },
      { field: "CommandLine", values: ["whoami /all"] },
    ],
    event: { Computer: "pc-1.example.test", EventID: "1" },
  });
});

test("[CL91] a level leaves out rules, a day leaves out records before it", async () => {
  const folder = folderOfLogs();
  const path = join(folder, "logs", "e.json");
  const rulesOf = ({ hits }: Hits) => hits.map(({ rule }) => rule.slice(0, 4));
  expect(rulesOf(await hunted(folder, "--level", "high", path))).toEqual(["1111"]);
  expect(rulesOf(await hunted(folder, "--since", "2026-01-02T08:15:00Z", path))).toEqual(["1111"]);
  expect(rulesOf(await hunted(folder, "--since", "2026-01-02", path))).toHaveLength(2);
  expect(rulesOf(await hunted(folder, "--since", "2026-01-03", path))).toEqual([]);
});

test("[CL92] the document is the same for any number of threads", async () => {
  const folder = folderOfLogs();
  const argv = ["--", join(folder, "logs")];
  const one = await hunted(folder, "--threads", "1", ...argv);
  expect(one.hits).toHaveLength(10);
  expect(await hunted(folder, "--threads", "3", ...argv)).toEqual(one);
});

test("[CL93] a path that is not there is refused; a broken file stops no other", async () => {
  const folder = folderOfLogs();
  const rules = join(folder, "r.yml");
  const nowhere = await ran("hunt", "--rules", rules, "--", join(folder, "nowhere"));
  expect([nowhere.code, nowhere.out]).toEqual([1, ""]);
  expect(nowhere.err).toContain("[cli/unreadable]");
  const logs = join(folder, "logs");
  writeFileSync(join(logs, "b.gz"), gzipSync(smallEvtx()).subarray(0, 200));
  const broken = smallEvtx();
  broken[4_096 + 512 + 24] = 0x3f;
  writeFileSync(join(logs, "a"), broken);
  const told = await ran("hunt", "--rules", rules, "--", logs);
  expect(told.code).toBe(0);
  expect(told.out).toContain("Träffar");
  expect(told.err).toContain("[eventlogs/bad-record]");
  expect(told.err).toContain("[eventlogs/bad-packing]");
});

test("[CL94] correlations see all files together, in the order of the events' times", async () => {
  const folder = folderOfLogs();
  const parts = lines.split("\n");
  writeFileSync(join(folder, "later"), parts[0] ?? "");
  writeFileSync(join(folder, "earlier"), parts[1] ?? "");
  const document = await hunted(folder, join(folder, "earlier"), join(folder, "later"));
  expect(document).toMatchObject({
    correlated: [
      {
        rule: "33333333-3333-4333-8333-333333333333",
        time: "2026-01-02T08:30:00.000Z",
        group: [{ name: "Computer", value: "pc-2.example.test" }],
        events: [expect.stringContaining("later"), expect.stringContaining("earlier")],
      },
    ],
  });
});

test("[CL95] rules that are refused are told, what waits is listed, others hunt", async () => {
  const folder = folderOfLogs();
  const bad = rule.replaceAll("1111-4111", "4444-4111").replace("|contains:", "|nosuch:");
  writeFileSync(join(folder, "bad.yml"), bad.slice(0, bad.indexOf("---")));
  const waits = bad.slice(0, bad.indexOf("---")).replace("|nosuch: ' /all'", "|expand: '%x%'");
  writeFileSync(join(folder, "waits.yml"), waits.replaceAll("4444-4111", "5555-4111"));
  const more = ["--rules", join(folder, "bad.yml"), "--rules", join(folder, "waits.yml")];
  const told = await ran(
    "hunt",
    "--rules",
    join(folder, "r.yml"),
    ...more,
    "--json",
    join(folder, "logs"),
  );
  expect(told.code).toBe(0);
  expect(told.err).toContain("[sigma/unknown-modifier]");
  expect(JSON.parse(told.out)).toMatchObject({
    rules: 2,
    waiting: [{ title: "Who am I", needs: ["x"] }],
    problems: [{ code: "sigma/unknown-modifier" }],
  });
});

test("[CL2] what is missing or wrong in the line is said", async () => {
  const wrong: readonly (readonly string[])[] = [
    ["hunt"],
    ["hunt", "x"],
    ["hunt", "--rules", "r", "--since", "yesterday", "x"],
    ["hunt", "--rules", "r", "--level", "worst", "x"],
  ];
  for (const argv of wrong) {
    const told = await ran(...argv);
    expect([argv, told.code, told.out]).toEqual([argv, 2, ""]);
  }
});

test("[CL96] coverage says which rules can fire on the logs, and why others cannot", async () => {
  const folder = folderOfLogs();
  const more = `
title: Nobody delivers
id: 66666666-6666-4666-8666-666666666666
logsource: {category: file_rename, product: windows}
detection:
  selection: {Image: x}
  condition: selection
tags: [attack.t1003.001]
---
title: Field is missing
id: 77777777-7777-4777-8777-777777777777
logsource: {category: process_creation, product: windows}
detection:
  selection: {OriginalFileName: x}
  condition: selection
tags: [attack.t1003.001, attack.t1033]
`;
  writeFileSync(join(folder, "more.yml"), more);
  const argv = ["rules", "coverage", "--rules", join(folder, "r.yml")];
  const logs = ["--rules", join(folder, "more.yml"), "--", join(folder, "logs")];
  expect(await ran(...argv, ...logs)).toEqual({
    code: 0,
    err: "",
    out: [
      "2 av 4 regler kan slå till på loggarna.",
      "1 saknar källa, 1 saknar fält i sin källa, 0 väntar på värden.",
      "",
      "Källa som saknas       Regler",
      "windows / file_rename       1",
      "",
    ].join("\n"),
  });
  const document: unknown = JSON.parse((await ran(...argv, "--json", ...logs)).out);
  expect(document).toMatchObject({
    rules: 4,
    canFire: 2,
    feeds: [
      { product: "windows", service: "sysmon", categories: ["process_creation"], events: 10 },
    ],
    noSource: [{ title: "Nobody delivers", source: "windows / file_rename" }],
    never: [{ title: "Field is missing", missing: ["OriginalFileName"] }],
    waiting: [],
    techniques: [
      { technique: "T1003.001", rules: 0 },
      { technique: "T1033", rules: 1 },
    ],
  });
  const layer: unknown = JSON.parse((await ran(...argv, "--layer", ...logs)).out);
  expect(layer).toMatchObject({
    domain: "enterprise-attack",
    techniques: [
      { techniqueID: "T1003.001", score: 0 },
      { techniqueID: "T1033", score: 1 },
    ],
  });
  // Without logs whatever can be read is taken, with any fields.
  const anything = await ran(...argv, "--rules", join(folder, "more.yml"));
  expect(anything.out).toContain("3 av 4 regler");
  expect((await ran("rules", "coverage", "x")).code).toBe(2);
  expect((await ran("rules", "check", "--layer", "x")).code).toBe(2);
});

test("[CL97] the page of a hunt tells of everything and fetches nothing", async () => {
  const folder = folderOfLogs();
  const evil = '<img src=x onerror="alert(1)">';
  writeFileSync(join(folder, "evil"), line("09:00:00.000", `${evil}\\\\net.exe`, "net /all &amp;"));
  const page = join(folder, "page.html");
  const argv = ["hunt", "--rules", join(folder, "r.yml"), "--report", page];
  const paths = ["--", join(folder, "logs"), join(folder, "evil")];
  expect((await ran(...argv, ...paths)).code).toBe(0);
  const html = readFileSync(page, "utf8");
  expect(html).toContain("default-src 'none'");
  expect(html).toContain("&lt;img src=x onerror=&quot;alert(1)&quot;&gt;");
  expect(html).toContain("net /all &amp;amp;");
  expect(html).not.toMatch(/<img|<script|https?:/);
  for (const part of [
    '<html lang="sv">',
    "Sökte i 6 loggar med 11 händelser efter 2 regler.",
    "11 träffar av 2 regler.",
    "2026-01-02",
    "Who am I",
    "pc-1.example.test",
    "byte 4608",
    "attack.discovery, attack.t1033",
    'class="high"',
  ])
    expect(html).toContain(part);
  const again = await ran(...argv, ...paths);
  expect([again.code, again.err.includes("[cli/exists]")]).toEqual([1, true]);
  expect(readFileSync(page, "utf8")).toBe(html);
});

test("[CL562] a hunt that was stopped goes on where it was", async () => {
  const folder = folderOfLogs();
  const [logs, resume] = [join(folder, "logs"), join(folder, "done.jsonl")];
  const go = () => hunted(folder, "--resume", resume, "--", logs);
  const whole = await hunted(folder, "--", logs);
  expect(await go()).toEqual(whole);
  const kept = readFileSync(resume, "utf8").trimEnd().split("\n");
  expect(kept.length).toBe(7);
  // What stands in the file is believed, so that it is seen to be used.
  const [head = "", first = "", ...rest] = kept;
  const told = first.replace(/"records":\d+/, '"records":1000');
  const cut = (rest.at(-1) ?? "").slice(0, 40);
  writeFileSync(resume, [head, told, ...rest.slice(0, -1), cut].join("\n"));
  const again = (await go()) as Hits & { readonly records: number };
  expect(again.records).toBeGreaterThan(1_000);
  expect(again.hits).toEqual(whole.hits);
  expect(readFileSync(resume, "utf8").trimEnd().split("\n").length).toBe(8);
  // A file that was changed is hunted anew.
  writeFileSync(join(logs, "a"), "");
  expect((await go()).hits.some(({ file }) => file === join(logs, "a"))).toBe(false);
  // Other rules would find something else.
  const other = await ran("hunt", "--rules", "own", "--resume", resume, "--json", "--", logs);
  expect([other.code, JSON.parse(other.out)]).toMatchObject([
    1,
    { problems: [{ code: "cli/other-hunt" }] },
  ]);
});
