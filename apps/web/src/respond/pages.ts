/** The pages of Hantera and Återställa: one piece of the program, fetched when first asked for. */
export { RecoverPage } from "./recover-page.tsx";
export { RespondPage } from "./respond-page.tsx";
