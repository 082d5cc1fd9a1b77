import { RETURN_SECONDS } from "../../provider/capacity/brokerFigures";
import type { CapacityCeiling } from "../../provider/capacity/ceiling";
import { notesOf, warningsOf } from "../../provider/plan/proposal/notes";
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
        [
            `${style.bold(loadInWords(request))}`,
            ...wrapped(reserveInWords(request), width, "").map((line) => style.dim(line)),
            ...notesOf(request).flatMap((note) => wrapped(note, width, "")),
        ],
        ...plan.shapes.map((shape, at) => [
            style.accent(style.bold(`${at + 1} ${shape.title}: ${nodesInWords(shape)}`)) +
                style.dim(` (${shape.why})`),
            `  ${coresInWords(shape)}; in all ${figure(totalVcpus(shape))} vCPU for connections`,
            ...capacityTable(growing(shape), { style, width, most: BARS }),
            ...firstInWords(shape),
            ...upgradeInWords(shape),
            ...warningsOf(request, shape).flatMap((sentence) =>
                wrapped(sentence, width, "  ").map((line) => style.warning(line)),
            ),
        ]),
        [
            style.accent(style.bold(`configuration of ${configOf + 1} ${chosen.title}`)) +
                style.dim(" (Pulumi.<stack>.yaml of the root stack)"),
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
                instanceTypes: (shape.args.replicantPool ?? shape.args.corePool)?.instanceTypes,
                nodes: shape.nodes,
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
                warnings: warningsOf(request, shape),
                ceilings: shape.findings.map(({ ceiling }) => ceiling),
                config: stackConfig(shape.args),
            };
        }),
        notes: notesOf(request),
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

function reserveInWords({ nodesLost, zones, connectsPerSecond }: ProposalRequest): string {
    const lost =
        nodesLost === 0
            ? "with every node up"
            : `after losing ${nodesLost} node${nodesLost === 1 ? "" : "s"}`;
    const back =
        nodesLost > 0 && connectsPerSecond === undefined
            ? `, whose clients come back within ${RETURN_SECONDS} s`
            : "";
    return `bars: share of each ceiling ${lost}${back}; ${zones.length} zones; published figures, good to 25 %`;
}

/** In lines as wide as the page. */
function wrapped(sentence: string, width: number, margin: string): string[] {
    const lines: string[] = [];
    for (const word of sentence.split(" ")) {
        const last = lines.at(-1);
        if (last !== undefined && last.length + word.length < width)
            lines[lines.length - 1] = `${last} ${word}`;
        else lines.push(`${margin}${lines.length === 0 ? "" : "  "}${word}`);
    }
    return lines;
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

function coresInWords({ args, replicants }: ProposedStack): string {
    return replicants === 0
        ? "one of them with the only core, which takes the clients"
        : `and ${args.corePool?.nodes} cores on ${args.corePool?.instanceTypes?.[0]}`;
}

function totalVcpus({ type, nodes, replicants }: ProposedStack): number {
    return type.vcpus * (replicants === 0 ? 1 : nodes);
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
    const drain = duration(upgrade.drain.seconds);
    // Where each node leaves the load balancer at its turn, the drain is the node's and not the upgrade's.
    const within =
        upgrade.leaves === "together"
            ? `of the ${drain} that the drain lasts`
            : `with a drain of ${drain} for each node`;
    const moves = `moves ${thousands(perSecond)} clients a second, up to ${duration(secondsWithSessions)} ${within}`;
    if (upgrade.cutAtOnce === 0) return [`  an upgrade ${moves}: nobody is cut`];
    return [
        `  an upgrade ${moves}:`,
        `  up to ${thousands(upgrade.cutAtOnce)} are cut and reconnect at once; spread them over several clusters`,
    ];
}
