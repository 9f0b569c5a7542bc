/** Läge: the first page. One sentence, both dials, what money buys, and what is not known. */
import type { EarlyPlan, FirstDials, Job, Position } from "@vallgrav/platform/api";
import type { ComponentType, ReactNode } from "react";
import { isActive, usePosition, useRecompute } from "../api/queries.ts";
import { Page } from "../frame/page.tsx";
import { paths } from "../frame/paths.ts";
import { partOf, piece } from "../frame/piece.tsx";
import { Link } from "../frame/router.tsx";
import { Button } from "../parts/button.tsx";
import { Progress } from "../parts/progress.tsx";
import { Failure, Loading, Problems } from "../parts/states.tsx";
import type { Manner } from "../words/figures.ts";
import { sayToday } from "../words/headline.ts";
import { useSpeech } from "../words/language.tsx";
import type { Words } from "../words/sv.ts";
import { EarlyPlanShown } from "./early-plan.tsx";
import { firstLead, FirstDialsShown } from "./first-dials.tsx";
import { GhostDials } from "./ghost-dials.tsx";
import { ReadyPosition } from "./ready-position.tsx";

/** Ways to begin: of no use once there is something to show. */
const StartChoices: ComponentType = partOf(
  piece(() => import("../identify/start-choices.tsx")),
  (found) => found.StartChoices,
);

/** The page in whichever state the position is. */
export function PositionPage(): ReactNode {
  const { words } = useSpeech();
  const position = usePosition();
  const name = words.position.title;
  if (position.data?.state === "ready") return <ReadyPosition position={position.data} />;
  if (position.data !== undefined) return <UnreadyPosition position={position.data} />;
  return (
    <Page name={name} heading={name}>
      {position.isError ? (
        <Failure error={position.error} onAgain={() => void position.refetch()} />
      ) : (
        <Loading />
      )}
    </Page>
  );
}

type Unready = Exclude<Position, { readonly state: "ready" }>;

function UnreadyPosition({ position }: { readonly position: Unready }): ReactNode {
  const { words } = useSpeech();
  const name = words.position.title;
  if (position.state === "empty")
    return (
      <Page name={name} heading={words.position.emptyTitle} lead={words.position.emptyLead}>
        <StartChoices />
        <GhostDials />
      </Page>
    );
  if (position.state === "computing" && !isActive(position.job))
    return <EndedPosition job={position.job} />;
  if (position.state === "computing" && position.first !== undefined)
    return <FirstPosition {...position} first={position.first} />;
  if (position.state === "computing")
    return (
      <Page
        name={name}
        heading={workWords(position.job, words)}
        lead={words.position.computingLead}
      >
        <Progress job={position.job} />
        <GhostDials />
      </Page>
    );
  return (
    <Page name={name} heading={words.position.refusedTitle} lead={words.position.refusedLead}>
      <Problems problems={position.problems} />
      <p className="note">{words.position.refusedStill}</p>
      <p>
        <Link to={paths.sources}>{words.position.toSources}</Link>
      </p>
    </Page>
  );
}

/** What is known so far while the rest is computed. */
function FirstPosition({
  job,
  first,
  early,
}: {
  readonly job: Job;
  readonly first: FirstDials;
  readonly early?: EarlyPlan;
}): ReactNode {
  const { words, language } = useSpeech();
  const { resistance } = first.dials;
  const manner: Manner = { words, language, speak: resistance.speak };
  return (
    <Page
      name={words.position.title}
      heading={sayToday(resistance, first.subject, manner)}
      lead={firstLead(first, manner)}
    >
      <Progress job={job} />
      <FirstDialsShown first={first} manner={manner} />
      {early === undefined ? null : <EarlyPlanShown early={early} />}
    </Page>
  );
}

/** A calculation that was cancelled or failed stays so until somebody asks for it again. */
function EndedPosition({ job }: { readonly job: Job }): ReactNode {
  const { words } = useSpeech();
  const again = useRecompute();
  const isCancelled = job.state === "cancelled";
  return (
    <Page
      name={words.position.title}
      heading={isCancelled ? words.position.cancelledTitle : words.position.endedTitle}
      lead={isCancelled ? words.position.cancelledLead : words.position.endedLead}
    >
      <Progress job={job} />
      {again.isError ? <Failure error={again.error} /> : null}
      <div className="actions">
        <Button look="main" isPending={again.isPending} onPress={() => again.mutate()}>
          {isCancelled ? words.job.restart : words.job.again}
        </Button>
      </div>
    </Page>
  );
}

function workWords(job: Job, words: Words): string {
  const isComing = job.kind === "import" || job.kind === "example";
  return isComing ? words.position.readingTitle : words.position.computingTitle;
}
