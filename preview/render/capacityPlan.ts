import type { CapacityCeiling } from "../../provider/capacity/ceiling";
import {
    breaksFirst,
    nodesInWords,
    type Proposal,
    type ProposedStack,
} from "../../provider/plan/proposal/propose";
import type { ProposalRequest } from "../../provider/plan/proposal/request";
import { duration, figure, percent, thousands } from "../../provider/wording/figures";
import { stackConfig } from "./capacityConfig";
import { capacityTable } from "./capacityTable";
import type { Style } from "./style";

interface PageOptions {
    readonly style: Style;
    readonly width: number;
    /** Index of the shape whose configuration is printed. */
    readonly configOf: number;
}

/** Ceilings of a shape that get a bar. */
const BARS = 6;

/** The shapes of a plan as a page for people. */
export function planText(
    request: ProposalRequest,
    plan: Proposal,
    { style, width, configOf }: PageOptions,
): string {
    const chosen = plan.shapes[configOf] as ProposedStack;
    const sections = [
        [`${style.bold(loadInWords(request))}`, style.dim(reserveInWords(request))],
        ...plan.shapes.map((shape, at) => [
            style.accent(style.bold(`${at + 1} ${shape.title}: ${nodesInWords(shape)}`)) +
                style.dim(` (${shape.why})`),
            `  and ${coresInWords(shape)}; in all ${figure(totalVcpus(shape))} vCPU for connections`,
            ...capacityTable(growing(shape), { style, width, most: BARS }),
            ...firstInWords(shape),
            ...upgradeInWords(shape),
        ]),
        [
            style.accent(style.bold(`configuration of ${configOf + 1} ${chosen.title}`)) +
                style.dim(" (Pulumi.<stack>.yaml of the root stack; zones of your own region)"),
            stackConfig(chosen.args).trimEnd(),
        ],
    ];
    return `${sections.map((lines) => lines.join("\n")).join("\n\n")}\n`;
}

/** The plan as a plain object; documented in docs/capacity.md. */
export function planJson(request: ProposalRequest, plan: Proposal): object {
    return {
        formatVersion: 1,
        request,
        shapes: plan.shapes.map((shape) => {
            const first = breaksFirst(shape.findings);
            return {
                title: shape.title,
                why: shape.why,
                instanceTypes: shape.args.replicantPool?.instanceTypes,
                replicants: shape.replicants,
                cores: shape.args.corePool?.nodes,
                coreInstanceTypes: shape.args.corePool?.instanceTypes,
                vcpus: totalVcpus(shape),
                breaksFirst: first && {
                    name: first.ceiling.name,
                    where: first.ceiling.where,
                    factor: first.factor,
                },
                ...(shape.upgrade === undefined ? {} : { upgrade: shape.upgrade }),
                ceilings: shape.findings.map(({ ceiling }) => ceiling),
                config: stackConfig(shape.args),
            };
        }),
        obstacles: plan.obstacles,
    };
}

function loadInWords({ connections, messages, tls }: ProposalRequest): string {
    const { publishedPerSecond, deliveredPerSecond, qos, payloadBytes } = messages;
    const idle = publishedPerSecond + deliveredPerSecond === 0;
    const traffic = idle
        ? "no messages (give --publish)"
        : `${figure(publishedPerSecond)} messages a second in and ${figure(deliveredPerSecond)} out, QoS ${qos}, ${figure(payloadBytes)} B`;
    return `${figure(connections)} ${tls ? "TLS " : ""}connections, ${traffic}`;
}

function reserveInWords({ nodesLost, zones, tls, cpuFactor }: ProposalRequest): string {
    const lost =
        nodesLost === 0
            ? "with every node up"
            : `after losing ${nodesLost} node${nodesLost === 1 ? "" : "s"}`;
    const cpu = tls && cpuFactor === 1 ? "; CPU of TLS is not in it: measure, and give --cpu-factor" : "";
    return `bars: share of each ceiling ${lost}; ${zones} zones; EMQX's own measurements, good to 25 %${cpu}`;
}

/** What the load fills: quotas and addresses stay as they are. */
function growing({ findings }: ProposedStack): CapacityCeiling[] {
    return findings
        .filter(
            ({ ceiling, growsWithLoad, silent }) =>
                growsWithLoad && !silent && ceiling.utilisation !== undefined,
        )
        .map(({ ceiling }) => ceiling);
}

function coresInWords({ args }: ProposedStack): string {
    return `${args.corePool?.nodes} cores on ${args.corePool?.instanceTypes?.[0]}`;
}

function totalVcpus({ type, replicants }: ProposedStack): number {
    return type.vcpus * replicants;
}

function firstInWords(shape: ProposedStack): string[] {
    const first = breaksFirst(shape.findings);
    if (first === undefined) return [];
    const { where, name, utilisation = 0 } = first.ceiling;
    return [
        `  breaks first: ${name} of the ${where}, at ${figure(first.factor)} x this load (${percent(utilisation)} now)`,
    ];
}

/** How long an upgrade has clients move, against the load balancer's drain. */
function upgradeInWords({ upgrade }: ProposedStack): string[] {
    if (upgrade?.moving === undefined || upgrade.drain === undefined) return [];
    const { perSecond, secondsWithSessions } = upgrade.moving;
    const moves = `moves ${thousands(perSecond)} clients a second, up to ${duration(secondsWithSessions)} of the ${duration(upgrade.drain.seconds)} that the drain lasts`;
    if (upgrade.cutAtOnce === 0) return [`  an upgrade ${moves}: nobody is cut`];
    return [
        `  an upgrade ${moves}:`,
        `  up to ${thousands(upgrade.cutAtOnce)} are cut and reconnect at once; spread them over several clusters`,
    ];
}
