/** A knip reporter that says how many files knip looked at, so that a blind run cannot pass. */

/** The part of knip's reporter options that is used here. */
type Seen = { readonly counters: { readonly processed: number; readonly total: number } };

/** Prints the count; knip prints its findings by its own reporter beside this one. */
// oxlint-disable-next-line import/no-default-export -- knip asks for one
export default function report({ counters }: Seen): void {
  console.log(`knip: ${counters.total} files`);
}
