/** Events of Windows and of Sysmon for Linux as XML → fields and events. */
import { compileTree } from "../evtx/template.ts";
import type { LogEvent, LogValue } from "../log-event.ts";
import { textOf } from "../log-event.ts";
import { sysmonCategories } from "../windows/windows-channels.ts";
import { windowsEvents } from "../windows/windows-events.ts";
import { parseEventXml } from "./parse-event-xml.ts";

/** Fields of one event, as {@link compileTree} names them. */
function fieldsOfXml(text: string): Readonly<Record<string, LogValue>> | null {
  const root = parseEventXml(text);
  if (root?.name !== "Event") return null;
  const fields: Record<string, LogValue> = {};
  for (const { name, constant } of compileTree(root, "root")) {
    const value = constant ?? "";
    const before = Object.hasOwn(fields, name) ? fields[name] : undefined;
    if (name === "__proto__") continue;
    fields[name] = before === undefined ? value : ([before, value].flat() as readonly LogValue[]);
  }
  return fields;
}

/** The events that the XML of one event is to rules; null where it is none. */
export function xmlEvents(text: string): readonly LogEvent[] | null {
  const fields = fieldsOfXml(text);
  if (fields === null) return null;
  if (textOf(fields, "Provider_Name") !== "Linux-Sysmon") return windowsEvents(fields);
  const categories = sysmonCategories(textOf(fields, "EventID"));
  return [{ source: { product: "linux", service: "sysmon", categories }, fields, text: null }];
}

/** Takes the text of one event and the line it begins on. */
export type XmlSink = (text: string, line: number) => void;

/** Text of a log of XML, by lines → the text of each event; a long one is cut and so refused. */
export function newEventCutter(sink: XmlSink, characters: number) {
  let kept = "";
  let begun = 0;
  let number = 0;
  const begin = /<Event[\s>]/;
  return {
    line: (text: string): void => {
      number += 1;
      let rest = text;
      for (;;) {
        if (kept === "") {
          const at = rest.search(begin);
          if (at < 0) return;
          rest = rest.slice(at);
          begun = number;
        }
        const end = rest.indexOf("</Event>");
        if (end < 0) {
          if (kept.length < characters) kept += `${rest}\n`;
          return;
        }
        sink(kept + rest.slice(0, end + 8), begun);
        kept = "";
        rest = rest.slice(end + 8);
      }
    },
    close: (): void => {
      if (kept !== "") sink(kept, begun);
      kept = "";
    },
  };
}
