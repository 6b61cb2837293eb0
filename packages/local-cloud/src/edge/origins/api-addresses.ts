/** Where the REST APIs of this cloud are served: on AWS `https://<id>.execute-api.<region>.amazonaws.com/<stage>`. */
export interface ApiAddresses {
  /** @param url `http://127.0.0.1:4130`, which stands for the API and its stage */
  set(apiId: string, url: string): void;
  find(apiId: string): string | undefined;
}

export const createApiAddresses = (): ApiAddresses => {
  const urls = new Map<string, string>();
  return {
    set: (apiId, url) => void urls.set(apiId, url.replace(/\/$/, "")),
    find: (apiId) => urls.get(apiId),
  };
};

const apiDomain = /^(?<id>[a-z0-9]+)\.execute-api\.[a-z0-9-]+\.amazonaws\.com$/;

/** The id of the API that the domain name of an origin stands for. */
export const apiIdOf = (domainName: string): string | undefined =>
  apiDomain.exec(domainName.toLowerCase())?.groups?.id;
