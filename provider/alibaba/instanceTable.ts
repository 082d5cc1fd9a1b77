/**
 * What Alibaba Cloud publishes of ECS instance types. One line a size, for all families of a generation, which differ in memory
 * only. A type that is not here is not guessed: its figures are inputs (`capacity.node`).
 */

/**
 * Size, vCPUs, GiB of memory of the c family (g has twice, r four times that), Gbit/s of base bandwidth (burst is left out: it
 * lasts as long as credits do), packets a second, connections, network interfaces, private IPv4 addresses of each.
 */
type Row = readonly [
    size: string,
    vcpus: number,
    memoryGiB: number,
    gbps: number,
    packetsPerSecond: number,
    connections: number,
    interfaces: number,
    addresses: number,
];

interface Generation {
    /** First letters of the families that have these rows. */
    readonly letters: string;
    readonly rows: readonly Row[];
    readonly source: string;
}

/** "Up to 250,000" (small sizes) counts as 250,000. */
const ECS_2021 = 'Alibaba Cloud, ECS "Instance families", 2021-07-19';
const ECS_2024 =
    'Alibaba Cloud, ECS "Compute optimized" and "General-purpose instance families", copies of 2024, read 2026-11-22';

const MEMORY_OF_FAMILY: Readonly<Record<string, number>> = { c: 1, g: 2, r: 4 };

const GENERATIONS: Readonly<Record<string, Generation>> = {
    "7": {
        letters: "cgr",
        source: ECS_2021,
        rows: [
            ["large", 2, 4, 2, 900_000, 250_000, 3, 6],
            ["xlarge", 4, 8, 3, 1_000_000, 250_000, 4, 15],
            ["2xlarge", 8, 16, 5, 1_600_000, 250_000, 4, 15],
            ["3xlarge", 12, 24, 8, 2_400_000, 250_000, 8, 15],
            ["4xlarge", 16, 32, 10, 3_000_000, 300_000, 8, 30],
            ["6xlarge", 24, 48, 12, 4_500_000, 450_000, 8, 30],
            ["8xlarge", 32, 64, 16, 6_000_000, 600_000, 8, 30],
            ["16xlarge", 64, 128, 32, 12_000_000, 1_200_000, 8, 30],
            ["32xlarge", 128, 256, 64, 24_000_000, 2_400_000, 15, 30],
        ],
    },
    "8i": {
        letters: "cg",
        source: ECS_2024,
        rows: [
            ["large", 2, 4, 2.5, 1_000_000, 300_000, 3, 6],
            ["xlarge", 4, 8, 4, 1_200_000, 300_000, 4, 15],
            ["2xlarge", 8, 16, 6, 1_600_000, 300_000, 4, 15],
            ["3xlarge", 12, 24, 10, 2_400_000, 300_000, 8, 15],
            ["4xlarge", 16, 32, 12, 3_000_000, 350_000, 8, 30],
            ["6xlarge", 24, 48, 15, 4_500_000, 500_000, 8, 30],
            ["8xlarge", 32, 64, 20, 6_000_000, 800_000, 8, 30],
            ["12xlarge", 48, 96, 25, 9_000_000, 1_000_000, 8, 30],
            ["16xlarge", 64, 128, 32, 12_000_000, 1_600_000, 8, 30],
            ["24xlarge", 96, 192, 50, 18_000_000, 2_000_000, 15, 30],
            ["48xlarge", 192, 512, 100, 30_000_000, 4_000_000, 15, 50],
        ],
    },
    "6": {
        letters: "cgr",
        source: ECS_2021,
        rows: [
            ["large", 2, 4, 1, 300_000, 250_000, 2, 6],
            ["xlarge", 4, 8, 1.5, 500_000, 250_000, 3, 10],
            ["2xlarge", 8, 16, 2.5, 800_000, 250_000, 4, 10],
            ["3xlarge", 12, 24, 4, 900_000, 250_000, 6, 10],
            ["4xlarge", 16, 32, 5, 1_000_000, 300_000, 8, 20],
            ["6xlarge", 24, 48, 7.5, 1_500_000, 450_000, 8, 20],
            ["8xlarge", 32, 64, 10, 2_000_000, 600_000, 8, 20],
            ["13xlarge", 52, 96, 12.5, 3_000_000, 900_000, 7, 20],
            ["26xlarge", 104, 192, 25, 6_000_000, 1_800_000, 15, 20],
        ],
    },
    "6e": {
        letters: "cg",
        source: ECS_2021,
        rows: [
            ["large", 2, 4, 1.2, 900_000, 250_000, 3, 6],
            ["xlarge", 4, 8, 2, 1_000_000, 250_000, 4, 15],
            ["2xlarge", 8, 16, 3, 1_600_000, 250_000, 4, 15],
            ["4xlarge", 16, 32, 6, 3_000_000, 300_000, 8, 30],
            ["8xlarge", 32, 64, 10, 6_000_000, 600_000, 8, 30],
            ["13xlarge", 52, 96, 16, 9_000_000, 900_000, 7, 30],
            ["26xlarge", 104, 192, 32, 24_000_000, 1_800_000, 15, 30],
        ],
    },
    "7ne": {
        letters: "g",
        source: ECS_2021,
        rows: [
            ["large", 2, 4, 1.5, 900_000, 450_000, 3, 10],
            ["xlarge", 4, 8, 3, 1_000_000, 900_000, 4, 15],
            ["2xlarge", 8, 16, 6, 1_500_000, 1_750_000, 6, 15],
            ["4xlarge", 16, 32, 12, 3_000_000, 3_500_000, 8, 30],
            ["8xlarge", 32, 64, 25, 6_000_000, 6_000_000, 8, 30],
            ["12xlarge", 48, 96, 40, 12_000_000, 8_000_000, 8, 30],
            ["16xlarge", 64, 128, 50, 16_000_000, 14_000_000, 8, 30],
            ["24xlarge", 96, 192, 80, 24_000_000, 16_000_000, 15, 50],
        ],
    },
    "5ne": {
        letters: "g",
        source: ECS_2021,
        rows: [
            ["large", 2, 4, 1, 400_000, 450_000, 3, 10],
            ["xlarge", 4, 8, 2, 750_000, 900_000, 4, 15],
            ["2xlarge", 8, 16, 3.5, 1_500_000, 1_750_000, 6, 15],
            ["4xlarge", 16, 32, 7, 3_000_000, 3_500_000, 8, 30],
            ["8xlarge", 32, 64, 15, 6_000_000, 7_000_000, 8, 30],
            ["16xlarge", 64, 128, 30, 12_000_000, 14_000_000, 8, 30],
            ["18xlarge", 72, 144, 33, 13_500_000, 16_000_000, 15, 50],
        ],
    },
};

/** Published figures of one instance type. */
export interface InstanceFigures {
    readonly type: string;
    readonly vcpus: number;
    readonly memoryGiB: number;
    /** Base bandwidth inside the VPC, Gbit/s. */
    readonly gbps: number;
    readonly packetsPerSecond: number;
    /** Connections of the instance, in both directions: more are dropped. */
    readonly connections: number;
    /** Addresses that Terway gives to pods: all but those of the node's own interface. */
    readonly podAddresses: number;
    readonly source: string;
}

/** Figures of a type, or undefined when Alibaba Cloud's table here does not have it. */
export function instanceFigures(type: string): InstanceFigures | undefined {
    const [, letter = "", generation = "", size = ""] = /^ecs\.([cgr])(\d[a-z]*)\.(\w+)$/.exec(type) ?? [];
    const known = Object.hasOwn(GENERATIONS, generation) ? GENERATIONS[generation] : undefined;
    const row = known?.letters.includes(letter) ? known.rows.find(([name]) => name === size) : undefined;
    if (known === undefined || row === undefined) return undefined;
    const [, vcpus, memoryGiB, gbps, packetsPerSecond, connections, interfaces, addresses] = row;
    return {
        type,
        vcpus,
        memoryGiB: memoryGiB * (MEMORY_OF_FAMILY[letter] as number),
        gbps,
        packetsPerSecond,
        connections,
        podAddresses: (interfaces - 1) * addresses,
        source: known.source,
    };
}

/** All types that have figures, by generation and size. */
export function knownInstanceTypes(): InstanceFigures[] {
    return Object.entries(GENERATIONS).flatMap(([generation, { letters, rows }]) =>
        [...letters].flatMap((letter) =>
            rows.map(([size]) => instanceFigures(`ecs.${letter}${generation}.${size}`) as InstanceFigures),
        ),
    );
}
