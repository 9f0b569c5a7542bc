/** The door of the govern room: whose material things are. */
export { ownersOf, type Seeing, seeingOf, type Sees } from "./ownership.ts";
