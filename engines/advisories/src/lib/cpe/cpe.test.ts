/** CPE names, and the names of suppliers and products. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { cpeSpeaksOf, cpeVersion, parseCpe, productName, vendorName } from "../../index.ts";

function parts(text: string): string {
  const cpe = parseCpe(text);
  return cpe === null ? "none" : Object.values(cpe).join("|");
}

test("[A12] formatted strings and URIs come out as the same attributes", () => {
  const plain = "a|microsoft|internet_explorer|8.0.6001|beta|*|*|*|*|*|*";
  expect(parts("cpe:2.3:a:microsoft:internet_explorer:8.0.6001:beta:*:*:*:*:*:*")).toBe(plain);
  expect(parts("cpe:/a:microsoft:internet_explorer:8.0.6001:beta")).toBe(plain);
  expect(parts("cpe:2.3:a:foo\\\\bar:big\\$money_2010:*:*:*:*:special:ipod_touch:80gb:*")).toBe(
    "a|foo\\bar|big$money_2010|*|*|*|*|special|ipod_touch|80gb|*",
  );
  expect(parts("cpe:/a:foo%5cbar:big%24money_2010:::~~special~ipod_touch~80gb~")).toBe(
    "a|foo\\bar|big$money_2010|*|*|*|*|special|ipod_touch|80gb|*",
  );
  expect(parts("cpe:/o:linux:linux_kernel")).toBe("o|linux|linux_kernel|*|*|*|*|*|*|*|*");
  for (const wrong of ["", "cpe:", "cpe:2.3:a:x", "cpe:2.3:z:x:y:1:*:*:*:*:*:*:*", "pkg:npm/x"])
    expect(parts(wrong)).toBe("none");
});

test("[A12] a criterion speaks of a thing, does not, or may", () => {
  const ask = (criterion: string, thing: string): string => {
    const [asked, found] = [parseCpe(criterion), parseCpe(thing)];
    return asked === null || found === null ? "none" : cpeSpeaksOf(asked, found);
  };
  const thing = "cpe:2.3:a:example:thing:1.0:*:*:*:pro:windows:x64:*";
  expect(ask("cpe:2.3:a:example:thing:*:*:*:*:*:*:*:*", thing)).toBe("yes");
  expect(ask("cpe:2.3:a:example:thing:9:*:*:*:pro:windows:*:*", thing)).toBe("yes");
  expect(ask("cpe:2.3:a:example:thing:*:*:*:*:*:linux:*:*", thing)).toBe("no");
  expect(ask("cpe:2.3:a:example:thing:*:*:*:sv:*:*:*:*", thing)).toBe("maybe");
  expect(ask("cpe:2.3:a:example:thing:*:*:*:*:*:-:*:*", thing)).toBe("no");
  expect(ask("cpe:2.3:a:example:th*:*:*:*:*:*:*:*:*", thing)).toBe("yes");
  expect(ask("cpe:2.3:a:example:??ing:*:*:*:*:*:*:*:*", thing)).toBe("yes");
  expect(ask("cpe:2.3:a:example:?ing:*:*:*:*:*:*:*:*", thing)).toBe("no");
});

test("[A12] version and update as one text", () => {
  const version = (text: string): string | null => {
    const cpe = parseCpe(text);
    return cpe === null ? null : cpeVersion(cpe);
  };
  expect(version("cpe:2.3:a:o:jdk:1.8.0:update_292:*:*:*:*:*:*")).toBe("1.8.0_update_292");
  expect(version("cpe:/a:o:jdk:1.8.0")).toBe("1.8.0");
  expect(version("cpe:/a:o:jdk")).toBeNull();
  expect(version("cpe:2.3:a:o:jdk:1.8.*:*:*:*:*:*:*:*")).toBeNull();
});

test("[A12] any text is a name or none", () => {
  const piece = fc.constantFrom("cpe:2.3:", "cpe:/", "a", ":", "*", "?", "-", "\\", "%0", "~", "å");
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 30 }), (all) => {
      const cpe = parseCpe(all.join(""));
      if (cpe !== null) expect(cpeSpeaksOf(cpe, cpe)).not.toBe("maybe");
    }),
    { numRuns: 2000 },
  );
});

test("[A16] suppliers without what makes them companies, products without what lists add", () => {
  expect(vendorName("Mozilla Corporation")).toBe("mozilla");
  expect(vendorName("The Apache Software Foundation")).toBe("apache");
  expect(vendorName("Systems Software AB")).toBe("systems_software_ab");
  expect(productName("Mozilla", "Mozilla Firefox (x64 sv-SE)")).toBe("firefox");
  expect(productName("Example AB", "Example Reader 11.2 64-bit")).toBe("reader");
  expect(productName("Igor Pavlov", "7-Zip 23.01 (x64)")).toBe("7_zip");
  expect(productName("Mozilla", "Mozilla")).toBe("mozilla");
});

test("[A16] a name costs by its length, whatever stands in it", () => {
  const before = process.cpuUsage();
  for (const part of [" ", "(", "1.", "v1", "64 "])
    expect(productName("Example", `Reader ${part.repeat(100_000)}x`)).toMatch(/^reader/);
  expect(process.cpuUsage(before).user).toBeLessThan(4_000_000);
});
