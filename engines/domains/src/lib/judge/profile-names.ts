/** By what a domain is judged. */

/** Names of profiles. */
export const profileNames = ["internetnl-1.11.2", "ncsc-tls", "vallgrav"] as const;

/** One of {@link profileNames}. */
export type ProfileName = (typeof profileNames)[number];
