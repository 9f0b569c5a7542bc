/** Asks one server for all the versions, suites and habits of its TLS. */
import {
  type Beside,
  type Lane,
  type ProbeOutcome,
  type SuiteRank,
  type TlsDetails,
  type TlsFacts,
  type TlsProbe,
  askedVersion,
  detailLanes,
  detailLanesLike,
  noDetails,
  versionLanes,
  versionLanesLike,
} from "@vallgrav/domains";
import { paceOf } from "../pace.ts";
import { sendProbe } from "./send-probe.ts";
import { type ProbeLimits, type ProbeSurroundings, type TlsTarget } from "./tls-target.ts";

/** Sends a probe or, where the target has been asked enough, says that it stayed silent. */
type Send = (probe: TlsProbe) => Promise<ProbeOutcome>;

/** Walks all lanes to their ends, `atOnce` of them at a time. */
async function walk<T>(lanes: readonly Lane<T>[], send: Send, atOnce: number): Promise<T[]> {
  const ends = new Map<Lane<T>, T>();
  const waiting = [...lanes];
  const work = async (): Promise<void> => {
    for (let lane = waiting.pop(); lane !== undefined; lane = waiting.pop()) {
      let step = lane.next();
      while (step.done !== true) {
        // One after another: each hello depends on the answer before.
        // oxlint-disable-next-line no-await-in-loop
        step = lane.next(await send(step.value));
      }
      ends.set(lane, step.value);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  return lanes.flatMap((lane) => {
    const end = ends.get(lane);
    return end === undefined ? [] : [end];
  });
}

/** Keeps to the limits of one target: its pace, its time, and silence as an end. */
function gently(target: TlsTarget, limits: ProbeLimits, surroundings: ProbeSurroundings): Send {
  const { clock } = surroundings;
  const pace = paceOf(limits, clock);
  const startedMs = clock.elapsedMs();
  let silences = 0;
  return async (probe) =>
    pace(async () => {
      if (silences >= limits.silencesMax) return { kind: "silent" };
      if (clock.elapsedMs() - startedMs > limits.targetTimeoutMs) return { kind: "silent" };
      const outcome = await sendProbe(target, probe, limits, surroundings);
      silences = outcome.kind === "silent" ? silences + 1 : 0;
      return outcome;
    });
}

/**
 * All that can be learnt by hellos. Connections: one for each suite accepted, and about fifty. A
 * server that does not answer is asked no more than `silencesMax` times in a row.
 * @param rank orders suites for the question whether the server prefers good ones
 * @param beside what is known of another name at the same place: where this one is alike, about a
 *   third of the hellos shows it; where it is not, all is asked
 */
export async function scanTls(
  target: TlsTarget,
  rank: SuiteRank,
  limits: ProbeLimits,
  surroundings: ProbeSurroundings,
  beside: Beside | null = null,
): Promise<TlsFacts> {
  const setting = { serverName: target.serverName, random: surroundings.random(64) };
  const send = gently(target, limits, surroundings);
  const first = beside === null ? versionLanes(setting) : versionLanesLike(setting, beside);
  const versions = await walk(first, send, limits.atOnce);
  const second =
    beside === null
      ? detailLanes(setting, versions, rank)
      : detailLanesLike(setting, versions, rank, beside);
  const found = await walk(second, send, limits.atOnce);
  const details: TlsDetails = Object.assign({}, noDetails, ...found);
  return { ...details, askedIn: askedVersion(versions), versions };
}
