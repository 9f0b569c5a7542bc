/** Lists of directory accounts as a table: what `Get-ADUser` gives through `Export-Csv`. */
import { observe } from "../gathering.ts";
import { subjectNamed } from "../naming.ts";
import { claimOf } from "../sharphound/references.ts";
import type { RowReader, Shape, ShapedRows } from "../table/shape.ts";
import { relate, say, take } from "../table/telling.ts";
import { numberClaim, upnClaim } from "./person.ts";

type Column =
  | "account-name"
  | "account-upn"
  | "enabled"
  | "last-sign-in"
  | "mail"
  | "number"
  | "password-set"
  | "personal-number"
  | "sid";

function begin({ into, join }: ShapedRows<Column>): RowReader<Column> {
  return {
    row: (given) => {
      const row = { ...given, into };
      const sid = row.cell("sid");
      const claims = [sid === "" ? null : claimOf(sid), upnClaim(row.cell("account-upn"))];
      const account = subjectNamed("account", claims);
      if (account === null) return { skipped: "no-id" };
      const column = claims[0] === null ? "account-upn" : "sid";
      observe(into, row.place(column), account, { is: "present" });
      say(row, [account, "samaccountname", "account-name"], take.text);
      say(row, [account, "enabled", "enabled"], take.yesNo);
      say(row, [account, "last-sign-in", "last-sign-in"], take.date);
      say(row, [account, "password-set", "password-set"], take.date);
      const number = numberClaim(row.cell("number"));
      if (number !== null)
        relate(row, "number", [account, "used-by", { kind: "person", claims: [number] }]);
      // Many directories hold the personal identity number where the employee number belongs.
      for (const one of ["personal-number", "number", "mail"] as const)
        join(row.cell(one), { place: row.place(one), account, person: null, population: null });
      return { id: account.claims[0].value };
    },
  };
}

/** Accounts of a directory. */
export const accounts: Shape<Column> = {
  name: "accounts",
  reader: "account-list",
  counted: "accounts",
  lists: null,
  standing: "observed",
  report: "configuration",
  headings: {
    "account-name": ["samaccountname", "anvandarnamn", "kontonamn", "username", "user name"],
    "account-upn": ["userprincipalname", "user principal name", "upn"],
    enabled: ["enabled", "aktiverat", "aktivt", "aktiv", "active"],
    "last-sign-in": ["lastlogondate", "senast inloggad", "senaste inloggning", "last logon"],
    mail: ["mail", "emailaddress", "email", "e post"],
    number: ["employeeid", "employeenumber", "anstallningsnummer", "employee id"],
    "password-set": ["passwordlastset", "losenord satt", "password last set"],
    "personal-number": ["personnummer", "personal number", "pnr"],
    sid: ["sid", "objectsid", "objekt sid"],
  },
  needs: [
    ["sid", "account-upn"],
    ["account-name"],
    ["enabled", "number", "personal-number", "sid"],
  ],
  least: 3,
  begin,
};
