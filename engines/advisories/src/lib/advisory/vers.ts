/** Ranges of versions as `vers:scheme/>=1.0|<2.0` has them, and the plain forms suppliers write. */
import type { Span } from "./advisory.ts";

type Bounds = Omit<Span, "status">;

const comparator = /^(>=|<=|>|<|=|!=)?\s*([^\s<>=!|]{1,256})$/;

type Constraint = { readonly sign: string; readonly version: string };

function constraintsOf(text: string): readonly Constraint[] | null {
  const found = text.split("|").map((one) => comparator.exec(one.trim()));
  if (found.includes(null)) return null;
  return found.map((one) => ({ sign: one?.[1] ?? "=", version: one?.[2] ?? "" }));
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/**
 * The spans of a range whose constraints stand in order of their versions, as the form wants them.
 * Null where it is none, or leaves single versions out (`!=`), which a span cannot tell.
 */
export function versRange(text: string): readonly Bounds[] | null {
  const plain = text.trim().replace(/^vers:[a-z\d.+-]{1,60}\//i, "");
  if (plain === "*") return [{ from: null, includesFrom: true, to: null, includesTo: true }];
  const constraints = constraintsOf(decoded(plain));
  if (constraints === null || plain === "") return null;
  const spans: Bounds[] = [];
  let open: Bounds | null = null;
  for (const { sign, version } of constraints) {
    if (sign === "!=") return null;
    if (sign === "=")
      spans.push({ from: version, includesFrom: true, to: version, includesTo: true });
    else if (sign.startsWith(">")) {
      if (open !== null) return null;
      open = { from: version, includesFrom: sign === ">=", to: null, includesTo: true };
    } else {
      const from: Bounds = open ?? { from: null, includesFrom: true, to: null, includesTo: true };
      if (open === null && spans.length > 0) return null;
      spans.push({ ...from, to: version, includesTo: sign === "<=" });
      open = null;
    }
  }
  if (open !== null) spans.push(open);
  return spans;
}
