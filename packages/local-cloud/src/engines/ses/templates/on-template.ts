import type { InputReader } from "../../../gateway/input-reader.ts";
import { templateNameIn } from "./email-template.ts";

/** What operations on one template need. */
export const onTemplate = (read: InputReader) => ({
  resources: [{ kind: "template" as const, name: templateNameIn(read) }],
});
