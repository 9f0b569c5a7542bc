/** A process that imports without end, to be killed: `node importing.ts <database file>`. */
import { openStore } from "../open-store.ts";
import { at, evidenceOf, importOne, observationsOf } from "./samples.ts";

const [, , file = ""] = process.argv;
const store = await openStore(file);
for (let round = 0; ; round += 1) {
  await importOne(store, `whole ${round}`, 700);
  await store.imports.begin(`half ${round}`, at(0));
  const evidence = evidenceOf(`half ${round}`);
  await store.imports.stageEvidence(`half ${round}`, evidence, Buffer.from(`half ${round}`));
  await store.imports.stageObservations(`half ${round}`, observationsOf(evidence.id, 6_000));
  process.stdout.write(`${round}\n`);
}
