import type { InputReader } from "../../gateway/input-reader.ts";

export const tagsIn = (read: InputReader): Readonly<Record<string, string>> =>
  Object.fromEntries(
    read
      .structures("Tags")
      .map((tag) => [tag.text("Key", { minimum: 1, maximum: 128 }), tag.text("Value", { maximum: 256 })]),
  );
