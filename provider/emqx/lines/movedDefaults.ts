import { compareVersions } from "../../naming/versionNumbers";

/** What EMQX does otherwise from a release on where nothing is written. Data; what this package writes itself is not here. */
export interface MovedDefault {
    readonly from: string;
    /** Who writes it keeps what was. */
    readonly key: string;
    readonly was: string;
    readonly is: string;
    /** What clients or people notice, as a sentence's end. */
    readonly means: string;
    readonly source: string;
    /** ISO date when the source was read. */
    readonly read: string;
}

const SCHEMA = "emqx_schema.erl at e5.10.4, 6.0.0, release-62 and release-63";

export const MOVED_DEFAULTS: readonly MovedDefault[] = [
    {
        from: "6.0.0",
        key: "authorization.no_match",
        was: "allow",
        is: "deny",
        means: "what no rule of authorization.sources speaks of is denied, where the text has sources of its own",
        source: SCHEMA,
        read: "2026-11-28",
    },
    {
        from: "6.3.0",
        key: "mqtt.strict_mode",
        was: "false",
        is: "true",
        means: "clients whose packets break MQTT's rules, such as text that is no UTF-8, are cut",
        source: `EMQX, Incompatible Changes in EMQX 6.3 (#17185); ${SCHEMA}`,
        read: "2026-11-28",
    },
    {
        from: "6.3.0",
        key: "prometheus.enable_basic_auth",
        was: "false",
        is: "true",
        means: "what scrapes /api/v5/prometheus needs an API key",
        source: "EMQX, Incompatible Changes in EMQX 6.3; emqx_prometheus_schema.erl at release-62 and release-63",
        read: "2026-11-28",
    },
];

/**
 * Sentences on what an upgrade changes without a word in the program; `says` tells which keys the text has. In WebSocket's proxy headers
 * (`x-forwarded-for`, empty from 6.3 on) nothing changes behind a load balancer of this package, which adds none.
 */
export function movedDefaults(from: string, to: string, says: (key: string) => boolean): string[] {
    return MOVED_DEFAULTS.filter(
        (one) => compareVersions(from, one.from) < 0 && compareVersions(to, one.from) >= 0 && !says(one.key),
    ).map(
        ({ from: since, key, was, is, means }) =>
            `EMQX ${since} and later has ${key} = ${is} where nothing is written, and ${was} before: ${means}. To keep what is, write ${key} = ${was} in config, in an update before this one.`,
    );
}
