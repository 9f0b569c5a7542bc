/** The door of collecting: uploaded files and archives, read within limits. */
export { defaultUploadLimits } from "./upload-limits.ts";
export type { UploadLimits } from "./upload-limits.ts";
export { openUpload } from "./open-upload.ts";
export type { Upload, UploadedFile } from "./open-upload.ts";
export type { CollectProblem } from "./collect-problem.ts";
