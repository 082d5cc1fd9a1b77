/** Whether a node that reports a version runs a release: itself, or a build of it (`5.8.1-g1a2b3c4d`); `5.8.11` is no 5.8.1. */
export function isRelease(reported: string, release: string): boolean {
    const number = (version: string) => version.replace(/^[ev]/, "").replace(/[-+]g[0-9a-f]{7,}$/, "");
    return number(reported) === number(release);
}
