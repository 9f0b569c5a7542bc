/** The door of the server: the rooms put together, and the server over them. */
export {
  addDataKey,
  dropOldDataKeys,
  type HomeKeys,
  KeyFileBroken,
  keyPaths,
  openKeys,
} from "./home-keys.ts";
export { domainJoined } from "./domain-joined.ts";
export { openHome } from "./home.ts";
export { keepCheckpoint, type Verified, verifyAudit } from "./kept-checkpoint.ts";
export { connectionsOf, openRooms, type Rooms, type RoomsOptions } from "./compose.ts";
export { exampleFiles } from "./identify/import-routes.ts";
export { type Log, logFailure, logToStderr, type LogValues } from "./log.ts";
export type { TlsSettings } from "./own-tls.ts";
export { type RunningServer, type StartCode, StartFailed } from "./listening.ts";
export {
  type OrganisationsOptions,
  startOrganisations,
} from "./organisations/start-organisations.ts";
export { type ServerOptions, startServer } from "./start-server.ts";
