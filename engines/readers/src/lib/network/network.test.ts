/** Networks in one spelling, and rules in their order. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { inputOf, lines, readGood, told } from "../../../test/file.ts";
import { networkIn } from "./network.ts";

test("[N1] networks by prefix, mask and single address have one spelling", () => {
  const cases: readonly (readonly [string, string | null])[] = [
    ["10.1.2.3/16", "10.1.0.0/16"],
    ["10.1.2.3 255.255.128.0", "10.1.0.0/17"],
    ["10.1.2.3/255.255.255.255", "10.1.2.3/32"],
    ["10.1.2.3", "10.1.2.3/32"],
    ["0.0.0.0/0", "0.0.0.0/0"],
    ["2001:DB8::/32", "2001:db8::/32"],
    ["10.1.2.3/33", null],
    ["10.1.2.3 255.0.255.0", null],
    ["10.1.2.300", null],
    ["2001:db8::/129", null],
    ["klienter", null],
  ];
  for (const [text, network] of cases) expect([text, networkIn(text)]).toEqual([text, network]);
  fc.assert(
    fc.property(fc.ipV4(), fc.nat(32), (address, prefix) => {
      const network = networkIn(`${address}/${prefix}`) ?? "";
      expect(networkIn(network)).toBe(network);
      const bits = (text: string): string =>
        (text.split("/")[0] ?? "")
          .split(".")
          .map((one) => Number(one).toString(2).padStart(8, "0"))
          .join("");
      expect(bits(network)).toBe(bits(address).slice(0, prefix).padEnd(32, "0"));
    }),
  );
});

function reach(rules: readonly string[]): readonly string[] {
  const text = ["källa;destination;tjänst;åtgärd", ...rules].join("\n");
  return lines(readGood(inputOf("r.csv", `${text}\n`))).filter((line) => line.includes("reach/"));
}

test("[N2] a rule that an earlier denial covers wholly says nothing, one in part does", () => {
  expect(reach(["a;b;tcp/1;neka", "a;b;tcp/1;tillåt", "c;d;1;allow"])).toEqual([
    'zone zone/c reach/zone/d = ["tcp/1"]',
  ]);
  expect(reach(["any;b;any;deny", "a;b;tcp/1;allow", "a;c;1;allow"])).toEqual([
    'zone zone/a reach/zone/c = ["tcp/1"]',
  ]);
  expect(reach(["a;b;tcp/1;deny", "a;b;tcp/1,tcp/2;allow"])).toEqual([
    'zone zone/a reach/zone/b = ["tcp/1","tcp/2"]',
  ]);
  expect(reach(["a;b;1;allow", "a;b;any;deny"])).toEqual(['zone zone/a reach/zone/b = ["tcp/1"]']);
});

test("[N2] services in one spelling, several rules of the same ends together", () => {
  expect(reach(["a;b;443/tcp, UDP 53;allow", "a;b;80-81|HTTPS;allow", "b;a;;allow"])).toEqual([
    'zone zone/a reach/zone/b = ["https","tcp/443","tcp/80-81","udp/53"]',
    'zone zone/b reach/zone/a = ["any"]',
  ]);
});

test("[N2] zones where no address narrows them, addresses where one does", () => {
  const text =
    "nr;källzon;källa;målzon;destination;tjänst;åtgärd;aktiv\n" +
    "1;Klienter;any;Servrar;10.2.0.9;443;tillåt;ja\n2;Klienter;all;;any;22;tillåt;kanske\n";
  const reading = readGood(inputOf("r.csv", text));
  expect(lines(reading).filter((line) => line.includes("may-reach"))).toEqual([
    "zone zone/klienter may-reach computer 10.2.0.9",
    "zone zone/klienter may-reach zone zone/any",
  ]);
  expect(told(reading)).toEqual([
    ["readers/bad-cell", "warning", { column: "enabled", expected: "boolean" }, "3:8"],
  ]);
});
