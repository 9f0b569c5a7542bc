/** Starts the web interface. */
// First, for it asks the server while the rest is being read.
import { begun } from "./frame/begin.ts";
import "@fontsource-variable/inter/opsz.css";
import "./tokens.css";
import "./base.css";
import "./frame/frame.css";
import "./parts/controls.css";
import "./parts/table.css";
import "./parts/charts.css";
import "./parts/budget-curve.css";
import "./parts/way-graph.css";
import "./identify/map.css";
import "./identify/knowing.css";
import "./protect/plan.css";
import "./protect/affected.css";
import "./protect/domains.css";
import "./position/position.css";
import "./position/reality.css";
import "./print.css";
import { MutationCache, QueryCache, QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { ApiError } from "./api/client.ts";
import { earlyCame, handOnEarly } from "./api/early.ts";
import { App } from "./frame/app.tsx";
import { bringPageOf, bringTheRest } from "./frame/pages.ts";
import { pathHere } from "./frame/path-here.ts";
import { applyTheme } from "./frame/theme.ts";
import { bringWords, keptLanguage, SpeechProvider } from "./words/language.tsx";

applyTheme();
const pageCame = bringPageOf(pathHere());

/** A session that has ended shows itself as 401: ask who is signed in, and the gate follows. */
function onError(error: Error): void {
  if (error instanceof ApiError && error.status === 401)
    void client.invalidateQueries({ queryKey: ["session"] });
}

const client = new QueryClient({
  queryCache: new QueryCache({
    onError: (error, query) => {
      if (query.queryKey[0] !== "session") onError(error);
    },
  }),
  mutationCache: new MutationCache({ onError }),
  defaultOptions: {
    queries: {
      staleTime: 5000,
      // What the server refuses it refuses again; only silence is worth one more try.
      retry: (failures, error) => failures < 1 && error instanceof ApiError && error.status === 0,
      retryDelay: 500,
    },
  },
});

/**
 * Milliseconds that nothing is drawn for want of who is signed in and the piece of the page: to
 * draw that they are waited for takes longer than most of them do.
 */
const togetherMs = 50;

function draw(): void {
  const root = document.querySelector("#root");
  if (root === null) throw new Error("the page has no place for the interface");
  handOnEarly(client);
  createRoot(root).render(
    <StrictMode>
      <QueryClientProvider client={client}>
        <SpeechProvider>
          <App />
        </SpeechProvider>
      </QueryClientProvider>
    </StrictMode>,
  );
  bringTheRest();
}

const wordsCame = bringWords(keptLanguage());

const longEnough = new Promise<void>((resolve) => {
  setTimeout(resolve, togetherMs);
});
void Promise.race([Promise.all([begun.then(earlyCame), pageCame]), longEnough])
  .then(() => wordsCame)
  .then(draw);
