/**
 * The API as an OpenAPI 3.1 document, made of the routes themselves: their paths, rules, the shapes
 * their handlers read bodies by, and the shapes their answers are held against.
 */
import { own } from "@vallgrav/kernel";
import { z } from "zod";
import { rights } from "../rights.ts";
import type { Route, Rule } from "../route.ts";
import { scimRefusal } from "../scim/answers.ts";
import { scimPath } from "../scim/resources.ts";
import { scimType } from "../scim/scim-routes.ts";
import { answers, refusal } from "./answers.ts";

type Json = Readonly<Record<string, unknown>>;

/** Media type of refusals. */
const problems = "application/problem+json";

/** JSON Schema 2020-12, which is the dialect of OpenAPI 3.1. */
function schemaOf(type: z.ZodType, io: "input" | "output"): Json {
  const { $schema: _, ...schema } = z.toJSONSchema(type, {
    target: "draft-2020-12",
    io,
    unrepresentable: "any",
  });
  return schema;
}

function parametersOf({ path, asks }: Route): readonly Json[] {
  const inPath = [...path.matchAll(/:(\w+)/g)].map(([, name]) => ({
    name,
    in: "path",
    required: true,
    schema: { type: "string" },
  }));
  if (asks === undefined) return inPath;
  const { properties, required } = schemaOf(asks, "input");
  const demanded: unknown = required;
  const inQuery = Object.entries(Object(properties)).map(([name, schema]) => ({
    name,
    in: "query",
    required: Array.isArray(demanded) && demanded.includes(name),
    schema,
  }));
  return [...inPath, ...inQuery];
}

/** Routes whose body is files. */
const multipart: ReadonlySet<string> = new Set(["/imports", "/tables", "/watch/imports"]);

function bodyOf(route: Route): Json {
  const { takes, path, method } = route;
  if (method === "POST" && multipart.has(path))
    return {
      requestBody: {
        required: true,
        content: {
          "multipart/form-data": {
            schema: {
              type: "object",
              properties: {
                files: { type: "array", items: { type: "string", format: "binary" } },
                ...(path === "/imports" ? { mapping: { type: "string" } } : {}),
              },
            },
          },
        },
      },
    };
  if (takes === undefined) return {};
  const content = { [typeOf(route)]: { schema: schemaOf(takes, "input") } };
  return { requestBody: { required: true, content } };
}

/** Who may, in words, and by which means. */
function rulesOf(rule: Rule): Json {
  if (rule.kind === "anyone" || rule.kind === "first-run") return { security: [] };
  if (rule.kind === "signed-in") return { security: [{ session: [] }] };
  const roles = Object.entries(rights[rule.right])
    .map(([role, scope]) => (scope === "own" ? `${role} (own unit)` : role))
    .join(", ");
  return {
    security: [{ session: [] }, { token: [] }],
    description: `Needs the right ${rule.right}: ${roles}.`,
  };
}

/** What answers a POST otherwise than by 200. */
const made: ReadonlyMap<string, string> = new Map([
  ["/imports", "202"],
  ["/example", "202"],
  ["/answers", "202"],
  [`${scimPath}/Users`, "201"],
]);

function isScim({ path }: Route): boolean {
  return path.startsWith(`${scimPath}/`);
}

function typeOf(route: Route): string {
  return isScim(route) ? scimType : "application/json";
}

function successOf(route: Route): Json {
  const shape = own(answers, keyOf(route));
  if (shape === null) return { "204": { description: "Done." } };
  const isText = shape instanceof z.ZodString;
  const schema = shape === undefined ? {} : schemaOf(shape, "output");
  const content = { [isText ? "text/plain" : typeOf(route)]: { schema } };
  const status = made.get(route.path) ?? "200";
  return { [route.method === "POST" ? status : "200"]: { description: "Done.", content } };
}

/** Name of a route among the answers. */
export function keyOf({ method, path }: Pick<Route, "method" | "path">): string {
  return `${method} ${path}`;
}

function operationOf(route: Route): Json {
  const { method, path, rule } = route;
  const words = path.split(/[/:]+/).filter((word) => word !== "");
  const parameters = parametersOf(route);
  return {
    operationId: [method.toLowerCase(), ...words].join("-"),
    ...rulesOf(rule),
    ...(parameters.length === 0 ? {} : { parameters }),
    ...bodyOf(route),
    responses: {
      ...successOf(route),
      default: {
        description: "Refused: the code says why.",
        content: isScim(route)
          ? { [scimType]: { schema: { $ref: "#/components/schemas/ScimError" } } }
          : { [problems]: { schema: { $ref: "#/components/schemas/Problem" } } },
      },
    },
  };
}

/** The document. */
export function openApiOf(routes: readonly Route[], version: string): Json {
  const paths: Record<string, Record<string, Json>> = {};
  for (const route of routes) {
    const path = `/api${route.path.replaceAll(/:(\w+)/g, "{$1}")}`;
    (paths[path] ??= {})[route.method.toLowerCase()] = operationOf(route);
  }
  return {
    openapi: "3.1.0",
    info: {
      title: "Vallgrav",
      version,
      description:
        "Changes by a session need the header `x-vallgrav: 1`; by a token they do not. Every " +
        "refusal is problem JSON (RFC 9457). Requests are counted per address: 429 tells when to " +
        "try again.",
      license: { name: "Apache-2.0", identifier: "Apache-2.0" },
    },
    servers: [{ url: "/" }],
    paths,
    components: {
      schemas: {
        Problem: schemaOf(refusal, "output"),
        ScimError: schemaOf(scimRefusal, "output"),
      },
      securitySchemes: {
        session: { type: "apiKey", in: "cookie", name: "vallgrav" },
        token: { type: "http", scheme: "bearer" },
      },
    },
  };
}
