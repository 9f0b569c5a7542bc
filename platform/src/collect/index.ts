/** The door of collecting: uploads read within limits, scripts that collect. */
export { defaultUploadLimits } from "./upload-limits.ts";
export type { UploadLimits } from "./upload-limits.ts";
export { isArchive } from "./entry-name.ts";
export { filesBelow } from "./files-below.ts";
export { openUpload, unpackedBytes } from "./open-upload.ts";
export type { Upload, UploadedFile } from "./open-upload.ts";
export type { CollectProblem } from "./collect-problem.ts";
export { collectDirectory, defaultDirectoryLimits } from "./directory/collect-directory.ts";
export type {
  CollectionEnd,
  DirectoryLimits,
  DirectorySurroundings,
  EarlierCollection,
  KeptPart,
  PartKeeper,
} from "./directory/collect-directory.ts";
export { DirectoryFailed } from "./directory/directory-failed.ts";
export type { DirectoryFailureCode } from "./directory/directory-failed.ts";
export { openDirectory } from "./directory/directory-source.ts";
export type { DirectoryAddress, DirectorySource } from "./directory/directory-source.ts";
export { collectionScript, collectionSources } from "./collection-script.ts";
export type { CollectionSource } from "./collection-script.ts";
