/** What must not be kept is found. */
import fc from "fast-check";
import { expect, test } from "vitest";
import {
  holdsPersonalNumber,
  personalNumberMarker,
  withoutPersonalNumbers,
} from "./personal-number.ts";
import { looksSecret } from "./secret.ts";

/** A number with a right check digit, as in 121212-1212, the example everyone uses. */
function numberOf(date: string, serial: string): string {
  const nine = date + serial;
  let sum = 0;
  for (const [at, digit] of nine.split("").entries()) {
    const product = Number(digit) * (at % 2 === 0 ? 2 : 1);
    sum += product > 9 ? product - 9 : product;
  }
  return serial + String((10 - (sum % 10)) % 10);
}

test("[R8] personal identity and coordination numbers are found in every way of writing", () => {
  const rest = numberOf("121212", "121");
  const forms = [`121212-${rest}`, `20121212${rest}`, `121212${rest}`, `121212+${rest}`];
  for (const form of forms)
    expect(withoutPersonalNumbers(`Elev ${form}, åk 5`)).toBe(`Elev ${personalNumberMarker}, åk 5`);
  expect(holdsPersonalNumber(`elev121272${numberOf("121272", "121")}`)).toBe(true);
  expect(withoutPersonalNumbers(forms.join(" "))).toBe(
    forms.map(() => personalNumberMarker).join(" "),
  );
});

test("[R8] numbers with a wrong check digit, of no date, or in longer ones are kept", () => {
  const rest = numberOf("121212", "121");
  const wrong = rest.slice(0, 3) + String((Number(rest.slice(3)) + 1) % 10);
  for (const text of [
    `121212-${wrong}`,
    `121312-${numberOf("121312", "121")}`,
    `121200-${numberOf("121200", "121")}`,
    `165600-${numberOf("165600", "121")}`,
    `7121212${rest}`,
    `121212${rest}0`,
  ])
    expect(withoutPersonalNumbers(text)).toBe(text);
});

test("[R8] nothing is left of a number, whatever stands around it", () => {
  const rest = numberOf("121212", "121");
  const around = fc.string({ maxLength: 12 }).filter((text) => !/\d/.test(text));
  fc.assert(
    fc.property(around, around, (before, behind) => {
      const kept = withoutPersonalNumbers(`${before}121212-${rest}${behind}`);
      expect(kept).toBe(before + personalNumberMarker + behind);
    }),
  );
});

test("[R9] texts that look as if they held a secret", () => {
  for (const text of [
    "pwd=Fiktiv",
    "Lösenord: sommar",
    "tjänstekonto, lösen Exempel99",
    "PIN 0000",
    "Temporary password hello",
    "key = abcd",
    "Konto för utskrift i stadshuset, första inloggning sker med lösenordet Exempel2026!",
    "inloggning: fiktiv",
    "Server=db01;Database=x;User Id=app;Password=Exempel99",
    "DefaultEndpointsProtocol=https;AccountName=x;AccountKey=aGVtbGlndA==",
    "DB_PASSWORD=Exempel99",
    "WifiPSK: Exempel99",
    'cpassword="aGVtbGlndA"',
  ])
    expect([text, looksSecret(text)]).toEqual([text, true]);
});

test("[R9] texts that only speak of such things, or of something else", () => {
  for (const text of [
    "",
    "Key Distribution Center Service Account",
    "Members in this group can have their passwords replicated to all domain controllers",
    "Medlemmar i gruppen kan få sina lösenord replikerade till domänkontrollanter",
    "Passage i stadshuset",
    "Passport office",
    "Pinpoint maps",
    "Built-in account for administering the computer/domain",
  ])
    expect([text, looksSecret(text)]).toEqual([text, false]);
});
