/** Lists of software: bills of materials, packages of machines, and what Windows has installed. */
import type { ExampleFile } from "./example-file.ts";
import { csvFile, xml } from "./example-file.ts";
import { numbers, type Size } from "./size.ts";

type Component = {
  readonly name: string;
  readonly version: string;
  readonly purl: string;
};

/** Invented libraries; a document of a supplier lists some hundred. */
function components(size: Size): readonly Component[] {
  const count = size.sample ?? 400;
  return [...numbers(count)].map((n) => {
    const name = `exempelbibliotek-${n + 1}`;
    const version = `${1 + (n % 5)}.${n % 9}.0`;
    return { name, version, purl: `pkg:npm/${name}@${version}` };
  });
}

const made = "2026-10-15T00:00:00Z";
const product = { type: "application", name: "Omsorgsplaneraren", version: "8.2" } as const;

function cyclonedxJson(size: Size): ExampleFile {
  return {
    path: "reports/omsorgsplaneraren.cdx.json",
    *pieces() {
      yield '{"bomFormat":"CycloneDX","specVersion":"1.6",';
      yield `"metadata":${JSON.stringify({ timestamp: made, component: product })},"components":[\n`;
      yield components(size)
        .map((one) => JSON.stringify({ type: "library", ...one }))
        .join(",\n");
      yield "\n]}\n";
    },
  };
}

function cyclonedxXml(size: Size): ExampleFile {
  return {
    path: "reports/journalen.cdx.xml",
    *pieces() {
      yield '<?xml version="1.0" encoding="UTF-8"?>\n<bom xmlns="http://cyclonedx.org/schema/bom/1.5">\n';
      yield `<metadata><timestamp>${made}</timestamp><component type="application"><name>Journalen</name><version>4.1</version></component></metadata>\n<components>\n`;
      for (const { name, version, purl } of components(size))
        yield `<component type="library"><name>${xml(name)}</name><version>${version}</version><purl>${xml(purl)}</purl></component>\n`;
      yield "</components>\n</bom>\n";
    },
  };
}

function spdxJson(size: Size): ExampleFile {
  return {
    path: "reports/larmsystemet.spdx.json",
    *pieces() {
      yield `{"spdxVersion":"SPDX-2.3","name":"Larmsystemet","creationInfo":{"created":"${made}"},"packages":[\n`;
      yield components(size)
        .map(({ name, version, purl }, n) =>
          JSON.stringify({
            SPDXID: `SPDXRef-${n + 1}`,
            name,
            versionInfo: version,
            supplier: "Organization: Larmexempel AB",
            externalRefs: [
              {
                referenceCategory: "PACKAGE-MANAGER",
                referenceType: "purl",
                referenceLocator: purl,
              },
            ],
          }),
        )
        .join(",\n");
      yield "\n]}\n";
    },
  };
}

function spdxTags(size: Size): ExampleFile {
  return {
    path: "reports/bokningen.spdx",
    *pieces() {
      yield `SPDXVersion: SPDX-2.3\nDocumentName: Bokningen\nCreated: ${made}\n`;
      for (const { name, version, purl } of components(size))
        yield `\nPackageName: ${name}\nPackageVersion: ${version}\nPackageSupplier: NOASSERTION\nExternalRef: PACKAGE-MANAGER purl ${purl}\n`;
    },
  };
}

function spdxGraph(size: Size): ExampleFile {
  return {
    path: "reports/kartan.spdx3.json",
    *pieces() {
      yield '{"@context":"https://spdx.org/rdf/3.0.1/spdx-context.jsonld","@graph":[\n';
      yield JSON.stringify({ type: "CreationInfo", created: made });
      for (const { name, version, purl } of components(size))
        yield `,\n${JSON.stringify({ type: "software_Package", name, software_packageVersion: version, software_packageUrl: purl })}`;
      yield "\n]}\n";
    },
  };
}

/** The list of a Debian server, some of it removed and its settings left behind. */
function dpkg(size: Size): ExampleFile {
  return {
    path: "reports/dpkg-status",
    *pieces() {
      yield "Package: base-files\nStatus: install ok installed\nArchitecture: amd64\nVersion: 12.4+deb12u5\n";
      for (const n of numbers(size.sample ?? 600)) {
        const state = n % 12 === 11 ? "deinstall ok config-files" : "install ok installed";
        yield `\nPackage: exempelpaket${n + 1}\nStatus: ${state}\nArchitecture: amd64\nVersion: 1.${n % 20}-${1 + (n % 3)}\n`;
      }
    },
  };
}

function rpm(size: Size): ExampleFile {
  return {
    path: "reports/rpm-qa.txt",
    *pieces() {
      yield "almalinux-release-9.4-1.el9.x86_64 almalinux-release-9.4-1.el9.src.rpm\n";
      for (const n of numbers(size.sample ?? 600))
        yield `exempelpaket${n + 1}-0:1.${n % 20}-${1 + (n % 3)}.el9.x86_64 exempelpaket${n + 1}-1.${n % 20}-${1 + (n % 3)}.el9.src.rpm\n`;
    },
  };
}

/** Every list of software. */
export function softwareLists(size: Size): readonly ExampleFile[] {
  return [
    cyclonedxJson(size),
    cyclonedxXml(size),
    spdxJson(size),
    spdxTags(size),
    spdxGraph(size),
    dpkg(size),
    rpm(size),
    csvFile(
      "reports/windows-program.csv",
      [",", "utf-8"],
      [
        ["DisplayName", "DisplayVersion", "Publisher"],
        function* () {
          for (const n of numbers(size.sample ?? 150))
            yield { cells: [`Exempelprogram ${n + 1}`, `${1 + (n % 7)}.${n % 10}`, "Fiktiv AB"] };
        },
      ],
    ),
  ];
}
