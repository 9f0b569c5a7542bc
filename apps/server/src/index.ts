/** The door of the server: it listens over the rooms of one organisation, or of several. */
export { openRooms, type Rooms } from "./compose.ts";
export type { RoomsOptions } from "./ground.ts";
export { type Log, logToStderr } from "./log.ts";
export type { TlsSettings } from "./own-tls.ts";
export type { RunningServer } from "./listening.ts";
export {
  type OrganisationsOptions,
  startOrganisations,
} from "./organisations/start-organisations.ts";
export { type ServerOptions, startServer } from "./start-server.ts";
