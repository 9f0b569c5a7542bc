/** The door of this engine; see README and SPEC. */
export {};
