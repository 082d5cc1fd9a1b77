import { isIPv4, isIPv6 } from "node:net";
import { compareVersions } from "../../../naming/versionNumbers";
import { readHocon } from "../hocon/evaluate";
import { isBlock, type Reading, UNKNOWN } from "./leaves/reading";
import { percent } from "./leaves/sizes";
import type { KeyList } from "./lists";
import { keysAt } from "./table";

/** What EMQX says of several keys together, of what a text or a variable sets and of defaults. */
export interface Conflict {
    readonly key: string;
    readonly remedy: string;
    /** EMQX takes it: the name of the kind in stricter.ts. */
    readonly stricter?: string;
}

/** Source: `validations` of emqx_schema.erl, emqx_conf_schema.erl and emqx_license_schema.erl. */
export function conflicts(list: KeyList, roots: Reading): Conflict[] {
    const at: Lookup = (path) => given(roots, path.split(".")) ?? byDefault(list, path);
    const set = (path: string) => given(roots, path.split(".")) !== undefined;
    return [
        ...watermarks(at, set, "sysmon.vm.process_low_watermark", "sysmon.vm.process_high_watermark"),
        ...watermarks(at, set, "sysmon.os.cpu_low_watermark", "sysmon.os.cpu_high_watermark"),
        ...watermarks(at, set, "license.connection_low_watermark", "license.connection_high_watermark"),
        ...durableSessions(at, set, list),
        ...nodeName(at, set),
    ];
}

type Lookup = (path: string) => Reading | undefined;
type IsSet = (path: string) => boolean;

function watermarks(at: Lookup, set: IsSet, low: string, high: string): Conflict[] {
    const [key] = [low, high].filter(set);
    const [lower, upper] = [at(low), at(high)];
    if (key === undefined || typeof lower !== "number" || typeof upper !== "number") return [];
    const above = [low, high].find((one) => !((at(one) as number) <= 1) || (at(one) as number) < 0);
    if (above !== undefined) return [{ key: above, remedy: 'write a percentage of "100%" at the most' }];
    if (upper > lower) return [];
    return [
        {
            key,
            remedy: `write a ${last(high)} above the ${last(low)} (by default "${inPercent(at, set, low, high)}")`,
        },
    ];
}

function inPercent(at: Lookup, set: IsSet, low: string, high: string): string {
    return `${Math.round((at(set(low) ? high : low) as number) * 10_000) / 100}%`;
}

function durableSessions(at: Lookup, set: IsSet, { version }: KeyList): Conflict[] {
    if (compareVersions(version, "5.8.0") < 0 || at("durable_sessions.enable") !== true) return [];
    const [key] = [
        "durable_sessions.enable",
        "durable_storage.messages",
        "cluster.discovery_strategy",
    ].filter(set);
    const backend = at("durable_storage.messages.backend") ?? at("durable_storage.messages");
    if (
        backendOf(backend) !== "builtin_local" ||
        at("cluster.discovery_strategy") === "singleton" ||
        key === undefined
    )
        return [];
    return [
        {
            key,
            remedy: "leave it out: durable sessions on builtin_local are for one node with discovery_strategy = singleton",
        },
    ];
}

function backendOf(reading: Reading | undefined): Reading | undefined {
    return isBlock(reading) ? reading.backend : reading;
}

/** `name@host`; a cluster that is found by addresses in the DNS needs one as host. */
function nodeName(at: Lookup, set: IsSet): Conflict[] {
    const name = at("node.name");
    const [key] = ["node.name", "cluster.discovery_strategy", "cluster.dns.record_type"].filter(set);
    if (key === undefined || typeof name !== "string") return [];
    const [, host = "", ...more] = name.split("@");
    if (host === "" || more.length > 0) {
        const stricter = "node name without a host";
        return set("node.name") ? [{ key: "node.name", remedy: 'write "name@host"', stricter }] : [];
    }
    const record = at("cluster.dns.record_type");
    const fits = record === "aaaa" ? isIPv6(host) : isIPv4(host);
    if (at("cluster.discovery_strategy") !== "dns" || record === "srv" || fits) return [];
    return [{ key, remedy: "write a node.name with an address as host, or record_type = srv" }];
}

function given(reading: Reading | undefined, [name, ...rest]: readonly string[]): Reading | undefined {
    if (name === undefined || reading === UNKNOWN) return reading;
    return isBlock(reading) ? given(reading[name], rest) : undefined;
}

function byDefault(list: KeyList, path: string): Reading | undefined {
    const [key] = keysAt(list.roots, path.split("."));
    if (key?.default === undefined) return undefined;
    const [field] = readHocon(`value = ${key.default}`).fields;
    if (field === undefined) return undefined;
    if (key.type.kind === "leaf" && key.type.name === "percent") return percent.reads(field.value) as Reading;
    return field.value.kind === "flag"
        ? field.value.text === "true"
        : "text" in field.value
          ? field.value.text
          : undefined;
}

function last(path: string): string {
    return path.split(".").at(-1) as string;
}
