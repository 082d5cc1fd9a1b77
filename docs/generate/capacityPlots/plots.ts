import type { EmqxOnAckArgs } from "../../../provider";
import { brokerVcpus } from "../../../provider/capacity/cpu";
import type { Messages } from "../../../provider/capacity/load";
import { ceilingsNow } from "../../../provider/plan/capacityCheck";
import { resolveStack } from "../../../provider/plan/stackPlan";
import { Problems } from "../../../provider/validation/problems";
import { SOURCE } from "./article";
import { type Chart, chartSvg, type Series } from "./chart";

/** Vcpus of EMQX's reference node. */
const VCPUS = 4;
const idle = { connections: 2_000, tls: false, cpuFactor: 1 };

function share(messages: number, qos: number, payloadBytes = 128, fanOut = 1): number {
    const publishedPerSecond = messages / (1 + fanOut);
    const load: Messages = {
        publishedPerSecond,
        deliveredPerSecond: publishedPerSecond * fanOut,
        payloadBytes,
        qos,
    };
    return brokerVcpus(idle, load) / VCPUS;
}

/** What EMQX measured. Source: emqx-docs, en_US/performance/performance-reference.md, 2024-10-19. */
const LINES: readonly [
    name: string,
    colour: Series["colour"],
    of: (messages: number) => number,
    measured: readonly (readonly [messages: number, share: number])[],
][] = [
    [
        "QoS 0",
        "c",
        (n) => share(n, 0),
        [
            [57_000, 0.75],
            [60_000, 0.7813],
        ],
    ],
    ["QoS 1", "a", (n) => share(n, 1), [[40_000, 0.7556]]],
    ["8 KB", "d", (n) => share(n, 1, 8192), [[40_000, 0.9082]]],
    ["1 to 200", "e", (n) => share(n, 1, 128, 200), [[50_000, 0.7125]]],
    [
        "QoS 2",
        "b",
        (n) => share(n, 2),
        [
            [24_000, 0.75],
            [20_000, 0.6906],
        ],
    ],
];

function referenceChart(): Chart {
    return {
        title: "CPU of EMQX's reference node: the model (lines) and what EMQX measured (points)",
        description:
            "Share of four vCPUs against messages a second in and out, for QoS 0, 1 and 2, for 8 KB and for a fan-out of 200.",
        x: {
            label: "messages a second, in and out together; QoS 1 of 128 B from one to one unless said otherwise",
            most: 70_000,
            step: 10_000,
            tick: thousands,
        },
        y: { label: "CPU", most: 1, step: 0.25, tick: percent },
        marks: [],
        series: LINES.map(([name, colour, of, measured]) => ({
            name,
            colour,
            line: upTo(of, 70_000, 1),
            points: measured.map(([n, part]) => [n, part, `${name}: ${n} at ${percent(part)}`] as const),
        })),
    };
}

/** A straight line from nothing to the edge of the chart. */
function upTo(of: (x: number) => number, mostX: number, mostY: number): (readonly [number, number])[] {
    const start = of(0);
    const slope = (of(mostX) - start) / mostX;
    const end = Math.min(mostX, (mostY - start) / slope);
    return [
        [0, start],
        [end, start + slope * end],
    ];
}

/** The source's stack with another number of clients, each as busy as there. */
function grown(connections: number): EmqxOnAckArgs {
    const rate = connections / 2;
    return {
        ...SOURCE,
        connections,
        traffic: { ...SOURCE.traffic, publishedPerSecond: rate, deliveredPerSecond: rate },
    };
}

/** How full one part of a stack is; the arguments are taken for right. */
function utilisation(args: EmqxOnAckArgs, where: string, name: string): number {
    const all = ceilingsNow(resolveStack(args, new Problems())).map(({ ceiling }) => ceiling);
    const found = all.find((ceiling) => ceiling.where === where && ceiling.name === name);
    if (found?.utilisation === undefined) throw new Error(`${where} has no utilisation of ${name}`);
    return found.utilisation;
}

const CEILINGS: readonly [where: string, name: string, label: string, colour: Series["colour"]][] = [
    ["load balancer", "connections", "slb.s3.large", "b"],
    ["replicant pod", "CPU limit", "CPU limit of the pods", "a"],
    ["replicant node", "vCPU", "vCPU of the nodes", "c"],
    ["replicant node", "ECS connections", "ECS connections", "d"],
    ["replicant node", "memory", "memory of the nodes", "e"],
];

function utilisationChart(): Chart {
    const most = 1_200_000;
    return {
        title: "The source article's test: how full its parts are, one of five nodes lost",
        description:
            "Utilisation of load balancer, pods and nodes against connections, half of which publish and half receive one message of 1 KB a second. At a million the load balancer is full and the nodes are a third used.",
        x: { label: "connections, each as busy as in the test", most, step: 200_000, tick: thousands },
        y: { label: "utilisation", most: 1.25, step: 0.25, tick: percent },
        marks: [
            [1, "refused above"],
            [0.7, "warned above"],
        ],
        series: CEILINGS.map(([where, name, label, colour]) => ({
            name: label,
            colour,
            line: [200_000, 600_000, most].map((n) => [n, utilisation(grown(n), where, name)] as const),
            points: [[1_000_000, utilisation(SOURCE, where, name), `${label}: the source's test`]],
        })),
    };
}

function thousands(value: number): string {
    return value.toLocaleString("en-US");
}

function percent(value: number): string {
    return `${Math.round(value * 100)} %`;
}

/** The pictures of docs/capacity.md, by file name. */
export function capacityPlots(): Record<string, string> {
    return {
        "capacity-reference.svg": chartSvg(referenceChart()),
        "capacity-source.svg": chartSvg(utilisationChart()),
    };
}
