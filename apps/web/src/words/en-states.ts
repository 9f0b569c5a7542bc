/** English words for what jobs are at, and for what went wrong. */
import type { Words } from "./sv.ts";

/** English. */
export const enStates: Pick<Words, "error" | "job"> = {
  job: {
    progress: (done, total) => `${done} of ${total}`,
    left: (minutes) => (minutes === 1 ? "a minute left at most" : `about ${minutes} minutes left`),
    preparing: "preparing",
    soFar: (done) => `${done} so far`,
    cancel: "Cancel",
    cancelTitle: "Cancel the work?",
    cancelText: "What has been imported stays. The work can be started again from the beginning.",
    cancelYes: "Cancel the work",
    cancelNo: "Let it go on",
    attempt: (number) => `attempt ${number}`,
    running: "Under way",
    nothingIn: "Nothing was imported. What was there before is untouched.",
    goesFirst:
      "The files are read first. The calculation has stopped meanwhile and begins anew when they are in.",
    asked: "What you are asked about above is read when you have answered.",
    morePlaces: (count: string) => `and ${count} places more`,
    restart: "Calculate again",
    again: "Try again",
  },
  error: {
    title: "Something went wrong inside Vallgrav.",
    text: "What was saved is kept. Try again; if that does not help, read the server's log.",
    offline: "The server does not answer.",
    offlineText: "What was saved is kept. See that Vallgrav is running and try again.",
    forbidden: "Your role may not do this.",
    refused: "That was refused.",
    again: "Try again",
    code: (code) => `Code: ${code}`,
  },
};
