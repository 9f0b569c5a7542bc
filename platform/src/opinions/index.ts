/** The door of opinions: what is asked for before the first real import, and what was answered. */
export { isOpinionKind, opinionKinds } from "./opinion-kinds.ts";
export {
  type GivenOpinion,
  opinionLimits,
  type Opinions,
  type OpinionsProblem,
  opinionsOf,
} from "./opinions.ts";
