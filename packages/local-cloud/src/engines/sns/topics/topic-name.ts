import { invalidParameter, validationError } from "../errors.ts";

/** @see https://docs.aws.amazon.com/sns/latest/api/API_CreateTopic.html */
export const requireValidName = (name: string | undefined, fifo: boolean): string => {
  if (name === undefined) throw validationError("name");
  if (fifo) {
    if (/^[\w-]{1,251}\.fifo$/.test(name)) return name;
    throw invalidParameter(
      "Fifo Topic names must end with .fifo and must be made up of only uppercase and lowercase ASCII letters, numbers, underscores, and hyphens, and must be between 1 and 256 characters long.",
    );
  }
  if (/^[\w-]{1,256}$/.test(name)) return name;
  throw invalidParameter("Topic Name");
};
