/** What stands around every page: skip link, the functions, running work, settings. */
import type { Job, Right } from "@vallgrav/platform/api";
import { type ReactNode, use, useState } from "react";
import { isActive, useForgetEnded, useJobs, useSignOut } from "../api/queries.ts";
import { Button } from "../parts/button.tsx";
import { visible } from "../parts/shown-name.ts";
import { formatShare } from "../words/format.ts";
import { useSpeech } from "../words/language.tsx";
import type { Words } from "../words/sv.ts";
import { Alerts } from "./alerts.tsx";
import { paths } from "./paths.ts";
import { Link, usePath } from "./router.tsx";
import { SecrecyMark } from "./secrecy-mark.tsx";
import { useMay, type User, UserContext } from "./session.tsx";
import { useTheme } from "./theme.ts";

type Place = {
  readonly path: string;
  readonly word: keyof Words["nav"];
  /** Shown to those who have it; to all where none is named. */
  readonly right?: Right;
  /** Whether something of it is left for those behind a wall. */
  readonly isNarrowed?: boolean;
};

type Entry = Place & { readonly isBuilt: boolean; readonly under?: readonly Place[] };

const entries: readonly Entry[] = [
  {
    path: paths.position,
    word: "position",
    isBuilt: true,
    isNarrowed: true,
    under: [
      { path: paths.position, word: "position", right: "position/view", isNarrowed: true },
      { path: paths.attackers, word: "attackers", right: "position/view" },
      { path: paths.reality, word: "reality", right: "position/view" },
    ],
  },
  {
    path: paths.govern,
    word: "govern",
    isBuilt: true,
    isNarrowed: true,
    under: [
      { path: paths.govern, word: "govern", isNarrowed: true },
      { path: paths.accounts, word: "accounts", right: "accounts/view", isNarrowed: true },
      { path: paths.registers, word: "registers", right: "registers/view", isNarrowed: true },
      { path: paths.releases, word: "releases", right: "releases/view", isNarrowed: true },
      { path: paths.opinions, word: "opinions", right: "model/view" },
      { path: paths.place, word: "place", right: "access/view" },
      { path: paths.webhooks, word: "webhooks", right: "access/view" },
      { path: paths.audit, word: "audit", right: "audit/view" },
    ],
  },
  {
    path: paths.sources,
    word: "identify",
    isBuilt: true,
    right: "model/view",
    under: [
      { path: paths.sources, word: "sources", right: "model/view" },
      { path: paths.map, word: "map", right: "model/view" },
      { path: paths.questions, word: "questions", right: "model/change" },
      { path: paths.search, word: "search", right: "model/view", isNarrowed: true },
      { path: paths.judging, word: "judging", right: "model/view" },
      { path: paths.asking, word: "asking", right: "model/view" },
    ],
  },
  {
    path: paths.ways,
    word: "protect",
    isBuilt: true,
    right: "ways/view",
    under: [
      { path: paths.ways, word: "ways" },
      { path: paths.plan, word: "plan" },
      { path: paths.measures, word: "measures" },
      { path: paths.costs, word: "costs" },
      { path: paths.findings, word: "findings", isNarrowed: true },
      { path: paths.affected, word: "affected", isNarrowed: true },
      { path: paths.domains, word: "domains", right: "model/view" },
    ],
  },
  {
    path: paths.detect,
    word: "detect",
    isBuilt: true,
    right: "watch/view",
    isNarrowed: true,
    under: [
      { path: paths.detect, word: "alerts", isNarrowed: true },
      { path: paths.logSources, word: "logSources" },
      { path: paths.rules, word: "rules" },
    ],
  },
  { path: paths.respond, word: "respond", isBuilt: true, isNarrowed: true },
  { path: paths.recover, word: "recover", right: "model/view", isBuilt: false, isNarrowed: true },
];

/** Whether a place is shown to the signed-in user. */
function useShown(): (place: Place) => boolean {
  const user = use(UserContext);
  const may = user?.may ?? [];
  return ({ right, isNarrowed = false }) =>
    (right === undefined || may.includes(right)) && (user?.isWalled !== true || isNarrowed);
}

/** Where a function leads: behind a wall to the first of its pages that is narrowed. */
function useFirstShown(): (entry: Entry) => string | null {
  const isShown = useShown();
  const user = use(UserContext);
  return (entry) => {
    // A page that only lists places says nothing to whom none of them is open.
    const places = entry.under?.filter(({ path }) => path !== entry.path) ?? [];
    if (entry.path === paths.govern && !places.some(isShown)) return null;
    if (isShown(entry)) return entry.path;
    const hasRight = entry.right === undefined || user?.may.includes(entry.right) === true;
    if (user?.isWalled !== true || !hasRight) return null;
    return entry.under?.find(isShown)?.path ?? null;
  };
}

/** The frame for those who are signed in. */
export function Frame({
  user,
  children,
}: {
  readonly user: User;
  readonly children: ReactNode;
}): ReactNode {
  const { words } = useSpeech();
  const [isOpen, setOpen] = useState(false);
  const mayFollow = useMay("jobs/view");
  return (
    <div className="frame">
      <SkipLink />
      <header className="side">
        <div className="side-head">
          <Link to={paths.position} className="mark" aria-label={words.app.home}>
            {words.app.name}
          </Link>
          <Button
            className="menu-button"
            aria-expanded={isOpen}
            aria-controls="functions"
            onPress={() => setOpen(!isOpen)}
          >
            {words.app.menu}
          </Button>
        </div>
        <div id="functions" className={isOpen ? "side-body open" : "side-body"}>
          <Navigation onFollow={() => setOpen(false)} />
          {mayFollow ? <RunningWork /> : null}
          <Settings user={user} />
        </div>
      </header>
      <main id="content" tabIndex={-1}>
        <Alerts />
        <SecrecyMark />
        {children}
      </main>
    </div>
  );
}

/** The frame before sign-in: no functions yet. */
export function Outside({ children }: { readonly children: ReactNode }): ReactNode {
  const { words } = useSpeech();
  return (
    <div className="outside">
      <SkipLink />
      <header>
        <p className="mark">{words.app.name}</p>
        <Choices />
      </header>
      <main id="content" tabIndex={-1}>
        {children}
      </main>
    </div>
  );
}

function SkipLink(): ReactNode {
  const { words } = useSpeech();
  return (
    <a className="skip" href="#content">
      {words.app.skip}
    </a>
  );
}

function Navigation({ onFollow }: { readonly onFollow: () => void }): ReactNode {
  const { words } = useSpeech();
  const path = usePath();
  const placeIn = useFirstShown();
  return (
    <nav aria-label={words.app.navigation}>
      <ul className="functions">
        {entries.map((entry) => {
          const to = placeIn(entry);
          if (to === null) return null;
          const isHere = path === to;
          const isInside =
            entry.under?.some((page) => page.path === path || path.startsWith(`${page.path}/`)) ===
            true;
          return (
            <li key={entry.path}>
              <Link
                to={to}
                onFollow={onFollow}
                className={entry.isBuilt ? "function" : "function unbuilt"}
                aria-current={isHere ? "page" : undefined}
              >
                {words.nav[entry.word]}
                {entry.isBuilt ? null : <span className="unseen"> ({words.app.notBuilt})</span>}
              </Link>
              {isInside ? <Under entry={entry} path={path} onFollow={onFollow} /> : null}
            </li>
          );
        })}
      </ul>
    </nav>
  );
}

/** Whether a page is of that entry: an alert is of the alerts. */
function isOf(page: Place, path: string): boolean {
  return page.path === path || (page.path === paths.detect && path.startsWith(`${paths.alert}/`));
}

function Under({
  entry,
  path,
  onFollow,
}: {
  readonly entry: Entry;
  readonly path: string;
  readonly onFollow: () => void;
}): ReactNode {
  const { words } = useSpeech();
  const isShown = useShown();
  return (
    <ul className="under">
      {entry.under?.filter(isShown).map((page) => (
        <li key={page.path}>
          <Link
            to={page.path}
            onFollow={onFollow}
            aria-current={isOf(page, path) ? "page" : undefined}
          >
            {words.nav[page.word]}
          </Link>
        </li>
      ))}
    </ul>
  );
}

/** The page where a job's result will stand. */
function placeOf({ kind }: Job): string {
  if (kind === "what-if" || kind === "survey") return paths.plan;
  if (kind === "alerts") return paths.logSources;
  return kind === "import" || kind === "withdraw" ? paths.sources : paths.position;
}

/** Work that goes on whichever page is open: found again here. */
function RunningWork(): ReactNode {
  const { words, language } = useSpeech();
  const all = useJobs().data;
  useForgetEnded(all);
  const jobs = all?.filter(isActive) ?? [];
  if (jobs.length === 0) return null;
  return (
    <section className="running" aria-label={words.job.running}>
      <ul>
        {jobs.map((job) => (
          <li key={job.id}>
            <Link to={placeOf(job)}>{words.jobKind[job.kind]}</Link>{" "}
            <span className="figure">
              {job.total === null || job.total === 0
                ? ""
                : formatShare(job.done / job.total, language)}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Settings({ user }: { readonly user: User }): ReactNode {
  const { words } = useSpeech();
  const signOut = useSignOut();
  return (
    <section className="settings" aria-label={words.app.settings}>
      <Choices />
      <p className="small">{words.app.signedInAs(visible(user.name))}</p>
      <p className="small">
        <Link to={paths.own}>{words.people.own.title}</Link>
      </p>
      <Button look="plain" onPress={() => signOut.mutate()}>
        {words.app.signOut}
      </Button>
    </section>
  );
}

function Choices(): ReactNode {
  const { words, language, setLanguage } = useSpeech();
  const [theme, setTheme] = useTheme();
  return (
    <div className="choices">
      <label>
        <span className="unseen">{words.app.language}</span>
        <select
          value={language}
          onChange={(event) => setLanguage(event.target.value === "en" ? "en" : "sv")}
        >
          <option value="sv" lang="sv">
            Svenska
          </option>
          <option value="en" lang="en">
            English
          </option>
        </select>
      </label>
      <label>
        <span className="unseen">{words.app.theme}</span>
        <select
          value={theme}
          onChange={(event) => {
            const chosen = event.target.value;
            setTheme(chosen === "light" || chosen === "dark" ? chosen : "system");
          }}
        >
          <option value="system">{words.app.themeSystem}</option>
          <option value="light">{words.app.themeLight}</option>
          <option value="dark">{words.app.themeDark}</option>
        </select>
      </label>
    </div>
  );
}
