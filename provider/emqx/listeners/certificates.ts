/** Where the pods have the certificates of their TLS listeners. */

/** Directory of a listener's Secret in the pods. Those of the five kinds are recorded in running objects: they stay. */
export function tlsDirectory(key: string): string {
    return `/mounted/tls/${key}`;
}

/**
 * Authorities of EMQX's image, which a listener that verifies nobody names and never uses: EMQX's own default, written so
 * that an earlier file of a Secret does not stay. Source: emqx_schema.erl, server_ssl_opts_schema, at v5.7.2 and e5.8.11.
 */
export const UNUSED_AUTHORITIES = `\${EMQX_ETC_DIR}/certs/cacert.pem`;
