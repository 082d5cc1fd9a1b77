/** Type tokens that more than one place asks for. */
export const SECRET = "kubernetes:core/v1:Secret";
export const SERVICE = "kubernetes:core/v1:Service";
export const PASSWORD = "random:index/randomPassword:RandomPassword";
export const RELEASE = "kubernetes:helm.sh/v3:Release";
