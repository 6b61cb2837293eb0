/** https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_ListConfigurationSets.html */
import { sesAction } from "../action.ts";
import { pageOf } from "../page.ts";

export const listConfigurationSets = sesAction("ListConfigurationSets", {
  handle: (read, { configurationSets }) => {
    const { page, NextToken } = pageOf(read, configurationSets.list(), ({ name }) => name);
    return { ConfigurationSets: page.map(({ name }) => name), NextToken };
  },
});
