/** From where a computer is reached, in words. */
import type { Text } from "@vallgrav/kernel";
import type { Exposure } from "../findings/exposure.ts";

/** Services that are named; more are counted. */
const mostNamed = 8;

const phrases: Readonly<Record<Exposure["from"], Text>> = {
  internet: { sv: "nås från internet", en: "reached from the internet" },
  named: {
    sv: "nås från vissa adresser på internet",
    en: "reached from some addresses on the internet",
  },
  inside: {
    sv: "inte öppen mot internet, enligt reglerna",
    en: "not open to the internet, by the rules",
  },
  unknown: { sv: "inte känt", en: "not known" },
};

/** From where it is reached, and by which services where they are known. */
export function exposureText({ from, services }: Exposure): Text {
  const { sv, en } = phrases[from];
  if (services.length === 0 || services.includes("any")) return { sv, en };
  const rest = services.length - mostNamed;
  const some = services.slice(0, mostNamed).join(", ");
  const [more, further] = rest > 0 ? [` och ${rest} till`, ` and ${rest} more`] : ["", ""];
  return { sv: `${sv} (${some}${more})`, en: `${en} (${some}${further})` };
}
