/**
 * The process that is killed while an import is taken back: imports a file, has the model made and
 * kept, takes the import back, and begins anew, saying on standard output where it is:
 * `node withdraw-victim.ts <address> <folder> <rows>`.
 */
import { writeSync } from "node:fs";
import { goingIn, listIn, openKilled } from "./withdraw-home.ts";

const [, , address = "", folder = "", rows = ""] = process.argv;
const place = { address, folder, rows: Number(rows) };
const say = (line: string): void => void writeSync(1, `${line}\n`);
const home = await openKilled(place);
for (;;) {
  // Where the last one was killed before it was taken back, it is still there.
  if ((await goingIn(home.store)) === null) await home.bring(listIn(place, "goes"));
  await home.identify.current();
  say("withdrawing");
  const job = await home.identify.withdraw((await goingIn(home.store)) ?? "", "Testa Testsson");
  if (job === null || (await home.jobs.wait(job.id))?.state !== "done") break;
  say("withdrawn");
}
