/** Every kind of table that is known, and the finder of headings among them. */
import { systems } from "./register/register.ts";
import { matcherOf } from "./table/match.ts";
import type { Shape } from "./table/shape.ts";

/** Every shape, in the order in which equals are tried. */
export const shapes: readonly Shape[] = [systems];

/** Finds the headings of a table among all shapes. */
export const tableMatcher: ReturnType<typeof matcherOf> = matcherOf(shapes);
