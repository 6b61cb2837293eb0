import { nameIn, ssmAction } from "../action.ts";
import { wireParameter } from "../parameter.ts";

/** https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_GetParameter.html */
export const getParameter = ssmAction("GetParameter", {
  parameters: (read) => [nameIn(read)],
  handle: (read, { store }) => {
    const { parameter, version, selector } = store.read(nameIn(read));
    return {
      Parameter: wireParameter(parameter, version, read.optionalBoolean("WithDecryption") ?? false, selector),
    };
  },
});
