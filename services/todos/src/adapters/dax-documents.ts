import { DaxDocument } from "@amazon-dax-sdk/lib-dax";
import type { Documents } from "./documents.ts";

/**
 * Calls a DAX cluster: https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/DAX.client.html
 *
 * @param endpoint `daxs://<cluster>.<id>.dax-clusters.<region>.amazonaws.com`
 */
export const daxDocuments = (endpoint: string): Documents => {
  const cluster = new DaxDocument({ endpoint, region: process.env.AWS_REGION ?? "" });
  return {
    consistentReads: false,
    async get(input) {
      const { Item } = await cluster.get(input);
      return Item ? { Item } : {};
    },
    async put(input) {
      await cluster.put(input);
    },
    async delete(input) {
      const { Attributes } = await cluster.delete(input);
      return Attributes ? { Attributes } : {};
    },
    async query(input) {
      const { Items = [], LastEvaluatedKey } = await cluster.query(input);
      return { Items, ...(LastEvaluatedKey && { LastEvaluatedKey }) };
    },
  };
};
