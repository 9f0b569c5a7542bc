/** Every kind of table that is known, and the finder of headings among them. */
import { entraGroups, entraMethods, entraUsers } from "./cloud/entra.ts";
import { inventories } from "./computers/inventories.ts";
import { filterRules } from "./network/rules.ts";
import { zones } from "./network/zones.ts";
import { accounts } from "./people/accounts.ts";
import { consultants } from "./people/consultants.ts";
import { people } from "./people/people.ts";
import { pupils } from "./people/pupils.ts";
import { systems } from "./register/register.ts";
import { backups, veeamJobs } from "./supply/backups.ts";
import { suppliers } from "./supply/suppliers.ts";
import { matcherOf } from "./table/match.ts";
import type { Shape } from "./table/shape.ts";

/** Every shape, in the order in which equals are tried. */
export const shapes: readonly Shape[] = [
  systems,
  entraUsers,
  entraGroups,
  entraMethods,
  accounts,
  ...inventories,
  veeamJobs,
  people,
  consultants,
  pupils,
  suppliers,
  backups,
  zones,
  filterRules,
];

/** Finds the headings of a table among all shapes. */
export const tableMatcher: ReturnType<typeof matcherOf> = matcherOf(shapes);
