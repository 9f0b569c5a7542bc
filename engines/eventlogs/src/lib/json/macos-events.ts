/** Endpoint Security of macOS as `eslogger` writes it: starts of programs and new files. */
import { isFields, type LogEvent, type LogFields, type LogValue, textOf } from "../log-event.ts";

function member(fields: LogFields, ...names: readonly string[]): LogFields {
  let found = fields;
  for (const name of names) {
    const value = Object.hasOwn(found, name) ? found[name] : undefined;
    if (!isFields(value)) return {};
    found = value;
  }
  return found;
}

function pathOf(fields: LogFields, ...names: readonly string[]): string {
  return textOf(member(fields, ...names), "path");
}

function commandLine(exec: LogFields): string {
  const list = Object.hasOwn(exec, "args") ? exec["args"] : undefined;
  return Array.isArray(list) ? (list as readonly LogValue[]).map(String).join(" ") : "";
}

function made(
  category: string,
  fields: LogFields,
  named: Readonly<Record<string, string>>,
): readonly LogEvent[] {
  const time = textOf(fields, "time");
  const known = Object.entries({ ...named, timestamp: time }).filter(([, value]) => value !== "");
  const source = { product: "macos", service: null, categories: [category] };
  return [{ source, fields: { ...fields, ...Object.fromEntries(known) }, text: null }];
}

/** The events of an object of `eslogger`; null where it is none that rules ask for. */
export function macosEvents(fields: LogFields): readonly LogEvent[] | null {
  if (!Object.hasOwn(fields, "event_type") || !isFields(fields["process"])) return null;
  const event = member(fields, "event");
  const exec = member(event, "exec");
  // Of a start the process is still what started it.
  const parent = pathOf(fields, "process", "executable");
  if (isFields(event["exec"]))
    return made("process_creation", fields, {
      Image: pathOf(exec, "target", "executable"),
      CommandLine: commandLine(exec),
      ParentImage: parent,
    });
  if (!isFields(event["create"])) return null;
  const destination = member(event, "create", "destination");
  const folder = pathOf(destination, "new_path", "dir");
  const fresh = `${folder}/${textOf(member(destination, "new_path"), "filename")}`;
  return made("file_event", fields, {
    Image: parent,
    TargetFilename: pathOf(destination, "existing_file") || (folder === "" ? "" : fresh),
  });
}
