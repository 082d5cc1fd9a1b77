import { keysOf } from "../line/ownedKeys";

/**
 * Durable sessions and storage are allowed in the text, and only there: the operator looks for them in it, and waits for
 * storage to be moved before it removes a core only where it finds them (internal/controller/config/emqx.go, IsDSEnabled, and
 * sync_pods.go of 2.3). A change of them rolls the cluster: see durable.ts.
 */
export const keys = keysOf({
    roots: {},
    variables: [
        [
            /^EMQX_DURABLE_(SESSIONS|STORAGE)(__|$)/,
            "is not looked for by operator 2.3, which moves durable storage off a core only where config says that there is some; write durable_sessions and durable_storage in config",
        ],
    ],
});
