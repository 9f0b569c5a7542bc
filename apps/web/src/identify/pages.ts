/** The pages of Känna: one piece of the program, fetched when one of them is first asked for. */
export { AskPage } from "./ask-page.tsx";
export { AssetPage } from "./asset-page.tsx";
export { JudgingPage } from "./judging-page.tsx";
export { MapPage } from "./map-page.tsx";
export { QuestionsPage } from "./questions-page.tsx";
export { SearchPage } from "./search-page.tsx";
export { SourcesPage } from "./sources-page.tsx";
