import type { Documents } from "./documents.ts";

/**
 * Stands where `dax-documents.ts` would, in bundles for stages without DAX: its client is twice the size of all
 * the rest. The condition `dax-on` of the import `#dax` in package.json chooses between the two.
 */
export const daxDocuments = (endpoint: string): Documents => {
  throw new Error(
    `DAX_ENDPOINT is ${endpoint}, but this bundle has no DAX client: package it with --param="dax=on"`,
  );
};
