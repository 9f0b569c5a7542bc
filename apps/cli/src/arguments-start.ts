/** The words of `example`, `import`, `serve`, `withdraw`, `mapping`; and one of several words. */
import type { Command } from "./command.ts";
import { type Given, whole, Wrong } from "./command-line.ts";

/** The one word after a verb; refused with how to say it where there is none or another. */
export function oneOf<W extends string>(
  rest: readonly string[],
  words: readonly W[] | null,
  how: readonly string[],
): W {
  const [word, more] = rest;
  const found = words === null ? (word as W | undefined) : words.find((one) => one === word);
  if (found === undefined) throw new Wrong({ code: "say", how });
  if (more !== undefined) throw new Wrong({ code: "too-much", word: more });
  return found;
}

/** `calculate`: the file with what is to be worked out. */
export function calculateOf(given: Given, rest: readonly string[]): Command {
  const path = oneOf(rest, null, ["calculate FILE"]);
  return { verb: "calculate", path, json: given.has("json") };
}

/** `example`: what is to be done with it. */
export function exampleOf(given: Given, rest: readonly string[]): Command {
  const json = given.has("json");
  const how = ["example load", "example write --to FOLDER [--size small|full] [--seed TEXT]"];
  const act = oneOf(rest, ["load", "write"], how);
  const size = given.get("size") ?? "small";
  if (size !== "small" && size !== "full") throw new Wrong({ code: "say", how });
  const [to, seed] = [given.get("to"), given.get("seed") ?? null];
  if (act === "write") {
    if (to === undefined)
      throw new Wrong({ code: "missing", verb: "example write", options: ["to"] });
    return { verb: "write-example", to, size, seed, json };
  }
  for (const option of ["to", "size", "seed"] as const)
    if (given.has(option)) throw new Wrong({ code: "unknown-option", option: `--${option}` });
  return { verb: "example", json };
}

/** `serve`: where, and for whom. */
export function serveOf(given: Given): Command {
  const [host = null, organisations = null] = [given.get("host"), given.get("organisations")];
  return { verb: "serve", port: whole(given, "port", [0, 65_535]), host, organisations };
}

/** What to do with what was imported, or with mappings that are remembered of it. */
export function importedOf(
  verb: "withdraw" | "mapping",
  rest: readonly string[],
  json: boolean,
): Command {
  if (verb === "withdraw") return { verb, import: oneOf(rest, null, ["withdraw IMPORT"]), json };
  const how = ["mapping list", "mapping forget ID"];
  if (rest[0] === "list" && rest.length === 1) return { verb: "mapping", what: "list", json };
  if (rest[0] !== "forget") throw new Wrong({ code: "say", how });
  return { verb: "mapping", what: "forget", id: oneOf(rest.slice(1), null, how), json };
}

/** `import`: files, or with `--all` everything that was exported. */
export function importOf(given: Given, rest: readonly string[]): Command {
  const json = given.has("json");
  if (given.has("all"))
    return { verb: "import-all", from: oneOf(rest, null, ["import --all FROM"]), json };
  if (rest.length === 0) throw new Wrong({ code: "no-files" });
  const [mapping, list] = [given.get("mapping"), given.get("list")];
  if (list !== undefined && list !== "own" && list !== "next")
    throw new Wrong({ code: "say", how: ["import --list own|next FILE …"] });
  return {
    verb: "import",
    paths: rest,
    ...(mapping === undefined ? {} : { mapping }),
    ...(list === undefined ? {} : { list }),
    json,
  };
}
