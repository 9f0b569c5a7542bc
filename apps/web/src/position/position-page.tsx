/** Läge: the first page. One sentence, both dials, what money buys, and what is not known. */
import type { Position } from "@vallgrav/platform/api";
import type { ReactNode } from "react";
import { isActive, usePosition } from "../api/queries.ts";
import { Page } from "../frame/page.tsx";
import { paths } from "../frame/paths.ts";
import { Link } from "../frame/router.tsx";
import { StartChoices } from "../identify/start-choices.tsx";
import { Button } from "../parts/button.tsx";
import { Progress } from "../parts/progress.tsx";
import { Failure, Loading, Problems } from "../parts/states.tsx";
import { useSpeech } from "../words/language.tsx";
import type { Words } from "../words/sv.ts";
import { GhostDials } from "./ghost-dials.tsx";
import { ReadyPosition } from "./ready-position.tsx";

/** The page in whichever state the position is. */
export function PositionPage(): ReactNode {
  const { words } = useSpeech();
  const position = usePosition();
  const name = words.position.title;
  if (position.data?.state === "ready") return <ReadyPosition position={position.data} />;
  if (position.data !== undefined)
    return <UnreadyPosition position={position.data} onAgain={() => void position.refetch()} />;
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

function UnreadyPosition({
  position,
  onAgain,
}: {
  readonly position: Unready;
  readonly onAgain: () => void;
}): ReactNode {
  const { words } = useSpeech();
  const name = words.position.title;
  if (position.state === "empty")
    return (
      <Page
        name={name}
        heading={words.position.emptyTitle}
        lead={`${missingWords(position.missing, words)} ${words.position.emptyLead}`}
      >
        <StartChoices />
        <GhostDials />
      </Page>
    );
  if (position.state === "computing" && !isActive(position.job))
    return (
      <Page name={name} heading={words.position.endedTitle} lead={words.position.endedLead}>
        <Progress job={position.job} />
        <div className="actions">
          <Button look="main" onPress={onAgain}>
            {words.job.again}
          </Button>
        </div>
      </Page>
    );
  if (position.state === "computing")
    return (
      <Page name={name} heading={words.position.computingTitle} lead={words.position.computingLead}>
        <Progress job={position.job} />
        <GhostDials />
      </Page>
    );
  return (
    <Page name={name} heading={words.position.refusedTitle} lead={words.position.refusedLead}>
      <Problems problems={position.problems} />
      <p>
        <Link to={paths.sources}>{words.position.toSources}</Link>
      </p>
    </Page>
  );
}

function missingWords(missing: readonly ("directory" | "register")[], words: Words): string {
  const lacksDirectory = missing.includes("directory");
  if (lacksDirectory && missing.includes("register")) return words.position.missingBoth;
  return lacksDirectory ? words.position.missingDirectory : words.position.missingRegister;
}
