/**
 * A receiver of logs that is made to be killed: RELP or syslog over TLS, or HTTP, into the watch of
 * a home, until SIGTERM. Says its port when it listens.
 */
import { join } from "node:path";
import { type Instant, instantFromMs } from "@vallgrav/kernel";
import { tokenHashOf } from "../src/accounts/tokens.ts";
import { noIntake } from "../src/detect/intake/open-intake.ts";
import { openWatching } from "../src/detect/watching.ts";
import { openStore } from "../src/storage/index.ts";
import { victimKey, victimToken } from "./log-receiver.ts";

const [home = "", certificate = "", key = "", authority = "", kind = "", port = ""] =
  process.argv.slice(2);
const store = await openStore(join(home, "vallgrav.db"));
// Once: the name is taken afterwards.
await store.watch.addSource({
  id: "shipper",
  name: "Shipper",
  kind: "http",
  tokenHash: tokenHashOf(victimToken),
  silentAfterMinutes: null,
  createdAt: instantFromMs(0) as Instant,
  endedAt: null,
  lastAt: null,
  counts: { parsed: 0, refused: 0, repeated: 0, matched: 0, dropped: 0 },
});
const watching = await openWatching({
  store,
  home,
  settings: {
    ...noIntake,
    [kind]: { host: "127.0.0.1", port: Number(port) },
    certificates: kind === "http" ? null : { certificate, key, authority },
  },
  keys: [victimKey],
  now: () => instantFromMs(Date.now()) as Instant,
  onFailure: (code, error) => process.stderr.write(`${code} ${String(error)}\n`),
});
const { listening } = await watching.state();
process.stdout.write(`${listening[0]?.split(":").at(-1) ?? ""}\n`);
process.once("SIGTERM", () => {
  watching
    .close(5_000)
    .then(() => store.close())
    .then(() => process.exit(0))
    .catch((error: unknown) => {
      process.stderr.write(`${String(error)}\n`);
      process.exit(1);
    });
});
