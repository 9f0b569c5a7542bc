/** A job at work: what it does, how far it is, what it has counted, and the way to stop it. */
import type { Job } from "@vallgrav/platform/api";
import { type ReactNode, useId, useState, useSyncExternalStore } from "react";
import { isActive, useCancel } from "../api/queries.ts";
import { useMay } from "../frame/session.tsx";
import { formatWhole } from "../words/format.ts";
import { useSpeech } from "../words/language.tsx";
import { Button } from "./button.tsx";
import { Dialog } from "./dialog.tsx";
import { Failure, Problems } from "./states.tsx";
import { minutesLeft } from "./time-left.ts";

/** The job's bar, figures and problems. */
export function Progress({ job }: { readonly job: Job }): ReactNode {
  const { words, language } = useSpeech();
  const label = useId();
  const share = job.total === null || job.total === 0 ? null : job.done / job.total;
  const said =
    job.total === null
      ? words.job.soFar(formatWhole(job.done, language))
      : words.job.progress(formatWhole(job.done, language), formatWhole(job.total, language));
  const isUnknown = share === null && isActive(job);
  const isLost = job.state === "failed" || job.state === "cancelled";
  const counts = Object.entries(job.counts);
  return (
    <section className={isLost ? "progress lost" : "progress"} aria-label={words.jobKind[job.kind]}>
      <div className="progress-bar">
        <div className="progress-head">
          <span id={label} className="label">
            {words.jobKind[job.kind]}
          </span>
          <Standing key={job.id} job={job} said={said} />
        </div>
        <progress
          className="unseen"
          aria-labelledby={label}
          {...(isUnknown ? {} : { value: share ?? 0, "aria-valuetext": said })}
        />
        <div className="progress-track">
          <div
            className={isUnknown ? "progress-fill unknown" : "progress-fill"}
            style={{ width: `${(share ?? widthOf(job)) * 100}%` }}
          />
        </div>
      </div>
      <div className="progress-foot">
        <p className="small figure">
          {counts
            .map(([key, count]) => `${formatWhole(count, language)} ${words.jobCount[key] ?? key}`)
            .join(" · ")}
        </p>
        {isActive(job) ? <CancelJob jobId={job.id} /> : null}
      </div>
      {isLost && bringsFacts(job) ? <p className="note">{words.job.nothingIn}</p> : null}
      {job.problems.length === 0 ? null : <Problems problems={job.problems} />}
    </section>
  );
}

/** What the job is at, how far, and how long is left, as far as that was seen. */
function Standing({ job, said }: { readonly job: Job; readonly said: string }): ReactNode {
  const { words } = useSpeech();
  const at = useSyncExternalStore(everyStep, stepsSoFar) * stepMs;
  const [first] = useState({ done: job.done, at });
  const isRunning = job.state === "running";
  // "0 so far" of nobody knows how many would say nothing.
  const hasBegun = job.done > 0 || (isActive(job) && job.total !== null);
  const minutes =
    isRunning && job.total !== null ? minutesLeft(first, { done: job.done, at }, job.total) : null;
  return (
    <span className="note figure">
      {[
        words.jobState[job.state],
        ...(hasBegun ? [said] : isRunning ? [words.job.preparing] : []),
        ...(minutes === null ? [] : [words.job.left(minutes)]),
        ...(job.attempt > 1 ? [words.job.attempt(String(job.attempt))] : []),
      ].join(" · ")}
    </span>
  );
}

/** How often what is left is guessed anew, in milliseconds. */
const stepMs = 5_000;

function everyStep(onStep: () => void): () => void {
  const timer = setInterval(onStep, stepMs);
  return () => clearInterval(timer);
}

/** Steps of the clock; the page's own clock alone, so a wrong one does no harm. */
function stepsSoFar(): number {
  return Math.floor(performance.now() / stepMs);
}

/** How much of the bar is filled where nobody knows how much there is to do. */
function widthOf(job: Job): number {
  if (isActive(job)) return 0.3;
  return job.state === "done" ? 1 : 0;
}

/** An import is all or nothing: what failed or was cancelled has left nothing behind. */
function bringsFacts(job: Job): boolean {
  return job.kind === "import" || job.kind === "example";
}

function CancelJob({ jobId }: { readonly jobId: string }): ReactNode {
  const { words } = useSpeech();
  const [isAsking, setAsking] = useState(false);
  const cancel = useCancel();
  if (!useMay("model/change")) return null;
  return (
    <>
      <Button look="plain" onPress={() => setAsking(true)}>
        {words.job.cancel}
      </Button>
      {cancel.isError ? <Failure error={cancel.error} /> : null}
      <Dialog title={words.job.cancelTitle} isOpen={isAsking} onClose={() => setAsking(false)}>
        <p>{words.job.cancelText}</p>
        <div className="actions">
          <Button look="main" onPress={() => setAsking(false)}>
            {words.job.cancelNo}
          </Button>
          <Button
            onPress={() => {
              setAsking(false);
              cancel.mutate(jobId);
            }}
          >
            {words.job.cancelYes}
          </Button>
        </div>
      </Dialog>
    </>
  );
}
