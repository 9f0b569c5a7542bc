/** Times of the dials as they are said: the middle, and how far they reach. */
import { expect, test } from "vitest";
import { type Manner, sayTime, sayTimeRange } from "../src/words/figures.ts";
import { sv } from "../src/words/sv.ts";

/** No-break spaces as ordinary ones, so that expectations can be read. */
const plain = (text: string): string => text.replaceAll("\u00A0", " ");

test("how far times reach follows the middle, in words without saying the middle again", () => {
  const say = (p10Days: number, medianDays: number, p90Days: number | null): readonly string[] =>
    (["figures", "words"] as const).map((speak) => {
      const manner: Manner = { words: sv, language: "sv", speak };
      const times = { p10Days, medianDays, p90Days, horizonDays: 90 };
      return plain(`${sayTime(medianDays, 90, manner)} ${sayTimeRange(times, manner)}`.trim());
    });
  expect(say(1.3, 4.7, null)).toEqual([
    "4,7 dagar 1,3 dagar till > 90 dagar",
    "dagar ibland håller",
  ]);
  expect(say(2, 12, 40)[1]).toBe("veckor ibland dagar, ibland månader");
  expect(say(0.2, 3, 5)[1]).toBe("dagar ibland timmar");
  expect(say(2, 3, 5)[1]).toBe("dagar");
});
