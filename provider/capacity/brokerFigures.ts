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

/** Packets of MQTT between a client and its broker for one message, in both directions, by QoS. */
export const PACKETS_OF_MESSAGE: readonly [qos0: number, qos1: number, qos2: number] = [1, 2, 4];

/**
 * vCPU seconds that TLS adds to one packet, and to each byte of it. Measured 2026-11-28 with Erlang/OTP 25.2.3's ssl, which EMQX uses,
 * on one vCPU of an AMD EPYC: an echo of 128 B costs 7.8 to 9.5 microseconds more than over TCP, one of 8 KB 12 to 20.
 */
const TLS_PACKET_VCPU_SECONDS = 4.5e-6;
const TLS_BYTE_VCPU_SECONDS = 0.7e-9;

/** vCPU seconds of one message, on its way in (from a publisher) or out (to one subscriber). */
export function messageVcpuSeconds(
    direction: "in" | "out",
    qos: number,
    payloadBytes: number,
    tls: boolean,
): number {
    const share = direction === "in" ? SHARE_OF_WAY_IN : 1 - SHARE_OF_WAY_IN;
    const further = Math.max(0, payloadBytes - REFERENCE_PAYLOAD_BYTES) * VCPU_SECONDS_A_BYTE;
    const encrypted =
        (PACKETS_OF_MESSAGE[qos] as number) * TLS_PACKET_VCPU_SECONDS + payloadBytes * TLS_BYTE_VCPU_SECONDS;
    return (PAIR_VCPU_SECONDS[qos] as number) * share + further + (tls ? encrypted : 0);
}

/**
 * vCPUs of one connection that sends nothing but a ping every 300 seconds: 8 % of 16 vCPUs for 500,000 of them. Source: EMQ,
 * "EMQX ten million connections performance test report" (EMQX 3), read 2026-11-22.
 */
const IDLE_VCPU = (0.08 * 16) / 500_000;
/**
 * The same over TLS: 70 % of 8 vCPUs for 200,000 with client certificates, where TCP took 10 %. Source: emqx/emqx#3277 (EMQX 4.0.3),
 * 2020-02-28; nothing newer is published, and newer Erlang takes less.
 */
const IDLE_TLS_VCPU = (0.7 * 8) / 200_000;
export const IDLE_KEEP_ALIVE_SECONDS = 300;
const IDLE_SOURCE = "EMQ, ten million connections performance test report, read 2026-11-22";
const IDLE_TLS_SOURCE = "emqx/emqx#3277 (EMQX 4.0.3, keep-alive 300 s)";

/** vCPUs of one connection that is merely there. A ping costs no more than a message of QoS 0 in and out. */
export function idleConnectionVcpus(keepAliveSeconds: number, tls: boolean): number {
    const morePings = Math.max(0, 1 / keepAliveSeconds - 1 / IDLE_KEEP_ALIVE_SECONDS);
    const ping = (PAIR_VCPU_SECONDS[0] as number) + (tls ? 2 * TLS_PACKET_VCPU_SECONDS : 0);
    return (tls ? IDLE_TLS_VCPU : IDLE_VCPU) + morePings * ping;
}

/**
 * vCPU seconds of one connect over TCP, subscription included: 5,000 a second took 14 % of 64 vCPUs on average. What is idle already
 * is in it. Source: EMQ, five million connections on one node (EMQX 5.0.21, 64 vCPU), read 2026-11-27.
 */
const CONNECT_VCPU_SECONDS = (0.14 * 64) / 5_000;

/**
 * vCPU seconds of a handshake: TLS 1.2, RSA 2048, with a client's certificate. Measured 2026-11-28 with Erlang/OTP 25.2.3's ssl, on
 * one vCPU of an AMD EPYC: 4.2 ms, without client certificates 3.6; TLS 1.3 1.6 and 1.2, with ECDSA P-256 1.2 and 0.7. The floor
 * is openssl's: 0.2 ms for the signature alone.
 */
const HANDSHAKE_VCPU_SECONDS = 4.2e-3;

export function connectVcpuSeconds(tls: boolean): number {
    return CONNECT_VCPU_SECONDS + (tls ? HANDSHAKE_VCPU_SECONDS : 0);
}

const CONNECT_SOURCE = "EMQ, five million connections on one node (EMQX 5.0.21), read 2026-11-27";
const TLS_SOURCE = "TLS measured with Erlang/OTP 25.2.3, 2026-11-28";

/** Where the CPU of a load is from. */
export function cpuSource(tls: boolean): string {
    const always = `${REFERENCE_SOURCE}; ${tls ? IDLE_TLS_SOURCE : IDLE_SOURCE}; ${CONNECT_SOURCE}`;
    return tls ? `${always}; ${TLS_SOURCE}` : always;
}

/**
 * Seconds in which the clients of a lost node have tried to come back, where nobody says how many connect a second: first waits of 1,
 * 2, 4, 8, 16 and 32 s, as Paho's clients double them, add up to it.
 */
export const RETURN_SECONDS = 63;

/** Erlang processes of a connection, as a rule of thumb; one is certain, sessions and TLS have more. */
export const PROCESSES_PER_CONNECTION = 2;

/** Erlang processes that EMQX allows for each port. Source: emqx_conf_schema.erl, tr_vm_args_process_limit, v5.7.2 and e5.8.11. */
export const PROCESSES_PER_PORT = 2;

/** CPU is an estimate from EMQX's own measurements: whoever measured less with their clients says so. */
export const MEASURED_LESS = "; or a capacity.cpuFactor below 1 where you measured less";
