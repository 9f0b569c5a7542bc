/** The door of keeping: exports in the open format, backups, restoring, and disposal. */
export { backUpStore, type BackupKind, type BackupOptions } from "./backup.ts";
export { restoreStore, type RestoreTarget } from "./backup.ts";
export { limitsAt, linesBefore, probesBefore, retentionDays } from "./retention.ts";
export { importStore, parseManifest } from "./read-export.ts";
export { exportStore, type ExportFile, type Manifest } from "./write-export.ts";
