/** A home in which one import stays, and another is taken back while the process is killed. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { createIdentify, type Identify, type ImportFile } from "../src/identify/index.ts";
import { sweepKept } from "../src/identify/kept-model.ts";
import { fileAt } from "../src/identify/test/example-files.ts";
import { type Jobs, jobsOf, systemClock } from "../src/jobs/index.ts";
import { openStore, type Store } from "../src/storage/index.ts";

/** What stands in the import that is taken back, and nowhere else. */
export const secret = "hemligdator";

/** Where a home's database and files lie, and how large its lists are. */
export type HomePlace = {
  readonly address: string;
  readonly folder: string;
  readonly rows: number;
};

/** A home that is open, as a server has it. */
export type KilledHome = {
  readonly store: Store;
  readonly jobs: Jobs;
  readonly identify: Identify;
  /** Imports and waits until it has ended. */
  readonly bring: (file: ImportFile) => Promise<void>;
  readonly close: () => Promise<void>;
};

/** Opens it as a start does: what was interrupted goes on. The model is kept however small. */
export async function openKilled({ address, folder }: HomePlace): Promise<KilledHome> {
  const store = await openStore(address);
  const jobs = jobsOf({
    store: store.jobs,
    log: (about, error) => {
      throw new Error(about, { cause: error });
    },
  });
  const kept = { file: join(folder, "model.kept"), from: 0 };
  await sweepKept(kept);
  const model = { address, heapMebibytes: 512, kept };
  const identify = createIdentify({ store, jobs, now: () => systemClock.now(), model });
  jobs.start();
  return {
    store,
    jobs,
    identify,
    bring: async (file) => {
      const { id } = await identify.importFiles([file], "Testa Testsson");
      const job = await jobs.wait(id);
      if (job?.state !== "done") throw new Error(`the import ended as ${job?.state}`);
    },
    close: async () => {
      await jobs.stop();
      await store.close();
    },
  };
}

/** The list that stays, or the one that is taken back, as a file in the folder. */
export function listIn({ folder, rows }: HomePlace, which: "stays" | "goes"): ImportFile {
  const [first, name] = which === "stays" ? [100_000, "dator"] : [500_000, secret];
  const lines = Array.from(
    { length: rows },
    (_, nth) => `${name}${nth}$,${name}${nth}.kommun.example.se,S-1-5-21-1-2-3-${first + nth},True`,
  );
  const path = join(folder, `${which}.csv`);
  writeFileSync(path, `${["SamAccountName,DNSHostName,SID,Enabled", ...lines].join("\n")}\n`);
  return fileAt(path, `${which}.csv`);
}

/** The import whose file goes, while it is there. */
export async function goingIn({ evidence }: Pick<Store, "evidence">): Promise<string | null> {
  const entries = await evidence.list();
  return entries.find((one) => one.evidence.name === "goes.csv")?.importId ?? null;
}
