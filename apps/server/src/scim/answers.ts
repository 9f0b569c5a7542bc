/** Shapes of what SCIM answers. */
import { z } from "zod";
import { groupShape, listShape, schemas, scimPath, userShape } from "./resources.ts";

const anything = z.looseObject({ schemas: z.array(z.string()) });

/** By route; null: nothing but the status is sent. */
export const scimAnswers: Readonly<Record<string, z.ZodType | null>> = {
  [`GET ${scimPath}/Users`]: listShape(userShape),
  [`POST ${scimPath}/Users`]: userShape,
  [`GET ${scimPath}/Users/:id`]: userShape,
  [`PUT ${scimPath}/Users/:id`]: userShape,
  [`PATCH ${scimPath}/Users/:id`]: userShape,
  [`DELETE ${scimPath}/Users/:id`]: null,
  [`GET ${scimPath}/Groups`]: listShape(groupShape),
  [`GET ${scimPath}/Groups/:id`]: groupShape,
  [`PUT ${scimPath}/Groups/:id`]: groupShape,
  [`PATCH ${scimPath}/Groups/:id`]: groupShape,
  [`GET ${scimPath}/ServiceProviderConfig`]: anything,
  [`GET ${scimPath}/ResourceTypes`]: listShape(anything),
  [`GET ${scimPath}/Schemas`]: listShape(anything),
};

/** What SCIM refuses by. */
export const scimRefusal: z.ZodType = z.strictObject({
  schemas: z.array(z.literal(schemas.error)).length(1),
  status: z.string().regex(/^[45]\d\d$/),
  scimType: z.string().optional(),
  detail: z.string(),
});
