/** The rules that come with the product. */
import { invariant } from "@vallgrav/kernel";
import { ownDetections, sigmaOf } from "@vallgrav/knowledge";
import { parseSigma, type SigmaDocument } from "@vallgrav/sigma";

let parsed: readonly SigmaDocument[] | null = null;

/** Their documents. @throws where one of them is no Sigma: that is a mistake of ours */
export function ownRules(): readonly SigmaDocument[] {
  parsed ??= ownDetections.flatMap((one) => {
    const { documents, problems } = parseSigma(`vallgrav-${one.number}.yml`, sigmaOf(one));
    const worst = problems.find(({ severity }) => severity === "error");
    invariant(worst === undefined, `rule ${one.number}: ${worst?.code ?? ""}`);
    return documents;
  });
  return parsed;
}
