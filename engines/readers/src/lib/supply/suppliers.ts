/** Lists of suppliers and the contracts with them. */
import type { Subject } from "@vallgrav/kernel";
import { observe } from "../gathering.ts";
import * as cells from "../table/cells.ts";
import type { RowReader, Shape, ShapedRows } from "../table/shape.ts";
import { badCell, keptText, registered, relate, say, take } from "../table/telling.ts";

type Column =
  | "contract"
  | "contract-from"
  | "contract-until"
  | "data-processor"
  | "incident-hours"
  | "name"
  | "organisation-number"
  | "remote-access"
  | "security-demands"
  | "systems";

/** The ten digits of a legal person's number, whose third is 2 or more (1974:174 2 §); or null. */
export function organisationNumberIn(cell: string): string | null {
  const [, start, end] = /^(?:16)?(\d\d[2-9]\d{3})-?(\d{4})$/.exec(cell.trim()) ?? [];
  return start === undefined || end === undefined ? null : `${start}${end}`;
}

function supplierOf(name: string, number: string | null): Subject | null {
  const slug = cells.slugOf(name);
  if (slug === "") return null;
  const named = registered("supplier", `supplier/${slug}`);
  if (number === null) return named;
  const claim = { space: "register", value: `organisation/${number}` } as const;
  return { kind: "supplier", claims: [named.claims[0], claim] };
}

function begin({ into }: ShapedRows<Column>): RowReader<Column> {
  return {
    row: (given) => {
      const row = { ...given, into };
      const name = keptText(row.cell("name"));
      const givenNumber = row.cell("organisation-number");
      const number = organisationNumberIn(givenNumber);
      const supplier = supplierOf(name, number);
      if (supplier === null) return { skipped: "no-name" };
      observe(into, row.place("name"), supplier, { is: "present" });
      observe(into, row.place("name"), supplier, { property: "name", value: name });
      if (givenNumber !== "" && number === null)
        badCell(row, "organisation-number", "organisation-number");
      const contract = keptText(row.cell("contract"));
      // A supplier has several contracts: each has its own row, and its dates their own name.
      const suffix = contract === "" ? "" : `/${cells.slugOf(contract)}`;
      if (contract !== "")
        observe(into, row.place("contract"), supplier, {
          property: `contract${suffix}`,
          value: contract,
        });
      say(row, [supplier, `contract-from${suffix}`, "contract-from"], take.date);
      say(row, [supplier, `contract-until${suffix}`, "contract-until"], take.date);
      say(row, [supplier, "data-processor-agreement", "data-processor"], take.yesNo);
      say(row, [supplier, "security-demands", "security-demands"], take.yesNo);
      say(row, [supplier, "remote-access", "remote-access"], take.yesNo);
      say(row, [supplier, "incident-report-hours", "incident-hours"], take.hours);
      for (const part of cells.partsOf(row.cell("systems")))
        if (keptText(part) === part)
          relate(row, "systems", [registered("system", part), "supplied-by", supplier]);
      return { id: supplier.claims[0].value };
    },
  };
}

/** Suppliers: what they supply, under which contract, and what is agreed on security. */
export const suppliers: Shape<Column> = {
  name: "suppliers",
  reader: "supplier-register",
  counted: "suppliers",
  lists: null,
  standing: "declared",
  report: "person",
  headings: {
    contract: ["avtal", "avtalsnummer", "avtalsnr", "diarienummer", "contract", "agreement"],
    "contract-from": ["avtal fran", "avtalsstart", "contract from", "contract start"],
    "contract-until": [
      "avtal till",
      "avtalsslut",
      "avtalet lopper ut",
      "avtalstid till",
      "avtal t o m",
      "contract until",
      "contract end",
      "expires",
      "contract expires",
    ],
    "data-processor": [
      "personuppgiftsbitradesavtal",
      "pub avtal",
      "puba",
      "pub",
      "bitradesavtal",
      "data processing agreement",
      "dpa",
    ],
    "incident-hours": ["incidentanmalan timmar", "incident timmar", "incident report hours"],
    name: ["leverantor", "leverantorsnamn", "namn", "foretag", "supplier", "vendor", "name"],
    "organisation-number": [
      "organisationsnummer",
      "organisationsnr",
      "orgnr",
      "org nr",
      "org nummer",
      "organisation number",
      "organization number",
      "company number",
    ],
    "remote-access": ["fjarratkomst", "fjarranslutning", "fjarrsupport", "remote access"],
    "security-demands": ["sakerhetskrav", "krav pa sakerhet", "security demands"],
    systems: ["system", "systems", "system id", "systemid", "levererar", "delivers"],
  },
  needs: [
    ["name"],
    ["contract", "contract-until", "organisation-number", "data-processor", "remote-access"],
  ],
  least: 3,
  begin,
};
