/** The URL of an object. */
export const locationOf = (endpoint: string, bucket: string, key: string): string =>
  `${endpoint}/${bucket}/${key.split("/").map(encodeURIComponent).join("/")}`;
