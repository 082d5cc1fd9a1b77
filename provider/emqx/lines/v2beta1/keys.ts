import { BOOT, keysOf } from "../line/ownedKeys";

/** Source: EMQX, Session Durability; emqx-operator 2.3 release notes. */
export const keys = keysOf({
    roots: {
        durable_storage: `${BOOT} durable storage does not survive operator 2.2's blue-green update`,
        durable_sessions: `${BOOT} durable sessions do not survive operator 2.2's blue-green update`,
    },
    variables: [
        [
            /^EMQX_DURABLE_(SESSIONS|STORAGE)(__|$)/,
            "durable storage does not survive operator 2.2's blue-green update; leave it out",
        ],
    ],
});
