/**
 * The door to all rooms put together, for who asks them something and serves nobody: what listens
 * and answers over HTTP is half of all there is to load, and stays outside.
 */
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
export { connectionsOf, openRooms, type Rooms } from "./compose.ts";
