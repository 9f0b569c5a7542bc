/** The door of the server: the rooms put together, and the server over them. */
export { openRooms, type Rooms, type RoomsOptions } from "./compose.ts";
export { exampleFiles } from "./identify/import-routes.ts";
export { type Log, logFailure, logToStderr, type LogValues } from "./log.ts";
export {
  type RunningServer,
  type ServerOptions,
  startServer,
  type StartCode,
  StartFailed,
} from "./start-server.ts";
