import { zoneId } from "../../provider/ack/zoneId";
import { ZONES_IN_CLUSTER } from "../../provider/alibaba/clusterLimits";
import { instanceFigures, knownInstanceTypes } from "../../provider/alibaba/instanceTable";
import { zoneParts } from "../../provider/alibaba/regions";
import { LoadBalancerKind } from "../../provider/loadBalancer/mqttLoadBalancerArgs";
import { idleSecondsOf, longestKeepAlive } from "../../provider/loadBalancer/rules";
import { type ProposalRequest, zonesByNumber } from "../../provider/plan/proposal/request";
import type { Problems } from "../../provider/validation/problems";
import { checkEmqx, editionFrom, licenseFrom } from "./planEmqx";

/** The command's options as they were typed. */
export interface PlanOptions {
    readonly connections: string;
    readonly publish?: string;
    readonly deliver?: string;
    readonly fanOut?: string;
    readonly payload: string;
    readonly qos: string;
    readonly tls?: boolean;
    readonly keepalive?: string;
    readonly ramp?: string;
    readonly zones: string;
    readonly nodesLost: string;
    readonly cpuFactor: string;
    readonly instanceTypes?: string;
    readonly licensed?: string;
    readonly edition?: string;
    readonly emqxVersion?: string;
    readonly operatorVersion?: string;
    readonly license?: string;
    readonly loadBalancer: string;
    readonly shape: string;
    readonly format: "text" | "json";
}

const LONGEST_KEEP_ALIVE = longestKeepAlive(idleSecondsOf({}));

/** What the options ask for. What is wrong with any of them is added to `problems` by its name. */
export function planRequest(options: PlanOptions, problems: Problems): ProposalRequest {
    const whole = (name: string, text: string, min: number, max: number) =>
        checked(problems, name, amount(text), min, max, true);
    const rate = (name: string, text: string) =>
        checked(
            problems,
            name,
            amount(text.replace(/\/s(ec)?$/, "")),
            0,
            1e9,
            false,
            "a second, e.g. 500k/s",
        );
    const published = options.publish === undefined ? 0 : rate("--publish", options.publish);
    const types = options.instanceTypes?.split(",").map((type) => type.trim());
    for (const type of types ?? [])
        if (!instanceFigures(type)) problems.add("--instance-types", unknownType(type));
    if (!Object.values<string>(LoadBalancerKind).includes(options.loadBalancer))
        problems.add("--load-balancer", `${options.loadBalancer} is none: write Nlb or Clb`);
    if (options.deliver !== undefined && options.fanOut !== undefined)
        problems.add("--fan-out", "says the same as --deliver: leave out one of the two");
    const edition = editionFrom(options.edition, problems);
    const license = licenseFrom(options.license, problems);
    const request: ProposalRequest = {
        connections: whole("--connections", options.connections, 1, 1e8),
        messages: {
            publishedPerSecond: Math.round(published),
            deliveredPerSecond: Math.round(delivered(options, published, rate, problems)),
            payloadBytes: checked(
                problems,
                "--payload",
                bytes(options.payload),
                0,
                268_435_455,
                true,
                "bytes, e.g. 1KB",
            ),
            qos: whole("--qos", options.qos, 0, 2),
        },
        connectsPerSecond: options.ramp === undefined ? undefined : rate("--ramp", options.ramp),
        tls: options.tls ?? false,
        keepAliveSeconds:
            options.keepalive === undefined
                ? undefined
                : checked(
                      problems,
                      "--keepalive",
                      seconds(options.keepalive),
                      1,
                      LONGEST_KEEP_ALIVE,
                      true,
                      "seconds, e.g. 300 or 5m: the load balancer cuts what is idle for longer",
                  ),
        cpuFactor: checked(problems, "--cpu-factor", Number(options.cpuFactor), 0.01, 1000, false),
        zones: zonesFrom(options.zones, problems),
        ...(edition === undefined ? {} : { edition }),
        ...(options.emqxVersion === undefined ? {} : { emqxVersion: options.emqxVersion }),
        ...(options.operatorVersion === undefined ? {} : { operatorVersion: options.operatorVersion }),
        ...(license === undefined ? {} : { license }),
        nodesLost: whole("--nodes-lost", options.nodesLost, 0, 20),
        loadBalancer: options.loadBalancer as LoadBalancerKind,
        licensedConnections:
            options.licensed === undefined ? undefined : whole("--licensed", options.licensed, 1, 1e9),
        instanceTypes: types,
    };
    checkEmqx(request, problems);
    return request;
}

/** A number of zones, of cn-hangzhou, or the zones themselves. */
function zonesFrom(text: string, problems: Problems): string[] {
    if (/^\d+$/.test(text.trim())) {
        return zonesByNumber(checked(problems, "--zones", Number(text), 2, ZONES_IN_CLUSTER, true));
    }
    const zones = text.split(",").map((zone) => zone.trim());
    const regions = new Set(zones.map((zone) => zoneParts(zone)?.region));
    const example = "e.g. cn-shanghai-b,cn-shanghai-g";
    const wrong = zones.flatMap((zone) => {
        const reason = zoneId(zone);
        return reason === undefined ? [] : [`${zone}: ${reason}`];
    });
    if (wrong.length > 0) problems.add("--zones", `${wrong.join("; ")}, or write a number of zones`);
    else if (regions.size > 1) problems.add("--zones", "are of several regions; write zones of one");
    else if (new Set(zones).size < Math.max(2, zones.length))
        problems.add("--zones", `write two or more different zones, ${example}`);
    else if (zones.length > ZONES_IN_CLUSTER)
        problems.add("--zones", `are ${zones.length}; ACK takes ${ZONES_IN_CLUSTER} at the most`);
    return zones;
}

function delivered(
    options: PlanOptions,
    published: number,
    rate: (name: string, text: string) => number,
    problems: Problems,
): number {
    if (options.deliver !== undefined) return rate("--deliver", options.deliver);
    if (options.fanOut === undefined) return published;
    return published * checked(problems, "--fan-out", amount(options.fanOut), 0, 1e8, false);
}

const FACTORS: Readonly<Record<string, number>> = { "": 1, k: 1e3, m: 1e6 };

/** `1000000`, `1,000,000`, `1_000_000`, `1M`, `500k`; NaN for anything else. */
function amount(text: string): number {
    const [, digits, unit = ""] = /^(\d[\d_,]*(?:\.\d+)?)([kKmM]?)$/.exec(text.trim()) ?? [];
    return digits === undefined
        ? Number.NaN
        : Number(digits.replaceAll(/[_,]/g, "")) * (FACTORS[unit.toLowerCase()] ?? 1);
}

const BYTES: Readonly<Record<string, number>> = {
    "": 1,
    b: 1,
    k: 1024,
    kb: 1024,
    kib: 1024,
    m: 2 ** 20,
    mb: 2 ** 20,
    mib: 2 ** 20,
};

/** `1024`, `1KB`, `1KiB` (the same: as MQTT's tools count). */
function bytes(text: string): number {
    const [, digits, unit = ""] = /^(\d+(?:\.\d+)?)\s*([a-z]*)$/i.exec(text.trim()) ?? [];
    return digits === undefined
        ? Number.NaN
        : Math.round(Number(digits) * (BYTES[unit.toLowerCase()] ?? Number.NaN));
}

const SECONDS: Readonly<Record<string, number>> = { "": 1, s: 1, m: 60, h: 3600 };

function seconds(text: string): number {
    const [, digits, unit = ""] = /^(\d+)\s*([smh]?)$/.exec(text.trim()) ?? [];
    return digits === undefined ? Number.NaN : Number(digits) * (SECONDS[unit] ?? Number.NaN);
}

/** The value, or the least there can be, so that further checks go on. */
function checked(
    problems: Problems,
    name: string,
    value: number,
    min: number,
    max: number,
    isWhole: boolean,
    unit = "",
): number {
    if (value >= min && value <= max && (!isWhole || Number.isInteger(value))) return value;
    const range = `a ${isWhole ? "whole " : ""}number from ${min.toLocaleString("en-US")} to ${max.toLocaleString("en-US")}`;
    problems.add(name, `write ${range}${unit ? ` (${unit})` : ""}`);
    return min;
}

function unknownType(type: string): string {
    const families = [...new Set(knownInstanceTypes().map((known) => known.type.split(".")[1]))].sort();
    return `${type} has no figures here: write types of ${families.join(", ")}, e.g. ecs.c7.8xlarge; for others give capacity.node in the stack itself`;
}
