/** The door of what is asked: the twelve questions, and what only an owner knows. */
export {
  askedAbout,
  type OwnerChoice,
  type OwnerQuestion,
  ownerQuestions,
} from "./owner-questions.ts";
export { type OpenQuestion, openQuestions, openQuestionsOf } from "./unanswered.ts";
export { answerProperty, type Question, questions } from "../typical/questions.ts";
