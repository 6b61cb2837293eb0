import { nameIn, ssmAction } from "../action.ts";
import { wireHistory } from "../parameter.ts";

/** All versions at once. https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_GetParameterHistory.html */
export const getParameterHistory = ssmAction("GetParameterHistory", {
  parameters: (read) => [nameIn(read)],
  handle: (read, { store }) => ({
    Parameters: wireHistory(
      store.read(nameIn(read)).parameter,
      read.optionalBoolean("WithDecryption") ?? false,
    ),
  }),
});
