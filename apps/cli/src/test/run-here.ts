/** Runs a command in this process: quicker than the program itself, and all it says is kept. */
import { runCommand } from "../run-command.ts";

/** What a command left. */
export type Ran = { readonly code: number; readonly out: string; readonly err: string };

/** Runs a command to its end with nothing in its environment but `env`. */
export async function runHere(
  argv: readonly string[],
  env: Readonly<Record<string, string>>,
): Promise<Ran> {
  const said = { out: "", err: "" };
  const code = await runCommand(argv, {
    env,
    out: (text) => void (said.out += text),
    err: (text) => void (said.err += text),
    isWatched: false,
  });
  return { code, ...said };
}
