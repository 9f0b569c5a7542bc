/**
 * Files of every kind that is read, in the forms their tools write, with a secret in each place
 * where people leave them. For the test that none of them is kept.
 */
import { secretDirectories, secretMachines } from "./secret-directories.ts";
import type { Kind } from "./secret-kind.ts";
import { secretReports, secretSoftware } from "./secret-reports.ts";
import { secretTables } from "./secret-tables.ts";

/** Every kind of file with what is planted in it. */
const secretKinds: readonly Kind[] = [
  ...secretTables,
  ...secretDirectories,
  ...secretMachines,
  ...secretReports,
  ...secretSoftware,
];

/** A file with its secrets. */
export type SecretFile = {
  readonly name: string;
  readonly reader: string;
  readonly content: string | Uint8Array;
  readonly secrets: readonly string[];
  /** How many personal identity numbers were planted. */
  readonly numbers: number;
};

/** The number that stands in examples everywhere; its check digit is right. */
export const plantedNumber: string = ["20121212", "1212"].join("");

/** All files, each secret its own; the same each time. */
export function secretFiles(): readonly SecretFile[] {
  let made = 0;
  return secretKinds.map(({ name, reader, make }) => {
    const secrets: string[] = [];
    let numbers = 0;
    const content = make({
      secret: () => {
        made += 1;
        const secret = `Xk${made}vB9!qR${made * 7}`;
        secrets.push(secret);
        return secret;
      },
      number: () => {
        numbers += 1;
        return plantedNumber;
      },
    });
    return { name, reader, content, secrets, numbers };
  });
}
