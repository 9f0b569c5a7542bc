/** A page is sound in every manner of being looked at: light, dark and narrow. */
import { expect } from "vitest";
import { inspect, shoot, sidewaysScroll, type Visit } from "./visit.ts";

const manners = [
  { name: "light", colorScheme: "light", width: 1320 },
  { name: "dark", colorScheme: "dark", width: 1320 },
  { name: "narrow", colorScheme: "light", width: 360 },
] as const;

/** Accessible, silent, within the policy, never too wide, with one first heading. */
export async function expectSound(opened: Visit, name: string): Promise<void> {
  const { page } = opened;
  for (const manner of manners) {
    await page.emulateMedia({ colorScheme: manner.colorScheme });
    await page.setViewportSize({ width: manner.width, height: 950 });
    await shoot(page, `${name}-${manner.name}`);
    expect({
      manner: manner.name,
      found: await inspect(opened),
      faults: opened.faults,
      sideways: await sidewaysScroll(page),
      headings: await page.getByRole("heading", { level: 1 }).count(),
    }).toEqual({ manner: manner.name, found: [], faults: [], sideways: 0, headings: 1 });
  }
}
