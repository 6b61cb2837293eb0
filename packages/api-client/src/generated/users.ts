// Generated from services/users/openapi.yml by `npm run contracts -- generate`; edit the contracts, not this file.
export interface paths {
    readonly "/me": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** My profile */
        readonly get: operations["getMe"];
        readonly put?: never;
        readonly post?: never;
        /**
         * Close my account
         * @description Removes the profile and the login. Every other service erases what it holds on the user.
         */
        readonly delete: operations["deleteMe"];
        readonly options?: never;
        readonly head?: never;
        /** Change my profile */
        readonly patch: operations["updateMe"];
        readonly trace?: never;
    };
    readonly "/users/{userId}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** A user, for other services */
        readonly get: operations["getUser"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        readonly Profile: {
            /** Format: uuid */
            readonly id: string;
            readonly email: string;
            readonly displayName: string;
            /** Format: date-time */
            readonly createdAt: string;
            /** Format: date-time */
            readonly updatedAt: string;
            readonly version: number;
        };
        readonly User: {
            /** Format: uuid */
            readonly id: string;
            readonly displayName: string;
            /** Format: date-time */
            readonly createdAt: string;
            /** Format: date-time */
            readonly updatedAt: string;
            readonly version: number;
        };
        readonly Problem: {
            readonly type: string;
            readonly title: string;
            readonly status: number;
            readonly detail?: string;
            readonly correlationId: string;
            readonly errors?: readonly {
                readonly path: string;
                readonly message: string;
            }[];
        };
    };
    responses: {
        /** @description The request is not valid (`validation-failed`), or: The body is not a JSON object (`malformed-body`) */
        readonly "validation-failed.malformed-body": {
            headers: {
                readonly "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The request is not valid (`validation-failed`) */
        readonly "validation-failed": {
            headers: {
                readonly "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description A valid access token is required (`unauthorized`) */
        readonly unauthorized: {
            headers: {
                readonly "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                readonly "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The caller is not allowed to do this (`forbidden`) */
        readonly forbidden: {
            headers: {
                readonly "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description There is no such resource (`not-found`) */
        readonly "not-found": {
            headers: {
                readonly "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The resource has changed since it was read (`version-conflict`) */
        readonly "version-conflict": {
            headers: {
                readonly "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The request is too large (`payload-too-large`) */
        readonly "payload-too-large": {
            headers: {
                readonly "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The body must be application/json (`unsupported-media-type`) */
        readonly "unsupported-media-type": {
            headers: {
                readonly "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description Too many requests (`too-many-requests`) */
        readonly "too-many-requests": {
            headers: {
                readonly "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                readonly "Retry-After": components["headers"]["Retry-After"];
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description Something went wrong on our side (`internal`) */
        readonly internal: {
            headers: {
                readonly "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The service is not able to answer now (`unavailable`) */
        readonly unavailable: {
            headers: {
                readonly "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                readonly "Retry-After": components["headers"]["Retry-After"];
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/problem+json": components["schemas"]["Problem"];
            };
        };
    };
    parameters: {
        /**
         * @description The ETag of the version that you read. When the resource has changed since, nothing is done (412). Without it, or with `*`, any version is changed.
         * @example "1"
         */
        readonly IfMatch: string;
        /**
         * @description The ETag of the version that you have; answers 304 when it is still good.
         * @example "1"
         */
        readonly IfNoneMatch: string;
    };
    requestBodies: never;
    headers: {
        /**
         * @description The version of the resource; send it in `If-Match` to change this version and no other.
         * @example "1"
         */
        readonly ETag: string;
        /** @description Finds this request in the logs. Yours when you sent one. */
        readonly "X-Correlation-Id": string;
        /** @description Says that an access token is needed. */
        readonly "WWW-Authenticate": string;
        /** @description Seconds to wait before trying again. */
        readonly "Retry-After": number;
    };
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    readonly getMe: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /**
                 * @description The ETag of the version that you have; answers 304 when it is still good.
                 * @example "1"
                 */
                readonly "If-None-Match"?: components["parameters"]["IfNoneMatch"];
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The caller's profile */
            readonly 200: {
                headers: {
                    readonly "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    readonly ETag: components["headers"]["ETag"];
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "f4c8b4a8-3071-70a5-8f5e-1c9d6a0f2b11",
                     *       "email": "ada@skein.example",
                     *       "displayName": "Ada",
                     *       "createdAt": "2026-11-22T10:43:00.000Z",
                     *       "updatedAt": "2026-11-22T10:43:00.000Z",
                     *       "version": 1
                     *     }
                     */
                    readonly "application/json": components["schemas"]["Profile"];
                };
            };
            /** @description Your version is still good */
            readonly 304: {
                headers: {
                    readonly ETag: components["headers"]["ETag"];
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            readonly 401: components["responses"]["unauthorized"];
            readonly 404: components["responses"]["not-found"];
            readonly 429: components["responses"]["too-many-requests"];
            readonly 500: components["responses"]["internal"];
            readonly 503: components["responses"]["unavailable"];
        };
    };
    readonly deleteMe: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /**
                 * @description The ETag of the version that you read. When the resource has changed since, nothing is done (412). Without it, or with `*`, any version is changed.
                 * @example "1"
                 */
                readonly "If-Match"?: components["parameters"]["IfMatch"];
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The account is closed */
            readonly 204: {
                headers: {
                    readonly "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            readonly 400: components["responses"]["validation-failed"];
            readonly 401: components["responses"]["unauthorized"];
            readonly 404: components["responses"]["not-found"];
            readonly 412: components["responses"]["version-conflict"];
            readonly 429: components["responses"]["too-many-requests"];
            readonly 500: components["responses"]["internal"];
            readonly 503: components["responses"]["unavailable"];
        };
    };
    readonly updateMe: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /**
                 * @description The ETag of the version that you read. When the resource has changed since, nothing is done (412). Without it, or with `*`, any version is changed.
                 * @example "1"
                 */
                readonly "If-Match"?: components["parameters"]["IfMatch"];
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                /**
                 * @example {
                 *       "displayName": "Ada L."
                 *     }
                 */
                readonly "application/json": {
                    readonly displayName: string;
                };
            };
        };
        readonly responses: {
            /** @description The profile after the change */
            readonly 200: {
                headers: {
                    readonly "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    readonly ETag: components["headers"]["ETag"];
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "f4c8b4a8-3071-70a5-8f5e-1c9d6a0f2b11",
                     *       "email": "ada@skein.example",
                     *       "displayName": "Ada L.",
                     *       "createdAt": "2026-11-22T10:43:00.000Z",
                     *       "updatedAt": "2026-11-22T11:05:30.120Z",
                     *       "version": 2
                     *     }
                     */
                    readonly "application/json": components["schemas"]["Profile"];
                };
            };
            readonly 400: components["responses"]["validation-failed.malformed-body"];
            readonly 401: components["responses"]["unauthorized"];
            readonly 404: components["responses"]["not-found"];
            readonly 412: components["responses"]["version-conflict"];
            readonly 413: components["responses"]["payload-too-large"];
            readonly 415: components["responses"]["unsupported-media-type"];
            readonly 429: components["responses"]["too-many-requests"];
            readonly 500: components["responses"]["internal"];
            readonly 503: components["responses"]["unavailable"];
        };
    };
    readonly getUser: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /**
                 * @description The ETag of the version that you have; answers 304 when it is still good.
                 * @example "1"
                 */
                readonly "If-None-Match"?: components["parameters"]["IfNoneMatch"];
            };
            readonly path: {
                /** @example f4c8b4a8-3071-70a5-8f5e-1c9d6a0f2b11 */
                readonly userId: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The user */
            readonly 200: {
                headers: {
                    readonly "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    readonly ETag: components["headers"]["ETag"];
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "f4c8b4a8-3071-70a5-8f5e-1c9d6a0f2b11",
                     *       "displayName": "Ada",
                     *       "createdAt": "2026-11-22T10:43:00.000Z",
                     *       "updatedAt": "2026-11-22T10:43:00.000Z",
                     *       "version": 1
                     *     }
                     */
                    readonly "application/json": components["schemas"]["User"];
                };
            };
            /** @description Your version is still good */
            readonly 304: {
                headers: {
                    readonly ETag: components["headers"]["ETag"];
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            readonly 403: components["responses"]["forbidden"];
            readonly 404: components["responses"]["not-found"];
            readonly 429: components["responses"]["too-many-requests"];
            readonly 500: components["responses"]["internal"];
            readonly 503: components["responses"]["unavailable"];
        };
    };
}
