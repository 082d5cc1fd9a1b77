import { instanceFigures, knownInstanceTypes } from "../../provider/alibaba/instanceTable";
import { LoadBalancerKind } from "../../provider/loadBalancer/mqttLoadBalancerArgs";
import { MOST_ZONES, type ProposalRequest } from "../../provider/plan/proposal/request";
import type { Problems } from "../../provider/validation/problems";

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
    readonly loadBalancer: string;
    readonly shape: string;
    readonly format: "text" | "json";
}

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
    const zones = whole("--zones", options.zones, 2, MOST_ZONES);
    return {
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
                      65_535,
                      true,
                      "seconds, e.g. 300 or 5m",
                  ),
        cpuFactor: checked(problems, "--cpu-factor", Number(options.cpuFactor), 0.01, 1000, false),
        zones,
        nodesLost: whole("--nodes-lost", options.nodesLost, 0, 20),
        loadBalancer: options.loadBalancer as LoadBalancerKind,
        licensedConnections:
            options.licensed === undefined ? undefined : whole("--licensed", options.licensed, 1, 1e9),
        instanceTypes: types,
    };
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
