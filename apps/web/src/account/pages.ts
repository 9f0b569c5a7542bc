/** Pages about oneself and how to begin: one piece of the program, fetched when first asked for. */
export { OwnAccountPage } from "./own-account-page.tsx";
export { StartPage } from "./start-page.tsx";
