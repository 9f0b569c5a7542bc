/** Inventories of software: bills of materials, lists of packages, lists of Windows programs. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { inputOf, lines, readGood, told } from "../../../test/file.ts";
import { machineFiles } from "../../../test/machine-files.ts";
import { read } from "../read.ts";

function contentOf(name: string): string {
  const found = machineFiles.find(([file]) => file === name);
  if (found === undefined) throw new Error(name);
  return found[1];
}

function linesOf(name: string): readonly string[] {
  return lines(readGood(inputOf(name, contentOf(name))));
}

const outer = "software pkg:maven/se.example/outer@1.0";
const inner = "software pkg:npm/inner@2.0";

test("[SB1] CycloneDX: the described software and its components, also those inside others", () => {
  expect(linesOf("bom.json")).toEqual([
    "software pkg:generic/intranet@3 present",
    'software pkg:generic/intranet@3 name = "intranet"',
    'software pkg:generic/intranet@3 version = "3"',
    `${outer} present`,
    `${outer} name = "outer"`,
    `${outer} version = "1.0"`,
    `${outer} vendor = "se.example"`,
    `${outer} cpe = ["cpe:2.3:a:example:outer:1.0:*:*:*:*:*:*:*"]`,
    `${inner} present`,
    `${inner} name = "inner"`,
    `${inner} version = "2.0"`,
  ]);
  const xml = linesOf("bom.xml");
  expect(xml.filter((one) => one.endsWith("present"))).toEqual([
    `${inner} present`,
    `${outer} present`,
  ]);
  expect(xml).toContain(`${outer} vendor = "se.example"`);
});

function withVersion(version: string): string {
  return contentOf("bom.json").replace('"1.6"', `"${version}"`);
}

test("[SB1] every version from 1.2 to 1.7 is read, others are refused", () => {
  for (const version of ["1.2", "1.3", "1.4", "1.5", "1.6", "1.7"]) {
    const json = contentOf("bom.json").replace('"1.6"', `"${version}"`);
    const xml = contentOf("bom.xml").replace("bom/1.5", `bom/${version}`);
    for (const content of [json, xml])
      expect([version, read(inputOf("x", content)).ok]).toEqual([version, true]);
  }
  for (const version of ["1.1", "1.8", "2.0"])
    expect(told(read(inputOf("x", withVersion(version))))).toEqual([
      ["readers/unsupported-version", "error", { found: version, supported: 1.7 }, ""],
    ]);
});

test("[SB2] SPDX 2.3 as JSON and as tags, SPDX 3 as a graph", () => {
  const curl = "software pkg:deb/debian/curl@8.5.0-1";
  expect(linesOf("spdx.json")).toEqual([
    `${curl} present`,
    `${curl} name = "curl"`,
    `${curl} version = "8.5.0"`,
    `${curl} vendor = "Example AB"`,
    `${curl} cpe = ["cpe:2.3:a:haxx:curl:8.5.0:*:*:*:*:*:*:*"]`,
    `${curl} source-package = "curl-src"`,
  ]);
  const alpine = "software pkg:apk/alpine/curl@8.5.0-r0";
  expect(linesOf("list.spdx")).toEqual([
    `${alpine} present`,
    `${alpine} name = "curl"`,
    `${alpine} version = "8.5.0"`,
  ]);
  const npm = "software pkg:npm/curl@8.5.0";
  expect(linesOf("spdx3.json")).toEqual([
    `${npm} present`,
    `${npm} name = "curl"`,
    `${npm} version = "8.5.0"`,
  ]);
});

test("[SB3] dpkg: what is installed, by its source and its version, and the release", () => {
  const curl = "software pkg:deb/debian/libcurl4@7.88.1-10?arch=amd64&distro=debian-12";
  expect(linesOf("status").slice(0, 5)).toEqual([
    `${curl} present`,
    `${curl} name = "libcurl4"`,
    `${curl} version = "7.88.1-10"`,
    `${curl} vendor = "debian"`,
    `${curl} source-package = "curl"`,
  ]);
  expect(told(read(inputOf("status", contentOf("status"))))).toEqual([
    [
      "readers/left-out",
      "notice",
      { what: "kind", name: "deinstall-ok-config-files", count: 1 },
      "",
    ],
  ]);
  const ubuntu = contentOf("status").replace("12.4+deb12u5", "12ubuntu4.6");
  expect(lines(readGood(inputOf("status", ubuntu)))[0]).toBe(
    "software pkg:deb/ubuntu/libcurl4@7.88.1-10?arch=amd64&distro=ubuntu-22.04 present",
  );
});

test("[SB4] rpm: names, epochs and sources, and says where no epoch was told", () => {
  const found = linesOf("rpms.txt");
  const ssl = "software pkg:rpm/almalinux/openssl-libs@3.0.7-27.el9";
  const query = "?arch=x86_64&distro=almalinux-9.4";
  expect(found).toContain(`${ssl}${query}&epoch=1 source-package = "openssl"`);
  expect(found).toContain(
    `software pkg:rpm/almalinux/curl@7.76.1-29.el9${query} epoch-untold = true`,
  );
  expect(found.filter((one) => one.includes("openssl") && one.includes("epoch-untold"))).toEqual(
    [],
  );
});

test("[SB5] Windows: the supplier's names, without the version that repeats itself", () => {
  const reader = "software pkg:generic/Example%20AB/Example%20Reader@11.2";
  const wanted = [
    `${reader} present`,
    `${reader} name = "Example Reader"`,
    `${reader} version = "11.2"`,
    `${reader} vendor = "Example AB"`,
  ];
  expect(linesOf("software.csv")).toEqual(wanted);
  const shell = `\uFEFF#TYPE Selected.System.Management\r\n${contentOf("software.csv")}`;
  expect(lines(readGood(inputOf("software.csv", shell)))).toEqual(wanted);
  const intune =
    "Application name;Application publisher;Application version\nTool;Example AB;1.0\n";
  expect(lines(readGood(inputOf("apps.csv", intune)))[0]).toBe(
    "software pkg:generic/Example%20AB/Tool@1.0 present",
  );
});

test("[SB6] components inside each other and references in a circle cost their bytes", () => {
  const nested = (levels: number): string =>
    '{"type":"library","name":"a","version":"1","components":['.repeat(levels) +
    "]}".repeat(levels);
  const bom = (inside: string): string =>
    `{"bomFormat":"CycloneDX","specVersion":"1.6","components":[${inside}]}`;
  const deep = read(inputOf("x", bom(nested(29)), { depth: 64 }));
  expect(deep.ok && deep.counts[0]?.read).toBe(29);
  expect(told(read(inputOf("x", bom(nested(40)), { depth: 64 })))[0]?.[0]).toBe("readers/limit");
  const circle = Array.from({ length: 2000 }, (_, at) => ({
    ref: `c${at}`,
    dependsOn: [`c${(at + 1) % 2000}`, `c${at}`],
  }));
  const work = (count: number): number => {
    const parts = Array.from({ length: count }, (_, at) => ({
      type: "library",
      name: `n${at}`,
      version: "1",
    }));
    const reading = read(
      inputOf(
        "x",
        JSON.stringify({
          bomFormat: "CycloneDX",
          specVersion: "1.6",
          components: parts,
          dependencies: circle,
        }),
      ),
    );
    return reading.ok ? reading.work : 0;
  };
  expect((work(20_000) - work(10)) / (work(2_000) - work(10))).toBeLessThan(12);
});

test("[SB6] a ceiling on rows refuses the whole", () => {
  const limited = read(inputOf("bom.json", contentOf("bom.json"), { rows: 2 }));
  expect(told(limited).map(([code]) => code)).toEqual(["readers/limit"]);
});

test("[SB7] any list of packages gives a reading, and each package once", () => {
  const word = fc.constantFrom("a", "b", "openssl", "", "å", "pkg:npm/a@1", "NOASSERTION");
  const component = fc.record({
    type: fc.constantFrom("library", "file", "application"),
    name: word,
    version: word,
    purl: word,
    cpe: word,
  });
  fc.assert(
    fc.property(fc.array(component, { maxLength: 20 }), (components) => {
      const bom = { bomFormat: "CycloneDX", specVersion: "1.4", components };
      const reading = readGood(inputOf("x", JSON.stringify(bom)));
      const present = lines(reading).filter((one) => one.endsWith(" present"));
      expect(new Set(present).size).toBe(present.length);
    }),
  );
});
