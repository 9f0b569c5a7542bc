/** Asks for a secret: typed without being shown, or the first line of what is piped in. */
import { text } from "node:stream/consumers";

const [enter, carriageReturn, interrupt, endOfText, backspace, deletion] = [10, 13, 3, 4, 8, 127];

/** What has been typed so far, and whether it is done. */
type Typed = { readonly secret: string; readonly isDone: boolean };

/** Takes the characters that a terminal sends without echo. @throws {Error} on Ctrl+C */
export function takeTyped(secret: string, chunk: string): Typed {
  let typed = secret;
  for (const character of chunk) {
    const code = character.codePointAt(0) ?? 0;
    if (code === interrupt) throw new Error("interrupted");
    if (code === enter || code === carriageReturn || code === endOfText)
      return { secret: typed, isDone: true };
    if (code === backspace || code === deletion) typed = typed.slice(0, -1);
    else if (code >= 32) typed += character;
  }
  return { secret: typed, isDone: false };
}

/** Asks on standard error and reads from standard input. */
export async function askSecret(question: string, err: (text: string) => void): Promise<string> {
  const { stdin } = process;
  if (!stdin.isTTY) return (await text(stdin)).split(/\r?\n/)[0] ?? "";
  err(question);
  stdin.setRawMode(true);
  stdin.setEncoding("utf8");
  try {
    let typed: Typed = { secret: "", isDone: false };
    for await (const chunk of stdin) {
      typed = takeTyped(typed.secret, String(chunk));
      if (typed.isDone) break;
    }
    return typed.secret;
  } finally {
    stdin.setRawMode(false);
    stdin.pause();
    err("\n");
  }
}
