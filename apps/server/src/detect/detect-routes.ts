/** The watch: sources of logs, alerts with what is within reach, tuning of rules. */
import { type Detect, detectLimits } from "@vallgrav/platform/detect";
import type { Seeing } from "@vallgrav/platform/govern";
import { z } from "zod";
import { parameter, parseBody, parseQuery } from "../parse.ts";
import { found, having, nameOf, Refusal, type Route } from "../route.ts";
import { receiveFiles, removeFiles, type UploadLimits } from "../uploads.ts";

/** Who may look at alerts and sources. */
const viewers = having("watch/view");
/** Who may add sources, settle alerts and tune rules. */
const changers = having("watch/change");

const text = z.string().trim().min(1).max(200);
const source = z.strictObject({
  name: text,
  silentAfterMinutes: z.number().int().min(1).max(525_600).nullable().default(null),
});
const listed = z.strictObject({ all: z.enum(["0", "1"]).default("0") });
const settled = z.strictObject({
  state: z.enum(["new", "seen", "case", "benign"]),
  note: z.string().max(2_000).default(""),
});
const tuning = z
  .strictObject({
    rule: text,
    field: text.nullable().default(null),
    value: z.string().max(500).nullable().default(null),
    reason: text,
    owner: text,
    days: z.number().int().min(1).max(detectLimits.tuningDays),
  })
  .refine(({ field, value }) => (field === null) === (value === null), { path: ["value"] });

function sourceRoutes(detect: Detect): readonly Route[] {
  return [
    {
      method: "GET",
      path: "/watch",
      rule: viewers,
      action: "watch/view",
      handle: async () => found(await detect.state()),
    },
    {
      method: "POST",
      path: "/watch/sources",
      rule: changers,
      action: "watch/add-source",
      tellsOnce: true,
      takes: source,
      handle: async ({ body }) => {
        const made = await detect.addSource(parseBody(source, body));
        if (made === null) throw new Refusal(409, "watch/name-taken");
        const { id } = made.source;
        const answer = { ...made.source, token: made.token };
        return { ...found(answer, id), undo: () => detect.dropSource(id) };
      },
    },
    {
      method: "DELETE",
      path: "/watch/sources/:id",
      rule: changers,
      action: "watch/end-source",
      handle: async ({ params }) => {
        const id = parameter(params, "id");
        if (!(await detect.endSource(id))) throw new Refusal(404, "watch/unknown");
        return { status: 204, body: null, object: id };
      },
    },
  ];
}

/** Every rule that is held. */
function rulesRoute(detect: Detect): Route {
  return {
    method: "GET",
    path: "/watch/rules",
    rule: viewers,
    action: "watch/view",
    handle: () => Promise.resolve(found(detect.rules())),
  };
}

function alertRoutes(detect: Detect, seeing: Seeing): readonly Route[] {
  const viewing = having("watch/view", "walled");
  return [
    {
      method: "GET",
      path: "/watch/alerts",
      rule: viewing,
      action: "watch/view",
      asks: listed,
      handle: async ({ query, reach }) =>
        found(await detect.alerts(parseQuery(listed, query).all === "1", await seeing(reach))),
    },
    {
      method: "GET",
      path: "/watch/alerts/:id",
      rule: viewing,
      action: "watch/view-alert",
      handle: async ({ params, reach }) => {
        const id = parameter(params, "id");
        const view = await detect.alert(id, await seeing(reach));
        if (view === null) throw new Refusal(404, "watch/unknown");
        return found(view, id);
      },
    },
    {
      method: "GET",
      path: "/watch/alerts/:id/reach",
      rule: viewing,
      action: "watch/view-alert",
      handle: async ({ params, reach }) => {
        const id = parameter(params, "id");
        const sees = await seeing(reach);
        if ((await detect.alert(id, sees)) === null) throw new Refusal(404, "watch/unknown");
        return found({ reach: await detect.reach(id, sees) }, id);
      },
    },
    {
      method: "POST",
      path: "/watch/alerts/:id",
      rule: having("watch/change", "walled"),
      action: "watch/settle-alert",
      takes: settled,
      handle: async ({ params, body, actor, reach }) => {
        const id = parameter(params, "id");
        const change = parseBody(settled, body);
        const sees = await seeing(reach);
        if ((await detect.alert(id, sees)) === null) throw new Refusal(404, "watch/unknown");
        const isThere = await detect.settle(id, change, nameOf(actor));
        const view = isThere ? await detect.alert(id, sees) : null;
        if (view === null) throw new Refusal(404, "watch/unknown");
        return found(view, id);
      },
    },
  ];
}

function tuningRoutes(detect: Detect): readonly Route[] {
  return [
    {
      method: "GET",
      path: "/watch/tunings",
      rule: viewers,
      action: "watch/view",
      handle: async () => found(await detect.tunings()),
    },
    {
      method: "POST",
      path: "/watch/tunings",
      rule: changers,
      action: "watch/tune",
      takes: tuning,
      handle: async ({ body }) => {
        const made = await detect.tune(parseBody(tuning, body));
        return { ...found(made, made.id), undo: () => detect.untune(made.id) };
      },
    },
    {
      method: "DELETE",
      path: "/watch/tunings/:id",
      rule: changers,
      action: "watch/untune",
      handle: async ({ params }) => {
        const id = parameter(params, "id");
        if (!(await detect.untune(id))) throw new Refusal(404, "watch/unknown");
        return { status: 204, body: null, object: id };
      },
    },
  ];
}

/** What the routes of the watch need. */
export type DetectRooms = {
  readonly detect: Detect;
  /** Folder for uploads. */
  readonly incoming: string;
  readonly limits: UploadLimits;
};

/** Alerts of other products, as files. */
function foreignRoute({ detect, incoming, limits }: DetectRooms): Route {
  return {
    method: "POST",
    path: "/watch/imports",
    rule: changers,
    action: "watch/import-alerts",
    handle: async ({ request, enterAgain }) => {
      const files = await receiveFiles(request, incoming, limits);
      try {
        await enterAgain();
        return found(
          await detect.importAlerts(files.map(({ name, path: source }) => ({ name, source }))),
        );
      } finally {
        await removeFiles(files);
      }
    },
  };
}

/** Routes of the watch. */
export function detectRoutes(rooms: DetectRooms, seeing: Seeing): readonly Route[] {
  const { detect } = rooms;
  return [
    ...sourceRoutes(detect),
    rulesRoute(detect),
    foreignRoute(rooms),
    ...alertRoutes(detect, seeing),
    ...tuningRoutes(detect),
  ];
}
