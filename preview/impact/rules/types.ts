/** Type tokens that more than one place asks for. */
export const SECRET = "kubernetes:core/v1:Secret";
export const SERVICE = "kubernetes:core/v1:Service";
export const PASSWORD = "random:index/randomPassword:RandomPassword";
/** Empties the nodes of pools that go. */
export const NODE_DRAIN = "emqx-ack:index:NodeDrain";
export const RELEASE = "kubernetes:helm.sh/v3:Release";
