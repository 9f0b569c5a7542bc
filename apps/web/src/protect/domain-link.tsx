/** Addresses of own domains' pages, and links to them. */
import type { ReactNode } from "react";
import { paths } from "../frame/paths.ts";
import { Link } from "../frame/router.tsx";
import { visible } from "../parts/shown-name.ts";

/** The address of a domain's page. Dots are written out: an address with an ending is a file. */
export function domainPath(domain: string): string {
  return `${paths.domains}/${encodeURIComponent(domain).replaceAll(".", "%2E")}`;
}

/** The domain in an address; null where it is none. */
export function domainIn(path: string): string | null {
  if (!path.startsWith(`${paths.domains}/`)) return null;
  try {
    return decodeURIComponent(path.slice(paths.domains.length + 1));
  } catch {
    // Half a percent sign: an address that somebody cut.
    return null;
  }
}

/** A domain's name, leading to its page. */
export function DomainLink({ domain }: { readonly domain: string }): ReactNode {
  return <Link to={domainPath(domain)}>{visible(domain)}</Link>;
}
