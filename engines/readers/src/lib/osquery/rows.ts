/** Results of osquery as rows: whose, of which table, added or removed. */
import type { Json } from "@vallgrav/kernel";
import { listOf, member, objectOf, textOf } from "../json.ts";
import type { JsonObject } from "../json.ts";

/** Tables that are read. */
export type TableName =
  | "deb_packages"
  | "interface_addresses"
  | "interface_details"
  | "listening_ports"
  | "os_version"
  | "programs"
  | "rpm_packages"
  | "system_info"
  | "users";

/** One row of a result. */
export type ResultRow = {
  /** What the daemon calls the machine: its name or the UUID of its hardware. */
  readonly host: string;
  readonly table: TableName;
  readonly columns: JsonObject;
  /** False where the row was there before and is no longer. */
  readonly isThere: boolean;
  readonly place: string;
};

/** A result with rows of a table that is not read: the name of its query. */
export type Strange = { readonly query: string };

/** A table by columns that only it has; the first that fits. */
const signs: readonly (readonly [TableName, readonly string[]])[] = [
  ["system_info", ["hostname", "hardware_serial"]],
  ["os_version", ["name", "version", "platform", "build"]],
  ["rpm_packages", ["name", "version", "release", "epoch"]],
  ["deb_packages", ["name", "version", "source", "revision"]],
  ["programs", ["name", "version", "publisher"]],
  ["listening_ports", ["port", "protocol", "address"]],
  ["interface_details", ["interface", "mac"]],
  ["interface_addresses", ["interface", "address"]],
  ["users", ["uid", "username"]],
];
const names: readonly TableName[] = signs.map(([name]) => name);

/** The table of a row: by its query's name where that says it, else by its columns. */
function tableOf(query: string, columns: JsonObject): TableName | null {
  const named = names.find((name) => new RegExp(`(?:^|[_/.-])${name}$`).test(query));
  if (named !== undefined) return named;
  const fits = signs.find(([, keys]) => keys.every((key) => member(columns, key) !== undefined));
  return fits === undefined ? null : fits[0];
}

type Part = { readonly value: Json | undefined; readonly key: string; readonly isThere: boolean };

/** The lists of rows in one result, in any of the three forms that osquery logs. */
function partsOf(result: JsonObject): readonly Part[] {
  const differences = objectOf(member(result, "diffResults"));
  if (differences !== null)
    return [
      { value: member(differences, "removed"), key: "diffResults/removed", isThere: false },
      { value: member(differences, "added"), key: "diffResults/added", isThere: true },
    ];
  const snapshot = member(result, "snapshot");
  if (snapshot !== undefined) return [{ value: snapshot, key: "snapshot", isThere: true }];
  const isThere = textOf(member(result, "action")) !== "removed";
  return [{ value: [member(result, "columns") ?? null], key: "columns", isThere }];
}

/** The rows of a result, and those of tables that are not read. */
export function rowsOf(result: JsonObject, place: string): readonly (ResultRow | Strange)[] {
  const query = textOf(member(result, "name")) ?? "";
  const host = textOf(member(result, "hostIdentifier")) ?? "";
  return partsOf(result).flatMap(({ value, key, isThere }) =>
    (listOf(value) ?? []).map((one, index): ResultRow | Strange => {
      const columns = objectOf(one);
      const table = columns === null ? null : tableOf(query, columns);
      if (columns === null || table === null) return { query };
      const at = key === "columns" ? `${place}/columns` : `${place}/${key}/${index}`;
      return { host, table, columns, isThere, place: at };
    }),
  );
}
