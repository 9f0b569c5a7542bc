/** A thread of `hunt`: holds the rules, hunts the files it is given. */
import { parentPort, workerData } from "node:worker_threads";
import type { ActiveRule } from "@vallgrav/sigma";
import type { HuntOptions } from "./hunter.ts";
import { newHunter } from "./hunter.ts";

type Given = { readonly rules: readonly ActiveRule[]; readonly options: HuntOptions };

const { rules, options } = workerData as Given;
const hunter = newHunter(rules, options);

parentPort?.on("message", (path: string) => {
  void hunter.hunt(path).then(
    (found) => parentPort?.postMessage({ found }, []),
    (error: unknown) => {
      throw error;
    },
  );
});
