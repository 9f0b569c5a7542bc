/** What columns of tables mean: a file is looked at, and what people said is listed and ended. */
import type { Identify } from "@vallgrav/platform/identify";
import { parameter } from "../parse.ts";
import { editors, found, readers, Refusal, type Route } from "../route.ts";
import { receiveFiles, removeFiles, type UploadLimits } from "../uploads.ts";

/** What these routes call. */
export type MappingRooms = {
  readonly identify: Pick<
    Identify,
    "forgetMapping" | "lookAtTables" | "mappings" | "restoreMapping"
  >;
  readonly incoming: string;
  readonly limits: UploadLimits;
};

/** Files looked at per minute and address; people need a few. */
const attemptsPerMinute = 30;

/** Routes of mappings. */
export function mappingRoutes({ identify, incoming, limits }: MappingRooms): readonly Route[] {
  return [
    {
      method: "POST",
      path: "/tables",
      rule: editors,
      action: "tables/look",
      attemptsPerMinute,
      handle: async ({ request, enterAgain }) => {
        const files = await receiveFiles(request, incoming, { ...limits, files: 1 });
        try {
          await enterAgain();
          const [file] = files;
          if (file === undefined) throw new Refusal(400, "request/bad-body");
          return found(await identify.lookAtTables(file));
        } finally {
          await removeFiles(files);
        }
      },
    },
    {
      method: "GET",
      path: "/mappings",
      rule: readers,
      action: "mapping/view",
      handle: async () => found({ mappings: await identify.mappings() }),
    },
    {
      method: "DELETE",
      path: "/mappings/:id",
      rule: editors,
      action: "mapping/forget",
      handle: async ({ params }) => {
        const id = parameter(params, "id");
        const known = (await identify.mappings()).find((one) => one.id === id);
        if (known === undefined || !(await identify.forgetMapping(id)))
          throw new Refusal(404, "identify/no-such-mapping");
        const undo = (): Promise<void> => identify.restoreMapping(known);
        return { status: 204, body: null, object: id, undo };
      },
    },
  ];
}
