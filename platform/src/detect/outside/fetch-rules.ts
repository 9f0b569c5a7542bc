/** A file of rules from an address that somebody has named, into a folder of ours. */
import { createHash } from "node:crypto";
import { writeFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { fail, type Problem, type Result, succeed } from "@vallgrav/kernel";
import { askOutside, OutsideAway } from "./ask-outside.ts";

type None = Readonly<Record<string, never>>;

/** What can go wrong with the rules of an address, or of a file. */
export type RuleImportProblem =
  /** It is no address by HTTPS, or has a name or password in it. */
  | Problem<"watch/rules-bad-address", None>
  /** No whole file came; the reason is a code. */
  | Problem<"watch/rules-away", { readonly reason: string }>
  /** Nothing in it is a rule. */
  | Problem<"watch/rules-none", None>;

/** A problem of an import of rules. */
export function ruleImportProblem<C extends RuleImportProblem["code"]>(
  code: C,
  args: Extract<RuleImportProblem, { readonly code: C }>["args"],
): RuleImportProblem {
  return { code, severity: "error", at: null, args } as unknown as RuleImportProblem;
}

/** Most bytes of a file, milliseconds for it, and addresses that one leads on to. */
export const fetchLimits = { bytes: 67_108_864, timeoutMs: 300_000, hops: 3 } as const;

/** A file that was fetched. */
export type FetchedRules = {
  readonly path: string;
  readonly name: string;
  readonly sha256: string;
  readonly sizeBytes: number;
};

function addressOf(text: string, base?: URL): URL | null {
  const url = URL.parse(text, base);
  const isGood = url?.protocol === "https:" && url.username === "" && url.password === "";
  return isGood ? url : null;
}

/** The last part of an address as a name on disk. */
export function nameOfRules(text: string): string {
  const bare = basename(text)
    .replaceAll(/[^\w.-]+/g, "-")
    .replace(/^[.-]+/, "")
    .slice(-100);
  return /\.(?:zip|ya?ml)$/i.test(bare) ? bare : `${bare === "" ? "rules" : bare}.zip`;
}

/** Fetches a file of rules to a folder; redirects are followed by HTTPS alone. */
export async function fetchRules(
  address: string,
  folder: string,
  { authorities, signal }: { readonly authorities: string | null; readonly signal: AbortSignal },
): Promise<Result<FetchedRules, RuleImportProblem>> {
  let url = addressOf(address);
  if (url === null) return fail(ruleImportProblem("watch/rules-bad-address", {}));
  const name = nameOfRules(url.pathname);
  const limits = { mostBytes: fetchLimits.bytes, timeoutMs: fetchLimits.timeoutMs };
  const away = (reason: string) => fail(ruleImportProblem("watch/rules-away", { reason }));
  for (let hop = 0; hop <= fetchLimits.hops; hop += 1)
    try {
      const request = { method: "GET", url, headers: { accept: "*/*" }, body: null } as const;
      const answer = await askOutside(request, { ...limits, authorities, signal });
      const { location } = answer.headers;
      if (answer.status >= 300 && answer.status < 400 && typeof location === "string") {
        const next = addressOf(location, url);
        if (next === null) return fail(ruleImportProblem("watch/rules-bad-address", {}));
        url = next;
        continue;
      }
      if (answer.status !== 200) return away(`status ${answer.status}`);
      const path = join(folder, name);
      await writeFile(path, answer.body, { mode: 0o600, flag: "wx" });
      const sha256 = createHash("sha256").update(answer.body).digest("hex");
      return succeed({ path, name, sha256, sizeBytes: answer.body.length });
    } catch (error) {
      if (error instanceof OutsideAway) return away(error.code);
      throw error;
    }
  return away("redirects");
}
