/** Files that a bench sends to a server as a browser would. */
import { openAsBlob, readdirSync, statSync } from "node:fs";
import { basename, join } from "node:path";
import type { Job } from "@vallgrav/platform/api";
import type { Person, Served } from "./people.ts";

/** Files of one upload at most, as the server has it. */
export const filesMost = 200;

/** Every file below a folder, by name. */
export function filesIn(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true })
    .map((name) => join(folder, String(name)))
    .filter((path) => statSync(path).isFile())
    .toSorted();
}

/** Who asks: signed in by a token. */
type Asker = Pick<Person, "token">;

function addressOf({ port }: Pick<Served, "port">, path: string): string {
  return `http://localhost:${port}/api${path}`;
}

/** Sends files as one upload. @returns the job that reads them */
export async function send(
  server: Pick<Served, "port">,
  { token }: Asker,
  paths: readonly string[],
): Promise<string> {
  const form = new FormData();
  for (const path of paths) form.append("files", await openAsBlob(path), basename(path));
  const headers = { cookie: `vallgrav=${token}`, "x-vallgrav": "1" };
  const sent = await fetch(addressOf(server, "/imports"), { method: "POST", headers, body: form });
  const { id } = (await sent.json()) as { readonly id?: string };
  if (id === undefined) throw new Error(`the import was refused with ${sent.status}`);
  return id;
}

/** What a path answers. */
export async function told<T>(
  server: Pick<Served, "port">,
  { token }: Asker,
  path: string,
): Promise<T> {
  const headers = { cookie: `vallgrav=${token}` };
  return (await (await fetch(addressOf(server, path), { headers })).json()) as T;
}

/** Whether a job is done. @throws where it ended otherwise */
export async function isOver(
  server: Pick<Served, "port">,
  by: Asker,
  job: string,
): Promise<boolean> {
  const { state } = await told<Job>(server, by, `/jobs/${job}`);
  if (state === "failed" || state === "cancelled") throw new Error(`the job is ${state}`);
  return state === "done";
}
