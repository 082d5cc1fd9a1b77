/** A license key that says so much, with a signature that nobody gave. Format: emqx_license_parser_v20220101.erl, release-63. */
export function keyFor(sessions: number, messagesPerSecond?: number): string {
    const official = ["220111", "1", "0", "Tests", "tests@example.com", "tests", "20260101", "36500"];
    const limits = [sessions, ...(messagesPerSecond === undefined ? [] : [messagesPerSecond])];
    const lines = [...official, ...limits].join("\n");
    return `${Buffer.from(lines).toString("base64")}.c2lnbmF0dXJl`;
}
