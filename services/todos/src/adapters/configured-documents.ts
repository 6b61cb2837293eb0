import { dynamoDb } from "@skein/lambda-kit/clients";
import { daxDocuments } from "#dax";
import type { Documents } from "./documents.ts";
import { dynamoDbDocuments } from "./dynamodb-documents.ts";

let made: Documents | undefined;

/** DynamoDB, or the DAX cluster in front of it that `DAX_ENDPOINT` names. One for the container. */
export const configuredDocuments = (): Documents => {
  const daxEndpoint = process.env.DAX_ENDPOINT;
  made ??= daxEndpoint ? daxDocuments(daxEndpoint) : dynamoDbDocuments(dynamoDb());
  return made;
};
