/** Tells the plan so far while a computation is waited for: on standard error, each once. */
import type { EarlyPlan } from "@vallgrav/platform/api";
import type { Rooms } from "@vallgrav/server";
import { sek, share, whole } from "./format.ts";
import type { Speaker } from "./speaker.ts";

const lookEveryMs = 1000;

function lineOf(
  early: EarlyPlan,
  { words, language }: Pick<Speaker, "language" | "words">,
): string {
  return words.planTerms.early({
    measures: whole(early.measures.length, language),
    cost: sek(early.costSek, language),
    runs: whole(early.runs, language),
    all: whole(early.ofRuns, language),
    // Rounded up: "at most" must stay true.
    missed: share(Math.ceil(early.gap * 100 - 1e-9) / 100, language),
  });
}

/**
 * Begins to tell what the position says of a plan that is being computed.
 * @returns ends it
 */
export function tellEarly(
  { protect }: { readonly protect: Pick<Rooms["protect"], "position"> },
  speaker: Speaker,
  everyMs: number = lookEveryMs,
): () => void {
  let last = "";
  const look = async (): Promise<void> => {
    const position = await protect.position();
    if (position.state !== "computing" || position.early === undefined) return;
    const line = lineOf(position.early, speaker);
    if (line === last) return;
    last = line;
    // What is watched is one line that changes: this one stays, and the other goes on below.
    speaker.err(speaker.isWatched ? `\r${line}\n` : `${line}\n`);
  };
  const timer = setInterval(() => void look().catch(() => undefined), everyMs);
  return () => clearInterval(timer);
}
