/** Lists of pupils: counted by school and by the domain of their accounts, never one by one. */
import type { Subject } from "@vallgrav/kernel";
import { observe } from "../gathering.ts";
import { withoutPersonalNumbers } from "../personal-number.ts";
import * as cells from "../table/cells.ts";
import type { RowReader, Shape, ShapedRows } from "../table/shape.ts";
import { registered } from "../table/telling.ts";
import { personHeadings, upnClaim } from "./person.ts";
import type { PersonColumn } from "./person.ts";

type Column = PersonColumn | "class" | "grade" | "school";

type School = {
  readonly subject: Subject;
  readonly name: string;
  readonly place: string;
  pupils: number;
  /** Pupils with an account, by its domain. */
  readonly domains: Map<string, number>;
};

function begin({ into, join }: ShapedRows<Column>): RowReader<Column> {
  const schools = new Map<string, School>();
  let rows = 0;
  return {
    row: (row) => {
      const name = withoutPersonalNumbers(row.cell("school"));
      const slug = cells.slugOf(name);
      if (slug === "") return { skipped: "no-name" };
      const subject = registered("school", `school/${slug}`);
      const place = row.place("school");
      const school = schools.get(slug) ?? { subject, name, place, pupils: 0, domains: new Map() };
      schools.set(slug, school);
      school.pupils += 1;
      rows += 1;
      const account = upnClaim(row.cell("account-upn")) ?? upnClaim(row.cell("mail"));
      const domain = account?.value.slice(account.value.indexOf("@") + 1);
      if (domain !== undefined) school.domains.set(domain, (school.domains.get(domain) ?? 0) + 1);
      for (const column of ["personal-number", "mail"] as const) {
        const about = { account: null, person: null, population: "pupils" };
        join(row.cell(column), { place: row.place(column), ...about });
      }
      return { id: `row ${rows}` };
    },
    end: () => {
      for (const { subject, name, place, pupils: count, domains } of schools.values()) {
        observe(into, place, subject, { is: "present" });
        observe(into, place, subject, { property: "name", value: name });
        observe(into, place, subject, { property: "pupils", value: count });
        for (const domain of [...domains.keys()].sort()) {
          const value = domains.get(domain) ?? 0;
          observe(into, place, subject, { property: `pupil-accounts/${domain}`, value });
        }
      }
    },
  };
}

/** Pupils, of whom nothing but numbers is kept. */
export const pupils: Shape<Column> = {
  name: "pupils",
  reader: "school-register",
  counted: "pupils",
  lists: null,
  standing: "declared",
  report: "person",
  headings: {
    ...personHeadings,
    class: ["klass", "undervisningsgrupp", "class", "form"],
    grade: ["arskurs", "ak", "grade", "year", "school year"],
    school: ["skola", "skolenhet", "skolenhetsnamn", "school", "school unit", "school name"],
  },
  needs: [["school"], ["class", "grade"], ["number", "account-upn", "mail", "personal-number"]],
  least: 3,
  begin,
};
