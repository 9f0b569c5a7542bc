/**
 * The door to the ground floor, for who only brings in or takes back facts, and to what every
 * command needs besides.
 */
export { type Ground, openFacts, type RoomsOptions } from "./ground.ts";
export { type Log, logFailure, logToStderr, type LogValues } from "./log.ts";
export { type StartCode, StartFailed } from "./start-failed.ts";
