/** Detection rules from the terminal: what they say, and why one did or did not fire. */
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { temporaryFolder } from "./test/run-cli.ts";
import { runHere } from "./test/run-here.ts";
import { smallEvtx } from "./test/small-logs.ts";

const rule = `title: Example
id: 11111111-1111-4111-8111-111111111111
logsource: {category: process_creation, product: windows}
detection:
  selection:
    Image|endswith: ['\\whoami.exe', '\\net.exe']
    CommandLine|contains|windash: ' /all'
  filter:
    User|startswith: adm_
  condition: selection and not filter
level: low
`;

const event = { Image: "C:\\Windows\\whoami.exe", CommandLine: "whoami -all", User: "\u001B[2Jbo" };

const ran = (...argv: readonly string[]) => runHere(argv, { VALLGRAV_LANG: "sv" });

/** A folder with a good rule, a bad one, one that waits, and events. */
function folder(): string {
  const path = temporaryFolder();
  mkdirSync(join(path, "rules", "deep"), { recursive: true });
  writeFileSync(join(path, "rules", "good.yml"), rule);
  const other = rule.replace("11111111-1111", "22222222-2222");
  writeFileSync(join(path, "rules", "deep", "bad.yml"), other.replace("windash", "nosuch"));
  const waiting = rule.replace("11111111-1111", "33333333-3333").replace("|windash", "|expand");
  writeFileSync(join(path, "rules", "deep", "waits.yaml"), waiting.replace("' /all'", "'%x%'"));
  writeFileSync(join(path, "events.jsonl"), `${JSON.stringify(event)}\nnot json\n\n{"Image":1}\n`);
  return path;
}

test("[CL20] rules are read from files and folders; what is refused is named", async () => {
  const path = folder();
  const checked = await ran("rules", "check", join(path, "rules"));
  expect(checked.code).toBe(1);
  expect(checked.out).toBe(
    "3 filer, 1 regler, 0 korrelationer.\nVäntar på värden för x: Example\n",
  );
  expect(checked.err).toBe(
    "fel: bad.yml, rad 7, tecken 5: Modifieraren nosuch på fältet CommandLine finns inte. " +
      "Rätta namnet. [sigma/unknown-modifier]\n",
  );
  const document: unknown = JSON.parse(
    (await ran("rules", "check", join(path, "rules"), "--json")).out,
  );
  expect(document).toMatchObject({
    files: 3,
    rules: 1,
    correlations: 0,
    waiting: [{ kind: "rule", title: "Example", needs: ["x"] }],
    problems: [{ code: "sigma/unknown-modifier" }],
  });
  expect((await ran("rules", "check", join(path, "rules", "good.yml"))).code).toBe(0);
  expect((await ran("rules", "check", join(path, "nowhere"))).code).toBe(1);
});

test("[CL21] an explanation goes step by step, with what the event held", async () => {
  const path = folder();
  const argv = ["rules", "explain", "--rules", join(path, "rules"), "--rule", "Example"];
  const told = await ran(...argv, join(path, "events.jsonl"));
  expect(told.code).toBe(0);
  expect(told.out.split("\n").slice(2, 14)).toEqual([
    "rad 1: regeln slår till",
    "  ja   selection  (5:3)",
    "    ja   Image|endswith  (6:5)",
    "      ja   *\\\\whoami.exe  ← C:\\Windows\\whoami.exe",
    "      nej  *\\\\net.exe  ← C:\\Windows\\whoami.exe",
    "    ja   CommandLine|contains|windash  (7:5)",
    "      ja   * -all*  ← whoami -all",
    "  ja   not",
    "    nej  filter  (8:3)",
    "      nej  User|startswith  (9:5)",
    "        nej  adm_*  ← \uFFFD[2Jbo",
    "rad 4: regeln slår inte till",
  ]);
  expect(told.err).toContain("rad 2, tecken 1: Raden är inget JSON-objekt och hoppades över.");
  const id = "11111111-1111-4111-8111-111111111111";
  const again = [...argv.slice(0, -1), id, join(path, "events.jsonl"), "--json"];
  expect(JSON.parse((await ran(...again)).out)).toMatchObject({
    rule: { key: id, title: "Example", level: "low" },
    events: [
      { line: 1, holds: true, why: { step: "and", holds: true } },
      { line: 4, holds: false },
    ],
  });
  const nobody = await ran(...argv.slice(0, -1), "Nobody", join(path, "events.jsonl"));
  expect([nobody.code, nobody.out]).toEqual([1, ""]);
});

test("[CL762] of a log of Windows each record is explained, its source first", async () => {
  const path = folder();
  const log = join(path, "log.evtx");
  writeFileSync(log, smallEvtx());
  const explained = async (category: string) => {
    const file = join(path, `${category}.yml`);
    const text = rule.replace("process_creation", category).replace(/ {4}CommandLine.*\n/, "");
    writeFileSync(file, text);
    const told = await ran("rules", "explain", "--rules", file, "--rule", "Example", log, "--json");
    const { events } = JSON.parse(told.out) as {
      readonly events: readonly {
        readonly line: number;
        readonly holds: boolean;
        readonly why: { readonly steps: readonly { step: string; holds: boolean }[] };
      }[];
    };
    return events.map(({ line, holds, why }) => [
      line,
      holds,
      ...why.steps.map((one) => `${one.step} ${one.holds}`),
    ]);
  };
  expect(await explained("process_creation")).toEqual([
    [1, true, "source true", "and true"],
    [2, false, "source true", "and false"],
  ]);
  expect(await explained("file_event")).toEqual([
    [1, false, "source false"],
    [2, false, "source false"],
  ]);
});
