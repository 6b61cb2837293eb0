import { secretsAction } from "../action.ts";
import { randomPassword } from "../password.ts";

/** https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_GetRandomPassword.html */
export const getRandomPassword = secretsAction("GetRandomPassword", {
  handle: (read) => ({ RandomPassword: randomPassword(read) }),
});
