/** A limit on work, spent as the work is done, so that hostile input cannot take for ever. */
export type Budget = { readonly limit: number; spent: number };

/** Thrown by {@link spend} when a budget is used up; callers at the edge turn it into a problem. */
export class BudgetExceeded extends Error {
  override readonly name: string = "BudgetExceeded";
  readonly limit: number;
  constructor(limit: number) {
    super(`work limit of ${limit} steps exceeded`);
    this.limit = limit;
  }
}

/** A fresh budget of `limit` steps. */
export function budget(limit: number): Budget {
  return { limit, spent: 0 };
}

/** Spends `steps` of the budget. @throws {BudgetExceeded} when that is more than is left. */
export function spend(purse: Budget, steps: number): void {
  purse.spent += steps;
  if (purse.spent > purse.limit) throw new BudgetExceeded(purse.limit);
}
