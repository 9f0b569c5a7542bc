/** Answers of tests, held against what the description of the API says of their routes. */
import type { LightMyRequestResponse } from "fastify";
import { answers } from "../openapi/answers.ts";

/** Routes that answer in tests what a test made up, of which only a part is there. */
const madeUpRoutes: ReadonlySet<string> = new Set(["GET /position", "GET /plan"]);

/**
 * Holds an answer of a described route against its description.
 * @param told the answer, and the id by which what a test made up is known
 * @throws Error where it differs
 */
export function holdAgainst(
  method: string,
  url: string,
  told: { readonly answer: LightMyRequestResponse; readonly madeUp: string },
): void {
  const { answer, madeUp } = told;
  const path = (url.split("?", 1)[0] ?? "").replace(/^\/api/, "");
  if (answer.statusCode >= 400 || !String(answer.headers["content-type"]).includes("json")) return;
  for (const [name, shape] of Object.entries(answers)) {
    const pattern = new RegExp(`^${name.replaceAll(/:\w+/g, "[^/]+")}$`);
    if (shape === null || !pattern.test(`${method} ${path}`)) continue;
    const isMadeUp = madeUpRoutes.has(name) && JSON.stringify(answer.json()).includes(madeUp);
    const read = shape.safeParse(answer.json());
    if (!isMadeUp && !read.success)
      throw new Error(`${name} answers otherwise than described: ${read.error.message}`);
  }
}
