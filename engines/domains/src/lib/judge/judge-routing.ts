/** Judges whether the ways to a domain's servers are signed for, and are those that were signed. */
import type { AddressRouting } from "../routing/validity.ts";
import type { DomainFacts, RoutingFacts } from "./domain-facts.ts";
import type { Answer } from "./judged.ts";
import { worstAnswer } from "./judge-tls.ts";

const unknown: Answer = { standing: "unknown", about: [] };
const passed: Answer = { standing: "passed", about: [] };
const notApplicable: Answer = { standing: "not-applicable", about: [] };

function overAll(
  { routing }: DomainFacts,
  servers: keyof RoutingFacts,
  judge: (one: AddressRouting) => Answer,
): Answer {
  if (routing === "unreadable" || routing === null)
    return { standing: "unknown", about: [routing ?? "no-roas"] };
  const all = routing[servers];
  if (all === null) return unknown;
  return all.length === 0 ? notApplicable : worstAnswer(all.map(judge));
}

/** Something is signed for every way to every address. */
export function judgeSigned(servers: keyof RoutingFacts): (facts: DomainFacts) => Answer {
  return (facts) =>
    overAll(facts, servers, ({ address, isSigned }) => {
      if (isSigned === null) return { standing: "unknown", about: [address] };
      return isSigned ? passed : { standing: "failed", about: [address] };
    });
}

/** And every way is one that was signed: a wrong one leads mail and visitors to somebody else. */
export function judgeRoutes(servers: keyof RoutingFacts): (facts: DomainFacts) => Answer {
  return (facts) =>
    overAll(facts, servers, ({ address, state }) => {
      if (state === "valid") return passed;
      if (state === null) return { standing: "unknown", about: [address] };
      return { standing: state === "invalid" ? "failed" : "notice", about: [address] };
    });
}
