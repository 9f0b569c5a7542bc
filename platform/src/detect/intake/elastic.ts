/**
 * What of Elasticsearch's HTTP interface shippers need (Filebeat, Winlogbeat, Fluent Bit, Vector):
 * who it is, that nothing has to be set up, and bulk. Documents become lines of JSON as they came.
 */
import type { HttpAnswer, HttpAsked, KeptLine } from "./http-asked.ts";
import { intakeLimits, TooLarge } from "./intake.ts";
import { documentKey } from "./requests.ts";

/** A version whose clients still talk to it, and that old Beats do not refuse. */
const version = "8.11.0";

const whoItIs = {
  name: "vallgrav",
  cluster_name: "vallgrav",
  cluster_uuid: "dmFsbGdyYXYtd2F0Y2gtMA",
  version: {
    number: version,
    build_flavor: "default",
    build_type: "tar",
    build_hash: "0".repeat(40),
    build_date: "2023-11-04T10:04:57.184859352Z",
    build_snapshot: false,
    lucene_version: "9.8.0",
    minimum_wire_compatibility_version: "7.17.0",
    minimum_index_compatibility_version: "7.0.0",
  },
  tagline: "You Know, for Search",
};

/** Things that shippers look for or set up before they send; all are said to be there. */
const setUp =
  /^\/_(?:ilm\/policy|(?:index_|component_)?template|ingest\/pipeline|data_stream|alias)(?:\/|$)/;

/** What is answered without a body being read; null: it is another request. */
export function elasticAnswer({ method, path }: HttpAsked): HttpAnswer | null {
  if (["GET", "HEAD"].includes(method) && path === "/") return { status: 200, body: whoItIs };
  if (method === "GET" && path === "/_license")
    return {
      status: 200,
      body: { license: { status: "active", type: "basic", uid: "0", mode: "basic" } },
    };
  if (method === "GET" && path === "/_xpack")
    return { status: 200, body: { features: { ilm: { available: true, enabled: true } } } };
  if (method === "GET" && path.startsWith("/_cluster/health"))
    return { status: 200, body: { cluster_name: "vallgrav", status: "green", timed_out: false } };
  if (setUp.test(path))
    return { status: 200, body: method === "PUT" ? { acknowledged: true } : {} };
  return null;
}

/** One action of a bulk request, and whether its document is a line. */
export type BulkAction = {
  readonly action: string;
  readonly index: string;
  readonly isKept: boolean;
};

/** Documents of a bulk request, and the actions in their order. */
export type Bulk = {
  readonly lines: readonly KeptLine[];
  readonly actions: readonly BulkAction[];
};

const lineFeed = 0x0a;

function* linesOf(body: Uint8Array): Generator<Uint8Array> {
  for (let at = 0; at < body.length;) {
    while (body[at] === lineFeed) at += 1;
    const found = body.indexOf(lineFeed, at);
    const end = found < 0 ? body.length : found;
    if (end > at) yield body.subarray(at, end);
    at = end + 1;
  }
}

type Asked = { readonly action: string; readonly index: string; readonly id: string | null };

/** Bytes of an action: it names an index and an id, nothing else. */
const mostActionBytes = 65_536;

function actionOf(line: Uint8Array): Asked | null {
  if (line.length > mostActionBytes) return null;
  try {
    const [[action, about] = []] = Object.entries(
      JSON.parse(Buffer.from(line).toString()) as Readonly<Record<string, unknown>>,
    );
    const index: unknown = Reflect.get(Object(about), "_index");
    const id: unknown = Reflect.get(Object(about), "_id");
    if (action === undefined) return null;
    return {
      action,
      index: typeof index === "string" ? index : "",
      id: typeof id === "string" && id !== "" ? id : null,
    };
  } catch {
    return null;
  }
}

/**
 * Takes a bulk request apart (newline-delimited JSON: an action, then its document; a deletion has
 * none). What is no action is refused with the line behind it. A document too long for a line is
 * kept as a refused one. Linear in the body.
 * @throws {TooLarge} where there are more actions than are taken: a few bytes each make objects
 */
export function bulkLines(
  body: Uint8Array,
  mostBytes: number = intakeLimits.lineBytes,
  mostActions: number = intakeLimits.requestLines,
): Bulk {
  const lines: KeptLine[] = [];
  const actions: BulkAction[] = [];
  const all = linesOf(body);
  for (let next = all.next(); next.done !== true; next = all.next()) {
    if (actions.length === mostActions) throw new TooLarge();
    const found = actionOf(next.value);
    const isDocument = found !== null && ["create", "index", "update"].includes(found.action);
    if (!isDocument) {
      actions.push({ action: found?.action ?? "index", index: found?.index ?? "", isKept: false });
      continue;
    }
    const document = all.next();
    const isKept = document.done !== true;
    const { action, index, id } = found;
    if (isKept)
      lines.push({
        bytes: document.value.length > mostBytes ? new Uint8Array(0) : document.value,
        key: id === null ? null : documentKey(index, id),
      });
    actions.push({ action, index, isKept });
  }
  return { lines, actions };
}

/** The answer to a bulk request whose documents are on the disk. */
export function bulkAnswer(actions: readonly BulkAction[]): object {
  return {
    took: 0,
    errors: actions.some(({ isKept }) => !isKept),
    items: actions.map(({ action, index, isKept }) => ({
      [action]: isKept
        ? { _index: index, status: 201, result: "created" }
        : { _index: index, status: 400, error: { type: "illegal_argument_exception", reason: "" } },
    })),
  };
}
