/**
 * The built web interface. Only files that were there when first looked for are served, by exact
 * path, so no path of a request ever reaches the disk; other addresses are pages of the interface.
 */
import { readdirSync, readFileSync } from "node:fs";
import { extname, join, relative, sep } from "node:path";
import { own } from "@vallgrav/kernel";
import type { FastifyReply, FastifyRequest } from "fastify";
import { z } from "zod";

/** A file to send, relative to the folder, and how long browsers may keep it. */
export type StaticFile = {
  readonly name: string;
  readonly caching: string;
  /** For the header `Link`: what the page will ask for, so that it comes while scripts run. */
  readonly link?: string;
  /** Its packed copy, for files that never change: kept in memory, for every first visit asks. */
  readonly packed?: Packed;
};

/** Bytes packed with gzip, and of which kind they are unpacked. */
type Packed = { readonly bytes: Buffer; readonly type: string };

/** What the pages lack when they have not been built, for people. */
export const notBuilt =
  "Webbgränssnittet är inte byggt. Starta med: npm start\n" +
  "The web interface has not been built. Start with: npm start\n";

/** Kinds of file that the build packs, as every answer names them. */
const packedTypes: Readonly<Record<string, string>> = {
  ".css": "text/css; charset=utf-8",
  ".js": "application/javascript; charset=utf-8",
};

/** Whether somebody takes what is packed (RFC 9110, 12.5.3). */
function takesPacked(acceptEncoding: string): boolean {
  return acceptEncoding
    .split(",")
    .some((one) => /^\s*gzip\s*(?:;\s*q=(?!0(?:\.0*)?\s*$)|$)/iu.test(one));
}

function packedOf(folder: string, name: string): Packed | null {
  const type = own(packedTypes, extname(name));
  if (type === undefined) return null;
  try {
    return { bytes: readFileSync(join(folder, `${name}.gz`)), type };
  } catch (error) {
    if (Reflect.get(Object(error), "code") === "ENOENT") return null;
    throw error;
  }
}

const forever = "public, max-age=31536000, immutable";

/** What the build says of its pieces. */
const pieceFile = "pieces.json";
const pieceList = z.array(
  z.strictObject({ begin: z.string().startsWith("/"), files: z.array(z.string()) }),
);
type Pieces = z.output<typeof pieceList>;

function piecesIn(folder: string): Pieces {
  try {
    return pieceList.parse(JSON.parse(readFileSync(join(folder, pieceFile), "utf8")));
  } catch (error) {
    // Without it the program asks for its pieces when it runs.
    if (Reflect.get(Object(error), "code") === "ENOENT") return [];
    throw error;
  }
}

/** What every page asks first, who is signed in, as the pages ask it: it waits for no file. */
const firstAsked = '</api/session>; rel="preload"; as="fetch"; crossorigin';

function preloadOf(file: string): string {
  const kind = file.endsWith(".css")
    ? 'rel="preload"; as="style"; crossorigin'
    : 'rel="modulepreload"';
  return `</${file}>; ${kind}`;
}

/** What a page will ask for, as the header `Link` names it (HTML, `preload`, `modulepreload`). */
function linkOf(path: string, pieces: Pieces): string {
  const plain = path.replace(/\/+$/, "") || "/";
  const found = pieces.find(
    ({ begin }) => plain === begin || (begin !== "/" && plain.startsWith(`${begin}/`)),
  );
  return found === undefined ? "" : [firstAsked, ...found.files.map(preloadOf)].join(", ");
}

function filesIn(folder: string): readonly string[] {
  try {
    return (
      readdirSync(folder, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join("/"))
        // Packed copies are sent under the name of what they are copies of.
        .filter((name) => !name.endsWith(".gz") && name !== pieceFile)
    );
  } catch (error) {
    if (Reflect.get(Object(error), "code") === "ENOENT") return [];
    throw error;
  }
}

/** Looks files up by address: a file, null when there is none, `not-built` when there are none. */
export function staticFiles(folder: string): (path: string) => StaticFile | "not-built" | null {
  let names: ReadonlySet<string> = new Set();
  let pieces: Pieces = [];
  const kept = new Map<string, StaticFile>();
  const lasting = (name: string): StaticFile => {
    const packed = packedOf(folder, name);
    const file = { name, caching: forever, ...(packed === null ? {} : { packed }) };
    kept.set(name, file);
    return file;
  };
  return (path) => {
    if (!names.has("index.html")) {
      names = new Set(filesIn(folder));
      pieces = piecesIn(folder);
    }
    if (!names.has("index.html")) return "not-built";
    const name = path.slice(1);
    if (names.has(name))
      return name.startsWith("assets/")
        ? (kept.get(name) ?? lasting(name))
        : { name, caching: "no-cache" };
    if (extname(name) !== "") return null;
    const link = linkOf(path, pieces);
    return { name: "index.html", caching: "no-cache", ...(link === "" ? {} : { link }) };
  };
}

/** Sends a file, packed where that is taken. */
export function sendStatic(
  request: FastifyRequest,
  reply: FastifyReply,
  { name, caching, link, packed }: StaticFile,
): FastifyReply {
  if (link !== undefined) reply.header("link", link);
  reply.header("cache-control", caching);
  if (packed === undefined || !takesPacked(request.headers["accept-encoding"] ?? ""))
    return reply.sendFile(name, { cacheControl: false });
  reply.headers({ "content-encoding": "gzip", vary: "accept-encoding" });
  return reply.type(packed.type).send(packed.bytes);
}
