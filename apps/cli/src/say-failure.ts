/** Says what failed on our side or in the world. */
import { logFailure, logToStderr, StartFailed } from "@vallgrav/server/facts";
import type { ExitCode } from "./run-command.ts";
import type { Speaker } from "./speaker.ts";
import { sayProblems } from "./tell.ts";

/** Codes of the world's failures that have words of their own. */
function codeOf(error: unknown): string | null {
  // A lost key is why the log cannot be read: that says more than that it cannot.
  const cause: unknown = Reflect.get(Object(error), "cause");
  const causeCode: unknown = Reflect.get(Object(cause), "code");
  if (causeCode === "storage/key-missing" || causeCode === "storage/seal-broken") return causeCode;
  const code: unknown = Reflect.get(Object(error), "code");
  return typeof code === "string" && /^(?:server|storage|audit|watch)\//.test(code) ? code : null;
}

/** Says it, never with a stack on standard output. */
export function sayFailure(error: unknown, speaker: Speaker): ExitCode {
  const code = codeOf(error);
  if (code === null || (!(error instanceof StartFailed) && code.startsWith("audit/"))) {
    const reference = logFailure(logToStderr, code ?? "cli/failed", error);
    speaker.err(`${speaker.words.failed} ${reference}\n`);
  }
  const args = error instanceof StartFailed ? error.args : {};
  if (code !== null) sayProblems(speaker, [{ code, severity: "error", at: null, args }]);
  return error instanceof StartFailed ? 1 : 3;
}
