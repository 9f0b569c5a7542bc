/**
 * The main job on files nobody here wrote: a directory collection of three domains and the register
 * of the example, through the command line, in several homes. Figures must not depend on the
 * number of threads or on the order of imports. How long an import takes is held apart.
 */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { register, type Said, say } from "./command.ts";

type Answer = { readonly name: string; readonly passed: boolean; readonly detail: string };

/** Small runs: what is tested is sameness, not precision. */
const size = ["--outer", "20", "--inner", "5"];

function answer(name: string, passed: boolean, detail: string): Answer {
  return { name, passed, detail };
}

type Kind = {
  readonly kind: string;
  readonly declared: number;
  readonly read: number;
  readonly distinct: number;
};

function importAnswers(said: Said): readonly Answer[] {
  const report = JSON.parse(said.out) as {
    readonly kinds: readonly Kind[];
    readonly rights: { readonly read: number; readonly distinct: number; readonly repeats: number };
    readonly domains: readonly string[];
  };
  const kinds = ["users", "computers", "groups"].map((kind) => {
    const found = report.kinds.find((one) => one.kind === kind);
    return `${kind} ${found?.declared}/${found?.read}/${found?.distinct}`;
  });
  const { read, distinct, repeats } = report.rights;
  return [
    answer(
      "import: declared, read, distinct",
      kinds.join(", ") === "users 93/100/99, computers 32/34/34, groups 283/285/219",
      kinds.join(", "),
    ),
    answer(
      "import: rights read, distinct, repeats",
      read === 11_772 && distinct === 10_667 && repeats === 1_105,
      `${read}, ${distinct}, ${repeats}`,
    ),
    answer("import: three domains", report.domains.length === 3, report.domains.join(", ")),
  ];
}

async function planIn(
  files: readonly string[],
  threads: number,
): Promise<{
  readonly imported: Said;
  readonly plan: Said;
  readonly again: Said;
  readonly explained: Said;
}> {
  const home = await mkdtemp(join(tmpdir(), "vallgrav-conformance-"));
  try {
    let imported: Said | null = null;
    for (const file of files) {
      const said = await say(home, ["import", file, "--json"]);
      if (file.endsWith(".zip")) imported = said;
    }
    const budget = ["plan", "--budget", "1200000", "--json", "--threads", String(threads), ...size];
    const plan = await say(home, budget);
    const again = await say(home, budget);
    const run = (JSON.parse(plan.out) as { readonly run: { readonly id: string } }).run.id;
    const asked = ["explain", "--run", run, "--sample", "7", "--json", ...size];
    const explained = await say(home, asked);
    if (imported === null) throw new Error("one of the files is the collection");
    return { imported, plan, again, explained };
  } finally {
    await rm(home, { recursive: true, force: true });
  }
}

/** Runs the main job in four homes, two at a time. @throws where the collection cannot be read */
export async function run(shared: string): Promise<readonly Answer[]> {
  const collection = join(shared, "sharphound-v6", "ad_sampledata.zip");
  const [first, fourth] = await Promise.all([
    planIn([collection, register], 1),
    planIn([collection, register], 4),
  ]);
  const [second, turned] = await Promise.all([
    planIn([collection, register], 2),
    planIn([register, collection], 2),
  ]);
  const report = JSON.parse(first.plan.out) as {
    readonly measures: readonly unknown[];
    readonly gap: number;
  };
  const proof = JSON.parse(first.explained.out) as { readonly objectives: readonly unknown[] };
  return [
    ...importAnswers(first.imported),
    answer(
      "plan: the same bytes twice",
      first.plan.out === first.again.out,
      `${first.plan.out.length} bytes`,
    ),
    answer("plan: the same bytes with 1 and 2 threads", first.plan.out === second.plan.out, ""),
    answer("plan: the same bytes with 1 and 4 threads", first.plan.out === fourth.plan.out, ""),
    answer("plan: the same bytes in another order", first.plan.out === turned.plan.out, ""),
    answer("plan: measures and a gap", report.measures.length > 0, `gap ${report.gap}`),
    answer("explain: draws of a run", proof.objectives.length > 0, `exit ${first.explained.code}`),
  ];
}
