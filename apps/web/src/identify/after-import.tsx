/** When files have been read: the position is computed with them at once, and this leads there. */
import type { ReactNode } from "react";
import { usePosition } from "../api/queries.ts";
import { paths } from "../frame/paths.ts";
import { Link } from "../frame/router.tsx";
import { useMay } from "../frame/session.tsx";
import { WhyNotYet } from "../position/why-not-yet.tsx";
import { useSpeech } from "../words/language.tsx";

/** Nothing for those who do not see the position. */
export function AfterImport(): ReactNode {
  return useMay("position/view") ? <Leads /> : null;
}

/** Asking for the position is what begins its calculation. */
function Leads(): ReactNode {
  const { words } = useSpeech();
  const { data } = usePosition();
  if (data === undefined || data.state === "empty") return null;
  const said = words.coverage.after;
  return (
    <section className="after-import" aria-label={said.title}>
      <p>
        {data.state === "ready" ? said.ready : data.state === "refused" ? "" : said.computing}{" "}
        <Link to={paths.position}>{words.app.toStart}</Link>
      </p>
      {data.state === "refused" ? <WhyNotYet position={data} /> : null}
    </section>
  );
}
