/** What the Entra admin centre exports as tables: users, groups, and registered sign-in methods. */
import type { Claim, Subject } from "@vallgrav/kernel";
import { observe } from "../gathering.ts";
import { subjectNamed } from "../naming.ts";
import { numberClaim, upnClaim } from "../people/person.ts";
import { claimOf } from "../sharphound/references.ts";
import * as cells from "../table/cells.ts";
import type { RowReader, Shape, ShapedRows } from "../table/shape.ts";
import { relate, say, take, takeWord } from "../table/telling.ts";
import type { Telling } from "../table/telling.ts";

const typeWords: cells.Words = { member: ["member", "medlem"], guest: ["guest", "gast"] };

/** The account of a row: by object id where the list has it, and by its sign-in name. */
function accountOf(id: string, upn: string): Subject | null {
  return subjectNamed("account", [id === "" ? null : claimOf(id), upnClaim(upn)]);
}

type UserColumn =
  | "created"
  | "department"
  | "enabled"
  | "employee-number"
  | "id"
  | "mail"
  | "synced"
  | "title"
  | "type"
  | "upn";

function readUser(row: Telling<UserColumn>, account: Subject): void {
  say(row, [account, "enabled", "enabled"], take.yesNo);
  say(row, [account, "account-type", "type"], takeWord(typeWords));
  say(row, [account, "synced-from-directory", "synced"], take.yesNo);
  say(row, [account, "department", "department"], take.text);
  say(row, [account, "title", "title"], take.text);
  say(row, [account, "created", "created"], take.date);
  const number = numberClaim(row.cell("employee-number"));
  if (number !== null)
    relate(row, "employee-number", [account, "used-by", { kind: "person", claims: [number] }]);
}

function beginUsers({ into, join }: ShapedRows<UserColumn>): RowReader<UserColumn> {
  return {
    row: (given) => {
      const row = { ...given, into };
      const account = accountOf(row.cell("id"), row.cell("upn"));
      if (account === null) return { skipped: "no-id" };
      observe(into, row.place("upn"), account, { is: "present" });
      readUser(row, account);
      for (const column of ["employee-number", "mail"] as const) {
        const about = { account, person: null, population: null };
        join(row.cell(column), { place: row.place(column), ...about });
      }
      return { id: account.claims[0].value };
    },
  };
}

const common = {
  reader: "entra",
  lists: null,
  standing: "observed",
  report: "configuration",
  least: 3,
} as const;

/** Users: the list that the admin centre downloads. Names and addresses are not kept. */
export const entraUsers: Shape<UserColumn> = {
  ...common,
  name: "entra-users",
  counted: "cloud-users",
  headings: {
    created: ["createddatetime", "creation date"],
    department: ["department"],
    enabled: ["accountenabled", "account enabled"],
    "employee-number": ["employeeid", "employee id"],
    id: ["id", "objectid", "object id"],
    mail: ["mail", "email"],
    synced: ["directorysynced", "dirsyncenabled", "onpremisessyncenabled"],
    title: ["jobtitle", "job title"],
    type: ["usertype", "user type"],
    upn: ["userprincipalname", "user principal name"],
  },
  needs: [["upn"], ["id"], ["enabled", "type"]],
  begin: beginUsers,
};

type GroupColumn = "assignable" | "id" | "membership" | "name" | "security" | "synced" | "type";

const groupWordsOf: cells.Words = {
  dynamic: ["dynamic", "dynamicmembership", "dynamisk"],
  assigned: ["assigned", "tilldelad", "static"],
};

function beginGroups({ into }: ShapedRows<GroupColumn>): RowReader<GroupColumn> {
  return {
    row: (given) => {
      const row = { ...given, into };
      const claim: Claim | null = claimOf(row.cell("id"));
      if (claim === null) return { skipped: "no-id" };
      const group: Subject = { kind: "group", claims: [claim] };
      observe(into, row.place("id"), group, { is: "present" });
      say(row, [group, "name", "name"], take.text);
      say(row, [group, "group-type", "type"], take.text);
      say(row, [group, "membership-type", "membership"], takeWord(groupWordsOf));
      say(row, [group, "security-enabled", "security"], take.yesNo);
      say(row, [group, "assignable-to-role", "assignable"], take.yesNo);
      say(row, [group, "synced-from-directory", "synced"], take.yesNo);
      return { id: claim.value };
    },
  };
}

/** Groups. */
export const entraGroups: Shape<GroupColumn> = {
  ...common,
  name: "entra-groups",
  counted: "cloud-groups",
  headings: {
    assignable: ["isassignabletorole"],
    id: ["id", "objectid", "object id"],
    membership: ["membershiptype", "membership type"],
    name: ["displayname", "name"],
    security: ["securityenabled"],
    synced: ["onpremisessyncenabled", "dirsyncenabled"],
    type: ["grouptype", "group type"],
  },
  needs: [["id"], ["name"], ["type", "membership", "security"]],
  begin: beginGroups,
};

type MethodColumn =
  | "administrator"
  | "capable"
  | "id"
  | "methods"
  | "passwordless"
  | "registered"
  | "upn";

const capableWords: cells.Words = {
  yes: ["true", "yes", "ja", "capable", "registered"],
  no: ["false", "no", "nej", "not capable", "not registered"],
};

function yesIn(cell: string): boolean | null {
  const word = cells.wordIn(capableWords, cell);
  return word === null ? null : word === "yes";
}

/** Methods in one spelling each: `Microsoft Authenticator app (push)` is as long as it is. */
function methodsIn(cell: string): readonly string[] {
  const slugs = cells.partsOf(cell).map(cells.slugOf);
  return [...new Set(slugs.filter((slug) => slug !== ""))].sort();
}

function beginMethods({ into }: ShapedRows<MethodColumn>): RowReader<MethodColumn> {
  return {
    row: (given) => {
      const row = { ...given, into };
      const account = accountOf(row.cell("id"), row.cell("upn"));
      if (account === null) return { skipped: "no-id" };
      observe(into, row.place("upn"), account, { is: "present" });
      say(row, [account, "mfa-capable", "capable"], [yesIn, "boolean"]);
      say(row, [account, "mfa-registered", "registered"], [yesIn, "boolean"]);
      say(row, [account, "passwordless-capable", "passwordless"], [yesIn, "boolean"]);
      say(row, [account, "cloud-administrator", "administrator"], [yesIn, "boolean"]);
      const methods = methodsIn(row.cell("methods"));
      if (row.cell("methods") !== "")
        observe(into, row.place("methods"), account, {
          property: "sign-in-methods",
          value: methods,
        });
      return { id: account.claims[0].value };
    },
  };
}

/** Registered sign-in methods. Users that are disabled are missing in it. */
export const entraMethods: Shape<MethodColumn> = {
  ...common,
  name: "entra-methods",
  counted: "sign-in-methods",
  headings: {
    administrator: ["isadmin", "admin"],
    capable: ["ismfacapable", "multifactor authentication capable", "mfa capable"],
    id: ["id"],
    methods: ["methodsregistered", "methods registered"],
    passwordless: ["ispasswordlesscapable", "passwordless capable"],
    registered: ["ismfaregistered", "mfa registered"],
    upn: ["userprincipalname", "user", "user principal name"],
  },
  needs: [["upn"], ["methods", "registered", "capable"]],
  begin: beginMethods,
};
