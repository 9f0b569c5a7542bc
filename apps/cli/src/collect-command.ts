/** What is asked of `collect`, as data. */
import type { CollectionSource } from "@vallgrav/platform/collect";

/** How a source is to be collected: by a script that is printed, or now, over LDAP. */
export type CollectCommand =
  | { readonly verb: "collect"; readonly source: CollectionSource; readonly ldap: null }
  | {
      readonly verb: "collect";
      readonly source: "ad";
      readonly ldap: LdapOptions;
      readonly json: boolean;
    };

/** Where a directory is, as whom it is asked, and where the answer goes; null: the default. */
export type LdapOptions = {
  readonly url: string;
  readonly user: string;
  readonly passwordFile: string | null;
  readonly authoritiesFile: string | null;
  readonly to: string | null;
};
