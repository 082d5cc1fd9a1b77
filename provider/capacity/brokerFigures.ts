/**
 * What EMQX was measured to need. Reference: one node of EMQX 5.1.6 on 4 vCPU and 8 GiB, payload 128 B, one publisher and one
 * subscriber a topic. Source: emqx/emqx-docs, en_US/performance/performance-reference.md, 2024-10-19.
 */

const REFERENCE_VCPUS = 4;
/** The published "recommended daily load" is what keeps the node at about this share. */
const REFERENCE_SHARE = 0.75;

/** Messages a second, in and out together, at that share; by QoS. */
export const REFERENCE_MESSAGES: readonly [qos0: number, qos1: number, qos2: number] = [
    57_000, 40_000, 24_000,
];
export const REFERENCE_PAYLOAD_BYTES = 128;
export const REFERENCE_SOURCE = "emqx-docs, performance-reference.md (EMQX 5.1.6), 2024-10-19";

/** vCPU seconds of one message in and the same message out, by QoS. */
const PAIR_VCPU_SECONDS = REFERENCE_MESSAGES.map(
    (messages) => (REFERENCE_VCPUS * REFERENCE_SHARE) / (messages / 2),
);

/**
 * Share of a pair that its way in takes: routing is done there. From the fan-out measurement, one message in to 200 out: 50,000
 * messages a second at 71.25 % give 57 of the 150 microseconds of QoS 1 to the way out. Taken for QoS 0 and 2 alike.
 */
const SHARE_OF_WAY_IN = 0.62;

/**
 * vCPU seconds that a further byte of payload costs on its way in or out. From 40,000 messages a second of QoS 1: 75.9 % of the
 * node at 1 KB, 90.82 % at 8 KB.
 */
const VCPU_SECONDS_A_BYTE = ((0.9082 - 0.759) * REFERENCE_VCPUS) / 40_000 / (8192 - 1024);

/** vCPU seconds of one message, on its way in (from a publisher) or out (to one subscriber). */
export function messageVcpuSeconds(direction: "in" | "out", qos: number, payloadBytes: number): number {
    const share = direction === "in" ? SHARE_OF_WAY_IN : 1 - SHARE_OF_WAY_IN;
    const further = Math.max(0, payloadBytes - REFERENCE_PAYLOAD_BYTES) * VCPU_SECONDS_A_BYTE;
    return (PAIR_VCPU_SECONDS[qos] as number) * share + further;
}

/**
 * vCPUs of one connection that sends nothing but a ping every 300 seconds: 8 % of 16 vCPUs for 500,000 of them. Source: EMQ,
 * "EMQX ten million connections performance test report" (EMQX 3), read 2026-11-22.
 */
const IDLE_VCPU = (0.08 * 16) / 500_000;
export const IDLE_KEEP_ALIVE_SECONDS = 300;
export const IDLE_SOURCE = "EMQ, ten million connections performance test report, read 2026-11-22";

/** vCPUs of one connection that is merely there. A ping costs no more than a message of QoS 0 in and out. */
export function idleConnectionVcpus(keepAliveSeconds: number): number {
    const morePings = Math.max(0, 1 / keepAliveSeconds - 1 / IDLE_KEEP_ALIVE_SECONDS);
    return IDLE_VCPU + morePings * (PAIR_VCPU_SECONDS[0] as number);
}

/** Erlang processes of a connection, as a rule of thumb; one is certain, sessions and TLS have more. */
export const PROCESSES_PER_CONNECTION = 2;

/** Erlang processes that EMQX allows for each port. Source: emqx_conf_schema.erl, tr_vm_args_process_limit, v5.7.2 and e5.8.11. */
export const PROCESSES_PER_PORT = 2;

/** CPU is an estimate from EMQX's own measurements: whoever measured less with their clients says so. */
export const MEASURED_LESS = "; or a capacity.cpuFactor below 1 where you measured less";
