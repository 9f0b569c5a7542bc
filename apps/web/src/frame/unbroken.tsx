/** What stands where a part of the page broke, or its piece of the program did not come. */
import { Component, type ReactNode } from "react";
import { Failure } from "../parts/states.tsx";

type Lost = { readonly error: Error | null };

/**
 * Says what went wrong instead of showing nothing. A new version of the server has other pieces, so
 * asking again reads the whole document anew.
 */
export class Unbroken extends Component<{ readonly children: ReactNode }, Lost> {
  override readonly state: Lost = { error: null };

  static getDerivedStateFromError(error: unknown): Lost {
    return { error: error instanceof Error ? error : new Error(String(error)) };
  }

  override render(): ReactNode {
    const { error } = this.state;
    if (error === null) return this.props.children;
    return <Failure error={error} onAgain={() => location.reload()} />;
  }
}
