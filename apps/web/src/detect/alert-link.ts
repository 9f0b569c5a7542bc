/** Addresses of alerts. */
import { paths } from "../frame/paths.ts";

/** The id in the address of an alert; null where it is none. */
export function alertIdIn(path: string): string | null {
  const [, id = ""] = /^.*\/larm\/([\w-]{1,64})$/.exec(path) ?? [];
  return path.startsWith(`${paths.alert}/`) && id !== "" ? id : null;
}
