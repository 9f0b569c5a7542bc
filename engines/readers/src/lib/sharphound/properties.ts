/** The white list of properties: everything else of an object stays in the file. */
import { instantFromMs } from "@vallgrav/kernel";
import type { Json, Value } from "@vallgrav/kernel";
import { withoutPersonalNumbers } from "../personal-number.ts";
import type { Expected } from "../expected.ts";
import type { SharphoundKind } from "./kinds.ts";

/** How a property's value is read. */
export type PropertyForm =
  | "boolean"
  | "text"
  | "lower-case-text"
  | "whole-number"
  | "text-list"
  | "seconds";

/** A property that is kept, as it is called in the file and in the observation alike. */
export type KeptProperty = {
  readonly name: string;
  readonly form: PropertyForm;
  /** Kinds of file in which it is kept; null for all. */
  readonly kinds: readonly SharphoundKind[] | null;
};

const principals: readonly SharphoundKind[] = ["computers", "users"];
const named: readonly SharphoundKind[] = ["computers", "groups", "users"];

function keep(
  name: string,
  form: PropertyForm,
  kinds: readonly SharphoundKind[] | null,
): KeptProperty {
  return { name, form, kinds };
}

/** The white list, in the order in which observations are made. */
export const keptProperties: readonly KeptProperty[] = [
  keep("name", "text", null),
  keep("domain", "lower-case-text", null),
  keep("whencreated", "seconds", null),
  keep("isaclprotected", "boolean", null),
  keep("samaccountname", "text", named),
  keep("admincount", "boolean", named),
  keep("enabled", "boolean", principals),
  keep("pwdlastset", "seconds", principals),
  keep("lastlogontimestamp", "seconds", principals),
  keep("hasspn", "boolean", principals),
  keep("unconstraineddelegation", "boolean", principals),
  keep("trustedtoauth", "boolean", principals),
  keep("dontreqpreauth", "boolean", ["users"]),
  keep("passwordnotreqd", "boolean", principals),
  keep("pwdneverexpires", "boolean", principals),
  keep("sensitive", "boolean", ["users"]),
  keep("haslaps", "boolean", ["computers"]),
  keep("isdc", "boolean", ["computers"]),
  keep("operatingsystem", "text", ["computers"]),
  keep("functionallevel", "text", ["domains"]),
  keep("blocksinheritance", "boolean", ["ous"]),
  keep("enrolleesuppliessubject", "boolean", ["certtemplates"]),
  keep("requiresmanagerapproval", "boolean", ["certtemplates"]),
  keep("nosecurityextension", "boolean", ["certtemplates"]),
  keep("authorizedsignatures", "whole-number", ["certtemplates"]),
  keep("schemaversion", "whole-number", ["certtemplates"]),
  keep("effectiveekus", "text-list", ["certtemplates"]),
  keep("caname", "text", ["enterprisecas"]),
  keep("dnshostname", "lower-case-text", ["enterprisecas"]),
];

/** The white list of one kind of file. */
export function propertiesOf(kind: SharphoundKind): readonly KeptProperty[] {
  return keptProperties.filter(({ kinds }) => kinds === null || kinds.includes(kind));
}

/** A value taken, one that says nothing (`null`, a time that never was), or one of another form. */
export type TakenValue =
  | { readonly is: "value"; readonly value: Value }
  | { readonly is: "nothing" }
  | { readonly is: "wrong"; readonly expected: Expected };

function taken(value: Value): TakenValue {
  return { is: "value", value };
}

/** Seconds since 1970 to an instant; 0 and −1 are the directory's words for never. */
function takeSeconds(value: number): TakenValue {
  if (value <= 0) return { is: "nothing" };
  const instant = instantFromMs(value * 1000);
  return instant === null ? { is: "wrong", expected: "seconds" } : taken(instant);
}

const expectedBy: Readonly<Record<PropertyForm, Expected>> = {
  boolean: "boolean",
  text: "text",
  "lower-case-text": "text",
  "whole-number": "whole-number",
  "text-list": "list",
  seconds: "seconds",
};

/** Reads one value in one form; texts lose personal identity numbers. */
export function takeValue(form: PropertyForm, value: Json | undefined): TakenValue {
  if (value === undefined || value === null || value === "") return { is: "nothing" };
  if (form === "boolean" && typeof value === "boolean") return taken(value);
  if (form === "whole-number" && Number.isInteger(value)) return taken(value as number);
  if (form === "seconds" && typeof value === "number") return takeSeconds(value);
  if (form === "text-list" && Array.isArray(value)) {
    const texts = value.filter((one): one is string => typeof one === "string");
    if (texts.length === value.length)
      return taken(texts.map((one) => withoutPersonalNumbers(one)));
  }
  if (typeof value === "string") {
    if (form === "text") return taken(withoutPersonalNumbers(value));
    if (form === "lower-case-text") return taken(withoutPersonalNumbers(value.toLowerCase()));
  }
  return { is: "wrong", expected: expectedBy[form] };
}
