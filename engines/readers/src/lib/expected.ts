/** What a reader wanted to find in a cell or a member. */

/** What a cell or a member should have held. */
export type Expected =
  | "boolean"
  | "text"
  | "list"
  | "object"
  | "seconds"
  | "reference"
  | "whole-number"
  | "hours"
  | "percent"
  | "class-0-4"
  | "date"
  | "address"
  | "organisation-number"
  | "date-or-yes-no"
  | "known-word"
  | "host-name"
  | "classes"
  | "system-id"
  | "name"
  | "backup";
