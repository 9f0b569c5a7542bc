/** The words after `place`, as data. */
import type { CopyPlace } from "@vallgrav/platform/api";
import { isCopyPlace } from "@vallgrav/platform/choices";

/** What is asked of the place where Vallgrav itself lies. */
export type PlaceCommand =
  | { readonly verb: "place"; readonly what: "show"; readonly json: boolean }
  | {
      readonly verb: "place";
      readonly what: "copy";
      readonly name: string;
      /** Null: there is no such copy any more. */
      readonly place: CopyPlace | null;
      readonly json: boolean;
    };

const how: readonly string[] = ["place", "place offline|outside|inside NAMN", "place forget NAMN"];

/** The command, or how to say it. */
export function placeCommandOf(
  [what, name, more]: readonly string[],
  json: boolean,
): PlaceCommand | { readonly how: readonly string[] } {
  const verb = "place";
  if (what === undefined) return { verb, what: "show", json };
  if (name === undefined || more !== undefined) return { how };
  if (what === "forget") return { verb, what: "copy", name, place: null, json };
  return isCopyPlace(what) ? { verb, what: "copy", name, place: what, json } : { how };
}
