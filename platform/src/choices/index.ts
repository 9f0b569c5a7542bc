/**
 * The door of choices: what can be said by a word, and what holds where nothing is said. A command
 * line is read by it without loading the rooms behind: help and a mistyped word answer at once.
 */
export { roles } from "../accounts/roles.ts";
export { type CollectionSource, collectionSources } from "../collect/collection-script.ts";
export { parsePlace, type Place } from "../detect/intake/place.ts";
export { isCopyPlace } from "../govern/copy-places.ts";
export { isGroundId, isMaterialId, isReleaseOutcome } from "../govern/release-words.ts";
export { isOpinionKind, opinionKinds } from "../opinions/opinion-kinds.ts";
export { defaultSize, defaultThreads } from "../protect/default-size.ts";
export { type InterchangeForm, interchangeForms } from "../protect/interchange-forms.ts";
