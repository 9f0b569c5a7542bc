/** What is known, and from where. */
import type { Identify } from "@vallgrav/platform/identify";
import { found, readers, type Route } from "../route.ts";

/** Routes of the model. */
export function modelRoutes(identify: Pick<Identify, "status">): readonly Route[] {
  return [
    {
      method: "GET",
      path: "/status",
      rule: readers,
      action: "status/view",
      handle: async () => {
        const status = await identify.status();
        return found(status, status.model);
      },
    },
  ];
}
