/** How large the fictional municipality is, and the chance that decides everything else. */
import { drawKey, seeded, uniform } from "@vallgrav/kernel";

/** Sizes of everything that is counted; the same size and seed give the same municipality. */
export type Size = {
  /** Employees, each with an account. */
  readonly people: number;
  readonly pupils: number;
  readonly consultants: number;
  /** Computers on desks and in classrooms. */
  readonly clients: number;
  /** Servers beside those that the systems of the register name and those that serve all. */
  readonly moreServers: number;
  /** Systems beside those that are told one by one. */
  readonly moreSystems: number;
  /** Whether pupils have accounts in the directory. */
  readonly pupilAccounts: boolean;
  /** How many of each thing the large reports of tools cover; null: all. */
  readonly sample: number | null;
  readonly seed: string;
};

/** Words for sizes. */
export type SizeName = "small" | "full";

/** The size that is kept in the repository. */
export const keptSize: Size = {
  people: 240,
  pupils: 384,
  consultants: 24,
  clients: 180,
  moreServers: 2,
  moreSystems: 0,
  pupilAccounts: false,
  sample: 12,
  seed: "exempel",
};

/** A large municipality: 15 000 employees, 700 servers, 350 systems. */
const fullSize: Size = {
  people: 15_000,
  pupils: 25_000,
  consultants: 1_500,
  clients: 12_000,
  moreServers: 678,
  moreSystems: 326,
  pupilAccounts: true,
  sample: null,
  seed: "1",
};

/** The size that a word names, with a seed of its own where one is given. */
export function sizeOf(name: SizeName, seed?: string): Size {
  const size = name === "full" ? fullSize : keptSize;
  return seed === undefined ? size : { ...size, seed };
}

/** A uniform number for a named thing; the same seed gives the same municipality. */
export function chanceOf(size: Size, name: string): number {
  return uniform(seeded(drawKey(name), size.seed), 0, 0);
}

/**
 * The numbers from 0 below a number, none of them kept.
 * @yields each number once
 */
export function* numbers(count: number): Generator<number> {
  for (let n = 0; n < count; n += 1) yield n;
}

/** As many numbers as the reports of tools cover. */
export function sampled(size: Size, count: number): Generator<number> {
  return numbers(size.sample === null ? count : Math.min(size.sample, count));
}
