/** What the pages say: numbers, words for figures, the headline, the gap, tables as text. */
import { describe, expect, test } from "vitest";
import { isFaultless, judgeFirstAccount, judgeSignIn } from "../src/account/password.ts";
import { stopAfter } from "../src/parts/budget-stops.ts";
import { shownName, twoLines } from "../src/parts/shown-name.ts";
import { sortRows, tabSeparated } from "../src/parts/table-rows.ts";
import { timeEnd, timePosition } from "../src/parts/time-axis.ts";
import { layOut } from "../src/parts/way-layout.ts";
import { en } from "../src/words/en.ts";
import { type Manner, sayDamage, sayShare, sayTime } from "../src/words/figures.ts";
import * as format from "../src/words/format.ts";
import { gapWords } from "../src/words/gap.ts";
import { attackerName, headline } from "../src/words/headline.ts";
import { outageWord, powerOfTen, shareWord, timeWord } from "../src/words/speak.ts";
import { sv } from "../src/words/sv.ts";
import { valueWord } from "../src/words/values.ts";
import { ways } from "./fixtures/facts.ts";
import { leftBy, momentsOf, stepsBy } from "../src/protect/way-moments.ts";
import { curve, planAt } from "./fixtures/plan.ts";

/** No-break spaces as ordinary ones, so that expectations can be read. */
const plain = (text: string): string => text.replaceAll("\u00A0", " ");

describe("numbers", () => {
  test("amounts have no-break spaces and the Swedish unit", () => {
    expect(format.formatSek(1_200_000, "sv")).toBe("1\u00A0200\u00A0000\u00A0kr");
    expect(format.formatSek(1_200_000, "en")).toBe("SEK\u00A01,200,000");
  });

  test("estimates have two significant digits and a decimal comma", () => {
    const rough = [0.3789, 5.64, 1134, 18_400].map((value) => format.formatRough(value, "sv"));
    expect(rough.map(plain)).toEqual(["0,38", "5,6", "1 100", "18 000"]);
  });

  test("money takes the unit that its rounded size asks for", () => {
    const said = [900, 340_000, 999_600, 21_300_000].map((sek) => format.formatRoughSek(sek, "sv"));
    expect(said.map(plain)).toEqual(["900 kr", "340 tkr", "1 Mkr", "21 Mkr"]);
  });

  test("an amount in a sentence has three digits", () => {
    const said = [450_000, 1_000_000, 1_200_000, 1_170_000, 1_234_567].map((sek) =>
      plain(format.spokenSek(sek, "sv")),
    );
    expect(said).toEqual([
      "450 000 kronor",
      "1 miljon kronor",
      "1,2 miljoner kronor",
      "1,17 miljoner kronor",
      "1,23 miljoner kronor",
    ]);
  });

  test("a share is never rounded to nothing or to certainty", () => {
    const said = [0, 0.004, 0.71, 0.996, 1].map((share) => plain(format.formatShare(share, "sv")));
    expect(said).toEqual(["0 %", "< 1 %", "71 %", "> 99 %", "100 %"]);
  });

  test("a range of shares bears one sign, unless an end is no plain figure", () => {
    const ranges = [
      [0.25, 0.34],
      [0.002, 0.4],
      [0.3, 0.301],
    ] as const;
    expect(ranges.map(([low, high]) => plain(format.formatShareRange(low, high, "sv")))).toEqual([
      "25–34 %",
      "< 1 % – 40 %",
      "30 %",
    ]);
    expect(format.formatShareRange(0.25, 0.34, "en")).toBe("25–34%");
  });

  test("spans are in hours below a day", () => {
    const said = [0.01, 1 / 24, 0.58, 1, 3.24, 41].map((days) =>
      plain(format.formatSpan(days, "sv")),
    );
    expect(said).toEqual([
      "under en timme",
      "1 timme",
      "14 timmar",
      "1 dag",
      "3,2 dagar",
      "41 dagar",
    ]);
  });

  test("instants are shown as the day and minute in Stockholm", () => {
    expect(format.formatDay("2026-11-24T23:30:00.000Z")).toBe("2026-11-25");
    expect(plain(format.formatMinute("2026-07-01T12:05:00.000Z"))).toBe("2026-07-01 14:05");
    expect(format.formatDay("okänd")).toBe("okänd");
  });
});

describe("words for figures", () => {
  test("times change word at a day, a week, a month and the horizon", () => {
    const days = [0.99, 1, 6.99, 7, 29.9, 30, 90, 90.1, null];
    expect(days.map((time) => timeWord(time, 90))).toEqual([
      "hours",
      "days",
      "days",
      "weeks",
      "weeks",
      "months",
      "months",
      "holds",
      "holds",
    ]);
  });

  test("outages, powers of ten and shares have their steps", () => {
    expect([0, 7.9, 8, 168, 720].map(outageWord)).toEqual([
      "none",
      "workday",
      "days",
      "weeks",
      "months",
    ]);
    expect([0.4, 1, 9, 10, 999, 1000].map(powerOfTen)).toEqual([null, 0, 0, 1, 2, 3]);
    expect([0, 0.05, 0.2, 0.5, 0.71, 0.95, 1].map(shareWord)).toEqual([
      "none",
      "few",
      "minority",
      "half",
      "most",
      "almost-all",
      "all",
    ]);
  });

  test("a dial that speaks in words gives no digit away", () => {
    const manner: Manner = { words: sv, language: "sv", speak: "words" };
    const said = [
      sayTime(3.24, 90, manner),
      sayTime(null, 90, manner),
      sayShare(0.71, manner),
      sayDamage(1130, "hours", manner),
      sayDamage(18_400, "persons", manner),
      sayDamage(21_300_000, "sek", manner),
      sayDamage(0, "persons", manner),
    ];
    expect(said).toEqual([
      "dagar",
      "håller",
      "de flesta",
      "månader",
      "tiotusental",
      "tiotals miljoner kronor",
      "inga",
    ]);
  });

  test("a dial that speaks in figures says more than the horizon where nothing fell", () => {
    const manner: Manner = { words: sv, language: "sv", speak: "figures" };
    expect(plain(sayTime(null, 90, manner))).toBe("> 90 dagar");
    expect(plain(sayDamage(1130, "hours", manner))).toBe("1 100 h");
  });
});

describe("the headline", () => {
  const say = (budgetSek: number, speak: "figures" | "words"): string =>
    plain(headline(planAt(budgetSek, speak), sv, "sv"));
  const start = "Om en utpressningsgrupp börjar i dag";

  test("words turn days into months", () => {
    expect(say(1_200_000, "words")).toBe(
      `${start} når den ett samhällsviktigt mål inom några dagar. Åtgärder för 1,17 miljoner ` +
        "kronor gör dagar till månader.",
    );
  });

  test("figures give the medians", () => {
    expect(say(800_000, "figures")).toBe(
      `${start} når den ett samhällsviktigt mål inom ungefär 3,2 dagar. Åtgärder för 690 000 ` +
        "kronor gör 3,2 dagar till 41 dagar.",
    );
  });

  test("a plan that holds is said to hold in more than half of the cases", () => {
    expect(say(3_000_000, "figures")).toMatch(
      /Åtgärder för .* gör att kommunen håller emot i mer än hälften av fallen\.$/,
    );
  });

  test("without money nothing is promised", () => {
    expect(say(0, "words")).toMatch(/inom några dagar\. Ingen åtgärd är vald\.$/);
  });

  test("times that keep their word are not said to turn into another", () => {
    const plan = planAt(1_200_000, "words");
    const after = (medianDays: number | null): typeof plan => ({
      ...plan,
      after: { ...plan.after, resistance: { ...plan.after.resistance, medianDays } },
    });
    expect(plain(headline(after(6), sv, "sv"))).toMatch(
      /förlänger tiden, men det rör sig fortfarande om dagar\.$/,
    );
    expect(plain(headline(after(3.24), sv, "sv"))).toMatch(
      /flyttar inte tiden, men 29 % av skadan återstår\.$/,
    );
  });

  test("a municipality that holds already is told what remains of the damage", () => {
    const plan = planAt(1_200_000, "figures");
    const resistance = { ...plan.before.resistance, medianDays: null };
    const holding = { ...plan, before: { ...plan.before, resistance } };
    expect(plain(headline(holding, sv, "sv"))).toBe(
      `${start} når den inget samhällsviktigt mål inom 90 dagar i mer än hälften av fallen. ` +
        "Med åtgärder för 1,17 miljoner kronor återstår 29 % av skadan.",
    );
  });

  test("English says the same, and an unnamed profile goes by its identity", () => {
    expect(plain(headline(planAt(1_200_000, "words"), en, "en"))).toBe(
      "If an extortion group starts today, it reaches a vital objective within days. " +
        "Measures for SEK 1.17 million turn days into months.",
    );
    expect(attackerName("pupil-insider", sv)).toBe("pupil-insider");
    expect(attackerName("opportunistic-extortion", sv)).toBe("opportunistisk utpressning");
  });
});

describe("the gap", () => {
  const plan = planAt(1_200_000);

  test("is said as a share of the reduction, rounded down, never as optimal", () => {
    expect(plain(gapWords({ ...plan, gap: 0.1205 }, sv, "sv"))).toBe(
      "Paketet ger minst 87 % av den minskning som över huvud taget går att få för pengarna, " +
        "räknat på samma antaganden.",
    );
  });

  test("below one per cent no other package does noticeably better", () => {
    expect(plain(gapWords({ ...plan, gap: 0.01 }, sv, "sv"))).toBe(
      "Inget annat paket inom 1 200 000 kr minskar skadan nämnvärt mer – räknat på samma " +
        "antaganden och 1 000 genomspelade angrepp.",
    );
  });

  test("a stopped search says so", () => {
    expect(plain(gapWords({ ...plan, finished: false }, sv, "sv"))).toBe(
      "Sökningen avbröts. Paketet ger minst 94 % av möjlig minskning; längre sökning kan ge mer.",
    );
  });
});

describe("pictures", () => {
  test("the axis of times has five equal columns and never turns back", () => {
    expect([null, 91, 1 / 24, 0, 1, 7, 30, 90].map((days) => timePosition(days, 90))).toEqual([
      0.9, 0.9, 0, 0, 0.2, 0.4, 0.6, 0.8,
    ]);
    expect([timeEnd(null, 90), timeEnd(7, 90)]).toEqual([1, 0.4]);
    let last = 0;
    for (let days = 0.01; days < 90; days *= 1.1) {
      const here = timePosition(days, 90);
      expect(here >= last).toBe(true);
      last = here;
    }
  });

  test("the slider goes to the neighbour by a step and to the nearest by a drag", () => {
    const moves: readonly (readonly [number, number])[] = [
      [1_200_000, 1_201_000],
      [1_200_000, 1_199_000],
      [3_000_000, 3_000_000],
      [0, 700_000],
      [0, 0],
    ];
    expect(moves.map(([current, value]) => stopAfter(curve, current, value))).toEqual([
      2_000_000, 800_000, 3_000_000, 800_000, 0,
    ]);
    // A budget between two steps of the slider: it stands on the nearest of them.
    const uneven = curve
      .slice(0, 3)
      .map((stop, at) => ({ ...stop, budgetSek: [0, 800_400, 900_700][at] ?? 0 }));
    expect(stopAfter(uneven, 800_400, 801_000)).toBe(900_700);
    expect(stopAfter(uneven, 900_700, 899_000)).toBe(800_400);
  });

  test("the map has every distinct step once and sums what shares a move", () => {
    const map = layOut(ways.ways);
    expect(map.steps.map(({ step, place }) => `${step.node} ${place}`).sort()).toEqual([
      "ad:admin between",
      "anna:phish entry",
      "backup:destroy between",
      "lon:deny objective",
      "omsorg:deny objective",
      "pc:admin between",
      "pc:run between",
      "vpn:login entry",
    ]);
    const shared = map.moves.find((move) => move.from === "pc:admin" && move.to === "ad:admin");
    expect(shared?.frequency).toBeCloseTo(1, 12);
    expect(map.steps.every(({ x, y }) => x > 0 && x < map.width && y > 0 && y < map.height)).toBe(
      true,
    );
  });
});

describe("the story of the ways", () => {
  test("the replay stops at every day on which a step is taken, each once", () => {
    expect(momentsOf(ways.ways)).toEqual([...new Set(momentsOf(ways.ways))]);
    expect(momentsOf(ways.ways).at(-1)).toBe(3.4);
    expect(stepsBy(ways.ways, 1.4).taken).toBeLessThan(stepsBy(ways.ways, 2.6).taken);
    expect(stepsBy(ways.ways, 3.4)).toEqual({ taken: 8, all: 8 });
    expect(momentsOf([])).toEqual([]);
  });

  test("measures leave what none of them stands in the way of", () => {
    const left = (...chosen: number[]): readonly number[] => {
      const { all, ways: each } = leftBy(ways.barriers, new Set(chosen), 3);
      return [all, ...each].map((share) => Math.round(share * 100));
    };
    expect(left()).toEqual([100, 52, 31, 17]);
    expect(left(1)).toEqual([40, 10, 13, 17]);
    expect(left(0, 2)).toEqual([10, 10, 0, 0]);
    expect(leftBy([{ way: null, measures: [], share: 1 }], new Set([0]), 0)).toEqual({
      all: 1,
      ways: [],
    });
  });
});

describe("names on the map", () => {
  test("what a directory shouts is shown small; other names stand as they are", () => {
    const names = ["ANNA@KOMMUN.EXAMPLE.SE", "SRV-1.EXAMPLE.SE", "PC-OMS-114", "Diarium 4.2", "HR"];
    expect(names.map((name) => shownName({ kind: "account", name }, "sv"))).toEqual([
      "anna@kommun.example.se",
      "srv-1.example.se",
      "PC-OMS-114",
      "Diarium 4.2",
      "HR",
    ]);
    const person = { kind: "person", name: "ANNA@KOMMUN.EXAMPLE.SE" };
    expect([shownName(person, "sv"), shownName({ kind: "mail", name: "" }, "en")]).toEqual([
      "personen bakom anna@kommun.example.se",
      "mail",
    ]);
  });

  test("a step is broken between words, and cut only after two lines", () => {
    expect([
      twoLines("kör program", 20),
      twoLines("lämnar sitt lösenord på en falsk sida", 20),
      twoLines("abcdefgh", 3),
    ]).toEqual([["kör program"], ["lämnar sitt lösenord", "på en falsk sida"], ["abc", "de…"]]);
  });
});

describe("tables", () => {
  test("sort as Swedes do, empty cells last whichever way", () => {
    const names = ["Öl", "Zebra", "Ål", null, "ärt"].map((name) => ({ name }));
    const sorted = (isDescending: boolean) =>
      sortRows(names, (row) => row.name, isDescending, "sv").map((row) => row.name);
    expect(sorted(false)).toEqual(["Zebra", "Ål", "ärt", "Öl", null]);
    expect(sorted(true)).toEqual(["Öl", "ärt", "Ål", "Zebra", null]);
  });

  test("copy as tab-separated text that no spreadsheet runs as a formula", () => {
    expect(
      tabSeparated([
        ["a\tb", 0.5, null],
        ["=1+1", -2, "-x"],
      ]),
    ).toBe("a b\t0,5\t\r\n'=1+1\t-2\t'-x");
  });
});

test("a first account needs a name, a password of twelve and the same again", () => {
  const judge = (name: string, password: string, again: string) =>
    judgeFirstAccount({ name, password, again }, sv, "sv");
  expect(judge(" ", "elva tecken", "tolv tecken!")).toEqual({
    name: "Skriv ett namn.",
    password: "Lösenordet har 11 tecken. Det ska ha minst 12.",
    again: "De två lösenorden är inte lika.",
  });
  expect(isFaultless(judge("Astrid", "tolv tecken!", "tolv tecken!"))).toBe(true);
  expect(judgeSignIn({ name: "Astrid", password: "" }, sv)).toEqual({
    name: null,
    password: "Skriv ett lösenord.",
    again: null,
  });
});

test("a value is said in words, and one without a word stands as its source wrote it", () => {
  const said = (property: string, value: Parameters<typeof valueWord>[1]): readonly string[] => [
    valueWord(property, value, "sv"),
    valueWord(property, value, "en"),
  ];
  expect(said("tested", false)).toEqual(["nej", "no"]);
  expect(said("reach", "domain")).toEqual(["domänen", "the domain"]);
  expect(said("sign-in", ["ad", "kortet"])).toEqual([
    "katalogen (AD), kortet",
    "the directory (AD), kortet",
  ]);
  expect(said("reach", "constructor")).toEqual(["constructor", "constructor"]);
  expect(said("restore-hours", 48)).toEqual(["48", "48"]);
  expect(said("reserve-share", 0.4)).toEqual(["0,4", "0.4"]);
});
