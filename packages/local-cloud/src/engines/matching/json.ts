/** A parsed JSON document. */
export type Json = string | number | boolean | null | readonly Json[] | JsonObject;
export interface JsonObject {
  readonly [key: string]: Json;
}

export const isJsonObject = (value: Json | undefined): value is JsonObject =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** `Array.isArray` does not narrow readonly arrays. */
export const isJsonArray = (value: Json | undefined): value is readonly Json[] => Array.isArray(value);
