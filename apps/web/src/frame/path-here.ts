/** Where the browser is. */

/** The current path, without a trailing slash. */
export function pathHere(): string {
  const path = location.pathname.replace(/\/+$/, "");
  return path === "" ? "/" : path;
}
