/**
 * The server of a bench: `node serve.ts HOME [database] [few|usual]`. Its last line is of its event
 * loop.
 */
import { monitorEventLoopDelay } from "node:perf_hooks";
import { defaultSize, defaultThreads } from "@vallgrav/platform/protect";
import { logToStderr, startServer } from "../src/index.ts";
import { size } from "./people.ts";

/** Delays are sampled so often, ms; what is told is what came on top of that. */
const resolution = 10;
const nanosPerMs = 1e6;

const [home = "", database = "", runs = "few"] = process.argv.slice(2);
const server = await startServer({
  home,
  database: database === "" ? undefined : database,
  host: "127.0.0.1",
  port: 0,
  mayMove: false,
  hosts: [],
  isBehindProxy: false,
  size: runs === "usual" ? { ...defaultSize, threads: defaultThreads() } : size,
  log: logToStderr,
});
const held = monitorEventLoopDelay({ resolution });
held.enable();
console.log(server.address);
process.on("SIGUSR2", () => {
  held.reset();
  console.log("forgotten");
});
process.once("SIGTERM", () => {
  const ms = (nanos: number): number => Math.max(0, nanos / nanosPerMs - resolution);
  console.log(JSON.stringify({ p99Ms: ms(held.percentile(99)), mostMs: ms(held.max) }));
  void server.close(1_000);
});
