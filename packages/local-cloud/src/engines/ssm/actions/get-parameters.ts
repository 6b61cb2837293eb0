import { namesIn, ssmAction } from "../action.ts";
import { wireParameter } from "../parameter.ts";

/** https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_GetParameters.html */
export const getParameters = ssmAction("GetParameters", {
  parameters: namesIn,
  handle: (read, { store }) => {
    const decrypt = read.optionalBoolean("WithDecryption") ?? false;
    const results = namesIn(read).map((name) => ({ name, found: store.find(name) }));
    return {
      Parameters: results.flatMap(({ found }) =>
        found ? [wireParameter(found.parameter, found.version, decrypt, found.selector)] : [],
      ),
      InvalidParameters: results.filter(({ found }) => !found).map(({ name }) => name),
    };
  },
});
