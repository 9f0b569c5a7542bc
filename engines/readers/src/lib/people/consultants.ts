/** Lists of consultants and others who work here for a supplier. */
import { observe } from "../gathering.ts";
import { personalNumberIn } from "../personal-number.ts";
import type { RowReader, Shape, ShapedRows } from "../table/shape.ts";
import { saySupplier } from "../table/telling.ts";
import { personHeadings, personOf, sayPerson } from "./person.ts";
import type { PersonColumn } from "./person.ts";

type Column = PersonColumn | "company" | "sponsor";

function begin({ into, has, join }: ShapedRows<Column>): RowReader<Column> {
  return {
    row: (given) => {
      const row = { ...given, into };
      const person = personOf(row);
      const number = row.cell("personal-number");
      if (person === null)
        return { skipped: personalNumberIn(number) === null ? "no-id" : "only-number" };
      const population = "consultants";
      const account = sayPerson(row, person, population);
      saySupplier(row, "company", person);
      // Who it is, is nobody's business here; that there is somebody is.
      if (has("sponsor")) {
        const value = row.cell("sponsor") !== "";
        observe(into, row.place("sponsor"), person, { property: "has-sponsor", value });
      }
      for (const column of ["personal-number", "mail"] as const)
        join(row.cell(column), { place: row.place(column), account, person, population });
      return { id: person.claims[0].value };
    },
  };
}

/** Consultants: whom they come from, until when, and whether somebody answers for them. */
export const consultants: Shape<Column> = {
  name: "consultants",
  reader: "consultant-register",
  counted: "consultants",
  lists: null,
  standing: "declared",
  report: "person",
  headings: {
    ...personHeadings,
    company: [
      "konsultbolag",
      "konsultforetag",
      "foretag",
      "bolag",
      "leverantor",
      "arbetsgivare",
      "company",
      "consulting company",
      "supplier",
      "vendor",
      "employer",
    ],
    sponsor: [
      "ansvarig chef",
      "bestallare",
      "uppdragsgivare",
      "kontaktperson",
      "ansvarig",
      "chef",
      "sponsor",
      "manager",
      "responsible manager",
      "owner",
      "contact",
    ],
  },
  needs: [["company"], ["number", "account-upn", "mail", "personal-number"], ["until", "sponsor"]],
  least: 3,
  begin,
};
