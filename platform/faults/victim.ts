/**
 * The process that is killed: writes settings, imports, checks and audit entries without end and
 * says on standard output what has been acknowledged, and when a transaction begins (`<`) and is
 * over (`>`). Every line leaves before the next thing is done:
 * `node victim.ts <address> <keys in hex>`.
 */
import { writeSync } from "node:fs";
import { auditOf } from "../src/audit/index.ts";
import { dataKeyOf, openStore } from "../src/storage/index.ts";
import { at, evidenceOf, observationsOf } from "../src/storage/test/samples.ts";

const [, , address = "", key = ""] = process.argv;
const say = (line: string): void => void writeSync(1, `${line}\n`);
const store = await openStore(address, {
  keys: [dataKeyOf(Uint8Array.fromHex(key))],
  onWrite: (phase) => say(phase === "begun" ? "<" : ">"),
});
const audit = auditOf(store.audit);
const run = `${process.pid}-${(await audit.head()).entries}`;
const rows = 300;
for (let round = 1; ; round += 1) {
  const name = `${run}-${round}`;
  const content = `import ${name}`;
  const evidence = evidenceOf(content);
  await store.imports.begin(name, at(0));
  await store.imports.stageEvidence(name, evidence, Buffer.from(content));
  await store.imports.stageObservations(name, observationsOf(evidence.id, rows));
  await store.imports.publish(name, { rows }, at(1));
  say(`import ${evidence.id} ${rows}`);
  const head = await audit.record({
    actor: "system",
    action: "import/start",
    object: name,
    outcome: "done",
    at: at(round),
    detail: { name },
  });
  say(`audit ${head.entries} ${head.hash}`);
  const checks = ["a", "b", "c"].map((letter) => ({
    id: `${name}-${letter}`,
    domain: `${letter}.${name}.example`,
    at: at(round),
    summary: {},
    report: { name },
  }));
  await store.domainChecks.add(checks);
  say(`check ${name} ${checks.length}`);
  for (let change = 0; change < 8; change += 1) {
    const setting = `${name}-${change}`;
    await store.settings.save(setting, { change }, 0);
    say(`setting ${setting} ${change}`);
  }
}
