/** Types of a service's API from its OpenAPI document. For the build only: nothing that runs imports this. */
import openapiTypeScript, { astToString } from "openapi-typescript";

/**
 * @param document OpenAPI 3.1
 * @param origin the file that it is generated from, for whoever reads it
 * @returns TypeScript, the same each time
 */
export const typesOf = async (document: object, origin: string): Promise<string> => {
  const types = await openapiTypeScript(Buffer.from(JSON.stringify(document)), { immutable: true });
  return `// Generated from ${origin}; edit the contracts, not this file.\n${astToString(types)}`;
};
