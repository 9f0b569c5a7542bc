/** Who is the same and whom to believe, from the terminal. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { parseArguments } from "./arguments.ts";
import { temporaryFolder } from "./test/run-cli.ts";
import { runHere } from "./test/run-here.ts";

const run = (home: string, ...argv: readonly string[]) =>
  runHere(argv, { VALLGRAV_HOME: home, VALLGRAV_LANG: "en", USER: "signe" });

async function documentOf<T>(home: string, ...argv: readonly string[]): Promise<T> {
  return JSON.parse((await run(home, ...argv, "--json")).out) as T;
}

type Found = { readonly assets: readonly { readonly id: string; readonly name: string }[] };

type Pairs = {
  readonly pairs: readonly {
    readonly key: string;
    readonly isOne: boolean;
    readonly judged: { readonly holds: boolean; readonly by: string } | null;
  }[];
};

test("[CL70] a pair is judged by its key, listed with who said it, and taken back", async () => {
  const home = temporaryFolder();
  const [a, b] = [join(home, "a.csv"), join(home, "b.csv")];
  writeFileSync(a, "Datornamn;Serienummer;Operativsystem\nSRV-EKONOMI01;S100;Windows\n");
  writeFileSync(b, "Datornamn;Tillverkare;Operativsystem\nSRV-EKONMOI01;X;Linux\n");
  expect((await run(home, "import", a, b)).code).toBe(0);
  const { pairs } = await documentOf<Pairs>(home, "same", "list");
  expect(pairs).toMatchObject([{ isOne: true, judged: null }]);
  const key = pairs[0]?.key ?? "";
  expect((await run(home, "same", "list")).out).toContain("b.csv 2:1");
  expect((await run(home, "same", "deny", key)).code).toBe(0);
  expect((await documentOf<Pairs>(home, "same", "list")).pairs).toEqual([]);
  expect(await documentOf<Pairs>(home, "same", "judged")).toMatchObject({
    pairs: [{ key, isOne: false, judged: { holds: false, by: "signe" } }],
  });
  expect((await run(home, "same", "undo", key)).code).toBe(0);
  expect((await run(home, "same", "judged")).out).toContain("Nobody has judged");
  const lost = await run(home, "same", "confirm", "0123456789ab");
  expect([lost.code, lost.err.includes("not among what is known")]).toEqual([1, true]);
  const { entries } = JSON.parse((await run(home, "audit", "export", "--json")).out) as {
    readonly entries: readonly unknown[];
  };
  const actions = entries.map((line) => /identities\/[a-z]+/.exec(JSON.stringify(line))?.[0]);
  expect(actions.filter((one) => one === "identities/judge")).toHaveLength(3);
});

test("[CL1181] what is said of a thing stands in words, with what commands take", async () => {
  const home = temporaryFolder();
  const file = join(home, "systems.csv");
  writeFileSync(
    file,
    "Id;Systemnamn;Ägare;Drift;Tolerabel avbrottstid (timmar);Samhällsviktig tjänst\n" +
      "S1;Journalen;systemansvarig;egen drift;2;Hemsjukvård\n",
  );
  expect((await run(home, "import", file)).code).toBe(0);
  const swedish = { VALLGRAV_HOME: home, VALLGRAV_LANG: "sv", USER: "signe" };
  const { out } = await runHere(["asset", "show", "system/register:S1"], swedish);
  for (const line of ["tolerabel avbrottstid, timmar (tolerable-outage-hours)", "drift (hosting)"])
    expect(out.split("\n")).toContain(line);
  expect(out).toContain("  egen drift\n");
  expect(out).toContain("  bär upp  Hemsjukvård (");
  const { assets } = await documentOf<Found>(home, "asset", "find", "Hemsjukvård");
  const service = await run(home, "asset", "show", assets[0]?.id ?? "");
  expect(service.out).toContain("  Journalen (system/register:S1)  supports\n");
});

test("[CL71] whom to believe is chosen by asset, property and source, and taken back", async () => {
  const home = temporaryFolder();
  expect((await run(home, "trust", "list")).out).toContain("The sources agree");
  expect((await run(home, "example", "load")).code).toBe(0);
  const list = join(home, "a.csv");
  writeFileSync(list, "Datornamn;Tillverkare;Operativsystem\nDC01.KOMMUN.EXAMPLE.SE;X;Linux\n");
  expect((await run(home, "import", list)).code).toBe(0);
  type Rows = {
    readonly contradictions: readonly {
      readonly asset: { readonly id: string };
      readonly property: string;
      readonly values: readonly { readonly source: string }[];
    }[];
  };
  const { contradictions } = await documentOf<Rows>(home, "trust", "list");
  const [row] = contradictions;
  const loser = row?.values.at(-1)?.source ?? "";
  const about = [row?.asset.id ?? "", row?.property ?? ""];
  expect((await run(home, "trust", "set", ...about, loser)).code).toBe(0);
  const settled = await documentOf<Rows>(home, "trust", "settled");
  expect(settled.contradictions).toMatchObject([
    { property: about[1], trusted: { source: loser, by: "signe" } },
  ]);
  expect((await run(home, "trust", "settled")).out).toContain(`${loser} rules, says signe`);
  expect((await run(home, "trust", "undo", ...about)).code).toBe(0);
  const again = await documentOf<Rows>(home, "trust", "list");
  expect(again.contradictions).toHaveLength(contradictions.length);
  expect((await run(home, "trust", "set", ...about, "nobody")).code).toBe(1);
});

type Board = {
  readonly total: number;
  readonly candidates: readonly {
    readonly asset: { readonly id: string };
    readonly question: string;
    readonly words: { readonly choices: readonly { readonly id: string }[] };
  }[];
  readonly forms: readonly { readonly code: string; readonly state: string }[];
};

test("[CL72] a question is asked, answered by telephone and closed; one is withdrawn", async () => {
  const home = temporaryFolder();
  expect((await run(home, "example", "load")).code).toBe(0);
  const board = await documentOf<Board>(home, "ask", "list");
  const [first, second] = board.candidates;
  const itemOf = (one: typeof first) => [one?.asset.id ?? "", one?.question ?? ""];
  const made = await run(home, "ask", "new", "Rektor Exempel", ...itemOf(first));
  expect([made.code, made.out]).toEqual([0, expect.stringMatching(/\/fraga#[\w-]{43}$/m)]);
  const code = /^([A-Z2-9]{8})/.exec(made.out)?.[1] ?? "";
  const choice = first?.words.choices[0]?.id ?? "";
  expect((await run(home, "ask", "answer", code, "h5")).code).toBe(1);
  expect((await run(home, "ask", "answer", code.toLowerCase(), choice)).code).toBe(0);
  const after = await documentOf<Board>(home, "ask", "list");
  expect(after.total).toBe(board.total - 1);
  expect(after.forms).toMatchObject([{ code, state: "answered" }]);
  type Made = { readonly form: { readonly code: string } };
  const other = await documentOf<Made>(home, "ask", "new", "Annan", ...itemOf(second));
  expect((await run(home, "ask", "withdraw", other.form.code)).code).toBe(0);
  expect((await run(home, "ask", "withdraw", "NOBODY00")).code).toBe(1);
  expect((await run(home, "ask", "list")).out).toContain("Rektor Exempel  answered");
});

test("[CL73] things are found by part of a name, and one is told with file and place", async () => {
  const home = temporaryFolder();
  expect((await run(home, "asset", "find", "x")).out).toContain("Nothing fits");
  expect((await run(home, "example", "load")).code).toBe(0);
  const { assets } = await documentOf<Found>(home, "asset", "find", "DC01");
  expect(assets[0]?.name).toMatch(/^DC01/);
  const shown = await run(home, "asset", "show", assets[0]?.id ?? "");
  const told =
    /operating system \(operatingsystem\)\n {2}Windows Server 2022 Standard\n {4}\S+ \/data\/\d+/;
  expect([shown.code, shown.out]).toEqual([0, expect.stringMatching(told)]);
  expect((await run(home, "asset", "show", "computer/host:nobody")).code).toBe(1);
});

test("[CL2] what is wrong with same and trust is said by how to say it", () => {
  const lines = [
    "asset",
    "asset find",
    "asset x y",
    "ask",
    "ask new a",
    "ask new a b",
    "ask answer a",
    "ask withdraw a b",
    "same",
    "same x",
    "same list x",
    "same deny",
    "same deny a b",
    "trust",
  ];
  for (const line of [
    ...lines,
    "trust set a b",
    "trust undo a",
    "trust undo a b c",
    "trust list a",
  ])
    expect([line, parseArguments(line.split(" "))]).toMatchObject([
      line,
      { ok: false, problem: { code: "say" } },
    ]);
});
