/** What is in a file of a node; undefined where there is none. */
export type Files = (path: string) => string | undefined;

const ETC = "/opt/emqx/etc";
/** Of EMQX's image: demonstration certificates. */
const OF_THE_IMAGE = ["cert.pem", "key.pem", "cacert.pem"].map((name) => `${ETC}/certs/${name}`);
export const PEM = "-----BEGIN CERTIFICATE-----\nMA==\n-----END CERTIFICATE-----\n";

/** A node's files: those that its image brings, and those that are given. */
export function filesOf(mounted: ReadonlyMap<string, string>): Files {
    return (path) => mounted.get(path) ?? (OF_THE_IMAGE.includes(path) ? PEM : undefined);
}

/** `${EMQX_ETC_DIR}` at the beginning of a path; another name is not set. Source: emqx_schema.erl, naive_env_interpolation. */
export function resolvedPath(path: string): string {
    return path.replace(/^\$\{?EMQX_ETC_DIR\}?/, ETC);
}

export function isPem(text: string): boolean {
    return /-----BEGIN [^-]+-----[\s\S]*-----END /.test(text);
}
