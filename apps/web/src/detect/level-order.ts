/** Levels of alerts, the least grave first. */
export const levelOrder = ["informational", "low", "medium", "high", "critical"] as const;
