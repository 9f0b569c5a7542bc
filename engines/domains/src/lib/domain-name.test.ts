/** Names as people write them. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { domainNameText, parseDomainName } from "../index.ts";

const read = (text: string) => {
  const parsed = parseDomainName(text);
  return parsed.ok ? domainNameText(parsed.value) : parsed.problem.code;
};

test("[N1] a name is its labels in lower case, whatever dot or space stands around it", () => {
  expect(read(" WWW.Example.SE. ")).toBe("www.example.se");
  expect(read("_25._tcp.mx.example.se")).toBe("_25._tcp.mx.example.se");
  expect(read(".")).toBe(".");
  expect(read("xn--rebro-uxa.example")).toBe("xn--rebro-uxa.example");
});

test("[N2] what is no name is refused with the reason", () => {
  expect(read("")).toBe("domains/no-name");
  expect(read("örebro.example")).toBe("domains/not-ascii");
  for (const text of ["a..se", ".se", "-a.se", "a-.se", "a b.se", "a/b", `${"a".repeat(64)}.se`])
    expect(read(text)).toBe("domains/bad-label");
  expect(read(`${"a.".repeat(126)}se`)).toBe("domains/name-too-long");
  expect(read(`${"a.".repeat(126)}s`)).not.toBe("domains/name-too-long");
});

test("[N3] any text is read or refused, and what is read reads again the same", () => {
  const signs = fc.constantFrom("a", "Z", "0", "9", "-", "_", ".", " ", "å", "\0");
  fc.assert(
    fc.property(fc.string({ unit: signs, maxLength: 300 }), (text) => {
      const once = parseDomainName(text);
      if (!once.ok) return;
      expect(parseDomainName(domainNameText(once.value))).toEqual(once);
    }),
  );
});
