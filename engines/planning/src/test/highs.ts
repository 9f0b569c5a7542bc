/**
 * HiGHS, another's solver of mixed-integer programmes, to hold the planner against: one thread, a
 * fixed seed, and limits in nodes, never in seconds.
 */
import highsModule from "highs";

// The package's types describe its CommonJS build; what is imported is the ES module's function.
const load = highsModule as unknown as typeof highsModule.default;

/** Solves a programme in CPLEX LP format. */
export type SolveMip = (lp: string) => {
  readonly status: "optimal" | "stopped" | "infeasible";
  /** Value of the best solution found. */
  readonly objective: number;
  /** Best bound of branch-and-bound: no solution is lower. */
  readonly bound: number;
  readonly values: Readonly<Record<string, number>>;
};

/** Nodes of branch-and-bound before a question is given up with the bound found so far. */
const nodeLimit = 20_000;

/** Loads the solver (44 ms); what is given answers at once. */
export async function loadHighs(relativeGap = 1e-9): Promise<SolveMip> {
  const highs = await load();
  return (lp) => {
    const model = highs.createModel({ format: "lp", data: lp });
    try {
      model.options.set({
        output_flag: false,
        random_seed: 1,
        mip_max_nodes: nodeLimit,
        mip_rel_gap: relativeGap,
        mip_heuristic_effort: 0,
        mip_detect_symmetry: false,
        mip_abs_gap: 1e-9,
      });
      model.run();
      const status = model.getModelStatus();
      const { modelStatus } = highs.constants;
      if (status === modelStatus.infeasible)
        return { status: "infeasible", objective: Number.POSITIVE_INFINITY, bound: 0, values: {} };
      const solution = model.getSolution();
      const values: Record<string, number> = {};
      for (const [index, value] of [...solution.colValue].entries())
        values[model.getColName(index)] = value;
      const objective = model.getObjectiveValue();
      const optimal = status === modelStatus.optimal;
      const dual = Number(model.info.get("mip_dual_bound"));
      return {
        status: optimal ? "optimal" : "stopped",
        objective,
        bound: Number.isFinite(dual) ? Math.min(dual, objective) : optimal ? objective : 0,
        values,
      };
    } finally {
      model.dispose();
    }
  };
}
