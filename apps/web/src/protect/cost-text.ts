/** The cost sheet in words and figures, and figures as people write them. Pure. */
import type { SheetFactor, SheetLine, SheetMeasure } from "@vallgrav/platform/api";
import type { Manner } from "../words/figures.ts";
import { formatPrice, formatSek, formatShare, formatWhole } from "../words/format.ts";

type Speech = Pick<Manner, "words" | "language">;

/** How the price of a measure is made up; lines without a price are left out. */
export function linesText(lines: readonly SheetLine[], { words, language }: Speech): string {
  const said = lines
    .filter(({ priceSek }) => priceSek > 0)
    .map(({ kind, priceSek, factor, volume, of }) => {
      const price = formatPrice(priceSek, language);
      const years = formatWhole(factor, language);
      const count = formatWhole(volume, language);
      return words.costs.line[kind](
        price,
        ...((kind === "once" || kind === "yearly"
          ? [years]
          : [count, of === null ? "" : words.costs.of[of], years]) as [string, string, string]),
      );
    });
  return said.length === 0 ? words.costs.nothing : said.join(" + ");
}

/** A value of a factor with its unit. */
export function factorText(
  value: number,
  { unit }: Pick<SheetFactor, "unit">,
  { language }: Speech,
): string {
  return unit === "SEK" ? formatSek(value, language) : formatShare(value, language);
}

/** A number as people write it, `1 200,50`; null where it is none or below nothing. */
export function numberIn(text: string): number | null {
  const plain = text.replaceAll(/[\s\u00A0]/g, "").replace(",", ".");
  return /^\d{1,10}(?:\.\d{1,4})?$/.test(plain) ? Number(plain) : null;
}

/** A number as a field shows it. */
export function fieldText(value: number): string {
  return String(Math.round(value * 10_000) / 10_000).replace(".", ",");
}

/** The price of a kind of line; 0 where the measure has none such. */
export function priceIn({ lines }: SheetMeasure, kind: SheetLine["kind"]): number {
  return lines.find((line) => line.kind === kind)?.priceSek ?? 0;
}
