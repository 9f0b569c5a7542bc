/**
 * What the registered types of package URLs ask of their parts (ECMA-427 and the type definitions
 * of the purl project, July 2026). A type that is not here follows the general rules alone.
 */

/** The rules of one type; what is absent is optional, and kept as written. */
export type PurlType = {
  readonly namespace?: "required" | "prohibited";
  /** Parts that are the same in any case: written in lower case. */
  readonly lower?: readonly ("namespace" | "name" | "version" | "subpath")[];
  /** Form that a part must have once it is in its normal case. */
  readonly nameForm?: RegExp;
  readonly versionForm?: RegExp;
  /** Qualifiers without which there is no such package URL. */
  readonly needs?: readonly string[];
};

const both = ["namespace", "name"] as const;
const name = ["name"] as const;

/** By type. */
export const purlTypes: ReadonlyMap<string, PurlType> = new Map<string, PurlType>([
  ["alpm", { namespace: "required", lower: both }],
  ["apk", { namespace: "required", lower: both }],
  ["bazel", { namespace: "prohibited" }],
  ["bitbucket", { namespace: "required", lower: both }],
  ["bitnami", { namespace: "prohibited", lower: name }],
  ["brew", { lower: both }],
  ["cargo", { namespace: "prohibited" }],
  [
    "chrome-extension",
    {
      namespace: "prohibited",
      lower: name,
      nameForm: /^[a-p]{32}$/,
      versionForm: /^\d+(?:\.\d+){0,3}$/,
    },
  ],
  ["cocoapods", { namespace: "prohibited" }],
  ["composer", { namespace: "required", lower: both }],
  ["conda", { namespace: "prohibited" }],
  ["cpan", { nameForm: /^(?!.*::)/s }],
  ["cran", { namespace: "prohibited" }],
  ["deb", { namespace: "required", lower: both }],
  ["gem", { namespace: "prohibited" }],
  ["git", { namespace: "required" }],
  ["github", { namespace: "required", lower: both }],
  ["golang", { namespace: "required" }],
  ["hackage", { namespace: "prohibited" }],
  ["hex", { lower: both }],
  ["huggingface", { namespace: "required", lower: ["version"] }],
  ["julia", { namespace: "prohibited", needs: ["uuid"] }],
  ["luarocks", { lower: both }],
  ["maven", { namespace: "required" }],
  ["mlflow", { namespace: "prohibited" }],
  ["npm", {}],
  ["nuget", { namespace: "prohibited" }],
  ["oci", { namespace: "prohibited", lower: ["name", "version"] }],
  ["opam", { namespace: "prohibited" }],
  ["otp", { namespace: "prohibited", lower: ["name", "subpath"] }],
  ["pub", { namespace: "prohibited", lower: name }],
  ["pypi", { namespace: "prohibited", lower: ["name", "version"] }],
  ["qpkg", { namespace: "required", lower: ["namespace"] }],
  ["rpm", { namespace: "required", lower: ["namespace"] }],
  ["swid", { needs: ["tag_id"] }],
  ["swift", { namespace: "required" }],
  ["vcpkg", { namespace: "prohibited" }],
  ["vscode-extension", { namespace: "required", lower: ["namespace", "name", "version"] }],
  ["yocto", { lower: ["namespace"] }],
]);
