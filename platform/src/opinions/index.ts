/** The door of opinions: what is asked for before the first real import, and what was answered. */
export {
  type GivenOpinion,
  isOpinionKind,
  opinionKinds,
  opinionLimits,
  type Opinions,
  type OpinionsProblem,
  opinionsOf,
} from "./opinions.ts";
