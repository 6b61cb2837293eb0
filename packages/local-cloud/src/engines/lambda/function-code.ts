import { createHash } from "node:crypto";
import { invalidParameter, unsupported } from "./lambda-errors.ts";
import { type Input, optionalText } from "./members.ts";

/**
 * What there is to say of code that is not kept: its size and digest when it came along, else those of its address.
 * https://docs.aws.amazon.com/lambda/latest/api/API_FunctionCode.html
 */
export const codeOf = (code: Input): { CodeSize: number; CodeSha256: string } => {
  if (code.ImageUri !== undefined)
    throw unsupported("container images as functions", "Package the function as a zip.");
  const zip = optionalText(code, "ZipFile");
  const bucket = optionalText(code, "S3Bucket");
  const key = optionalText(code, "S3Key");
  if (zip === undefined && (bucket === undefined || key === undefined))
    throw invalidParameter("Please provide a source for function code.");
  const bytes = zip === undefined ? Buffer.from(`${bucket}/${key}`) : Buffer.from(zip, "base64");
  return {
    CodeSize: zip === undefined ? 0 : bytes.byteLength,
    CodeSha256: createHash("sha256").update(bytes).digest("base64"),
  };
};
