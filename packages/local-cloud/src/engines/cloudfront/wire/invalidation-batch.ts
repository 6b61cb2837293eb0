/** https://docs.aws.amazon.com/cloudfront/latest/APIReference/API_InvalidationBatch.html */
import { required, type Shaped, structure, text } from "../../../gateway/protocols/xml-shape.ts";
import { counted } from "./members.ts";

export const invalidationBatch = structure({
  Paths: required(counted("Path", text)),
  CallerReference: required(text),
});

export type InvalidationBatch = Shaped<typeof invalidationBatch>;
