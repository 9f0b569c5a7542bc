/** The door of this engine; see README and SPEC. */
export { checkNetwork, type ContinuityProblem } from "./lib/check.ts";
export * from "./lib/network.ts";
export { outages, shutdownOutages } from "./lib/outages.ts";
export {
  outageCapHours,
  type PreparedNetwork,
  prepareNetwork,
  withReserves,
} from "./lib/prepare.ts";
export { recoveryOrder, type CycleProblem, type RecoveryOrder } from "./lib/recovery-order.ts";
export type { Outages, Shutdown, Strike } from "./lib/strike.ts";
