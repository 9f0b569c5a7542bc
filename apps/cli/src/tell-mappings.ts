/** `mapping`: what people said that columns mean, which is used again until it is forgotten. */
import type { KnownMapping } from "@vallgrav/platform/identify";
import type { Ground } from "@vallgrav/server/facts";
import type { Command } from "./command.ts";
import { visible } from "./format.ts";
import type { Speaker } from "./speaker.ts";
import { refused, type Told } from "./told.ts";

function linesOf(
  { id, by, at, mapping: { shape, fields } }: KnownMapping,
  {
    words: {
      knowing: { mappings: words },
    },
  }: Speaker,
): readonly string[] {
  const columns = fields.map(
    ({ heading, field }) => `  ${visible(heading)} = ${field ?? words.nothing}`,
  );
  return [`${id}  ${shape}  ${words.said(visible(by), at.slice(0, 10))}`, ...columns];
}

/** Lists them, or forgets one. */
export async function tellMappings(
  { identify }: Pick<Ground, "identify">,
  command: Extract<Command, { readonly verb: "mapping" }>,
  speaker: Speaker,
): Promise<Told> {
  const { mappings: words } = speaker.words.knowing;
  if (command.what === "list") {
    const mappings = await identify.mappings();
    const lines = mappings.flatMap((one) => linesOf(one, speaker));
    return {
      exit: 0,
      document: { mappings, problems: [] },
      lines: lines.length === 0 ? [words.none] : lines,
      problems: [],
      object: "",
    };
  }
  const { id } = command;
  if (!(await identify.forgetMapping(id)))
    return refused([{ code: "identify/no-such-mapping", severity: "error", at: null, args: {} }]);
  const document = { forgotten: id, problems: [] };
  return { exit: 0, document, lines: [words.forgotten], problems: [], object: id };
}
