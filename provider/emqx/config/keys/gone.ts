import { compareVersions } from "../../../naming/versionNumbers";

/**
 * Keys of EMQX 5 that a later one no longer has, and what takes their place. Source: the lists of 5.8.11 and 6.3 held against each
 * other; EMQX, Incompatible Changes in EMQX 6.0 and 6.3; emqx_limiter_schema.erl at release-63.
 */
const GONE: readonly (readonly [pattern: RegExp, since: string, instead: string])[] = [
    [
        /^limiter(\.|$)/,
        "6.3.0",
        "mqtt.limiter.messages_rate, bytes_rate and max_conn_rate, or those of a zone",
    ],
    [/^bridges(\.|$)/, "6.0.0", "connectors, with actions and sources for them"],
    [/^sysmon\.top(\.|$)/, "6.3.0", "nothing instead"],
    [/^durable_queues(\.|$)/, "6.3.0", "nothing instead: message queues are in mq"],
    [/^gateway\.exproto(\.|$)/, "6.3.0", "nothing instead: EMQX has no ExProto gateway any more"],
    [/^(actions|connectors)\.hstreamdb(\.|$)/, "6.3.0", "nothing instead: EMQX has no HStreamDB any more"],
    [
        /^actions\.[^.]+\.[^.]+(\.parameters)?\.local_topic$/,
        "6.3.0",
        "a rule that selects from the topic and has the action",
    ],
];

/** What takes the place of a key that a version no longer has; undefined for every other key. */
export function insteadOfGone(key: string, version: string): string | undefined {
    return GONE.find(([pattern, since]) => pattern.test(key) && compareVersions(version, since) >= 0)?.[2];
}
