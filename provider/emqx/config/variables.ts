/** Names of EMQX's environment variables that have a meaning of their own, and that is read back from an object. */

export const LICENSE_VARIABLE = "EMQX_LICENSE__KEY";
export const NODE_COOKIE_VARIABLE = "EMQX_NODE__COOKIE";
export const API_KEY_VARIABLES = "EMQX_API_KEY__";
export const LICENSE_VARIABLES = "EMQX_LICENSE__";
