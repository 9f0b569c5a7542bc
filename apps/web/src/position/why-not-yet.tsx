/** Why there is nothing computed to show: nothing known, at work, or facts that cannot be used. */
import type { Position } from "@vallgrav/platform/api";
import type { ReactNode } from "react";
import { paths } from "../frame/paths.ts";
import { Link } from "../frame/router.tsx";
import { useMay } from "../frame/session.tsx";
import { Progress } from "../parts/progress.tsx";
import { Problems } from "../parts/states.tsx";
import { useSpeech } from "../words/language.tsx";

/** @param position undefined while it is not known, or was not given */
export function WhyNotYet({ position }: { readonly position: Position | undefined }): ReactNode {
  const { words } = useSpeech();
  const mayStart = useMay("model/change");
  if (position === undefined || position.state === "ready") return null;
  if (position.state === "computing")
    return (
      <section className="section">
        <Progress job={position.job} />
      </section>
    );
  if (position.state === "refused")
    return (
      <section className="section">
        <p>{words.position.refusedTitle}</p>
        <Problems problems={position.problems} />
        <p>
          <Link to={paths.sources}>{words.position.toSources}</Link>
        </p>
      </section>
    );
  return (
    <p>
      {mayStart ? (
        <Link to={paths.start}>{words.start.title}</Link>
      ) : (
        <Link to={paths.position}>{words.app.toStart}</Link>
      )}
    </p>
  );
}
