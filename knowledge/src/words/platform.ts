/** The platform's and server's problems with their words, for the door. */
import type { PlatformCode } from "./platform-problem.ts";
import { platformSv } from "./platform-sv.ts";

export type { PlatformCode, PlatformProblem } from "./platform-problem.ts";
export { platformEn } from "./platform-en.ts";
export { platformSv } from "./platform-sv.ts";

/** Every code that has words here, sorted; the platform's test looks for its codes among them. */
export const platformCodes: readonly PlatformCode[] = (
  Object.keys(platformSv) as PlatformCode[]
).toSorted();
