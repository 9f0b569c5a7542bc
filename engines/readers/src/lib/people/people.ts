/** Lists of employed and elected people, as personnel systems export them. */
import { personalNumberIn } from "../personal-number.ts";
import * as cells from "../table/cells.ts";
import type { RowReader, Shape, ShapedRows } from "../table/shape.ts";
import { badCell, say, take } from "../table/telling.ts";
import { personHeadings, personOf, sayPerson } from "./person.ts";
import type { PersonColumn } from "./person.ts";

type Column = PersonColumn | "form" | "organisation" | "population" | "title" | "unit";

function begin({ into, join }: ShapedRows<Column>): RowReader<Column> {
  return {
    row: (given) => {
      const row = { ...given, into };
      const person = personOf(row);
      const number = row.cell("personal-number");
      if (person === null)
        return { skipped: personalNumberIn(number) === null ? "no-id" : "only-number" };
      const cell = row.cell("population");
      const known = cell === "" ? "employees" : cells.wordIn(cells.groupWords, cell);
      if (known === null) badCell(row, "population", "known-word");
      const population = known ?? "employees";
      const account = sayPerson(row, person, population);
      say(row, [person, "organisation", "organisation"], take.text);
      say(row, [person, "unit", "unit"], take.text);
      say(row, [person, "title", "title"], take.text);
      say(row, [person, "form", "form"], take.text);
      for (const column of ["personal-number", "mail"] as const)
        join(row.cell(column), { place: row.place(column), account, person, population });
      return { id: person.claims[0].value };
    },
  };
}

/** People that the municipality employs or that were elected. Names are not kept. */
export const people: Shape<Column> = {
  name: "people",
  reader: "people-register",
  counted: "people",
  lists: null,
  standing: "declared",
  report: "person",
  headings: {
    ...personHeadings,
    form: ["anstallningsform", "anstallningstyp", "employment form", "employment type"],
    organisation: [
      "forvaltning",
      "namnd",
      "organisation",
      "bolag",
      "department",
      "administration",
      "committee",
      "division",
    ],
    population: ["persongrupp", "kategori", "personkategori", "population", "category"],
    title: ["befattning", "titel", "yrkestitel", "roll", "title", "job title", "position", "role"],
    unit: ["enhet", "arbetsplats", "avdelning", "unit", "workplace", "section"],
  },
  needs: [
    ["number", "account-upn", "mail", "personal-number"],
    ["organisation", "unit", "title", "form"],
  ],
  least: 3,
  begin,
};
