/** How a client library waits before it tries again. */
export interface ReconnectPolicy {
    /** The first wait after a lost connection, seconds; drawn evenly between the two. */
    readonly first: readonly [number, number];
    /** Each wait is that many times the one before, up to the cap. */
    readonly factor: number;
    readonly capSeconds: number;
    /** Spread of the later waits around their value: 0.25 is plus or minus a quarter; "full" is anything from 0. */
    readonly jitter: number | "full";
    /** Until CONNACK, from the start of the attempt. */
    readonly timeoutSeconds: number;
    /** Up that long before waits begin at the first again. */
    readonly resetAfterSeconds: number;
}

/**
 * As the libraries do it without being told otherwise. Sources: mqtt.js 5.14.1 (client.ts); Paho Java 1.2.5 (MqttAsyncClient,
 * ReconnectTask); HiveMQ client 1.4.0 (MqttClientAutoReconnectImpl); aws-c-mqtt 0.16.2 (v5 client, exponential backoff); emqtt 1.15.4.
 */
export const LIBRARIES = {
    mqttJs: { first: [1, 1], factor: 1, capSeconds: 1, jitter: 0, timeoutSeconds: 30, resetAfterSeconds: 0 },
    pahoJava: {
        first: [1, 1],
        factor: 2,
        capSeconds: 128,
        jitter: 0,
        timeoutSeconds: 30,
        resetAfterSeconds: 0,
    },
    hiveMq: {
        first: [0.75, 1.25],
        factor: 2,
        capSeconds: 120,
        jitter: 0.25,
        timeoutSeconds: 60,
        resetAfterSeconds: 0,
    },
    awsCrt: {
        first: [0, 1],
        factor: 2,
        capSeconds: 120,
        jitter: "full",
        timeoutSeconds: 20,
        resetAfterSeconds: 30,
    },
    emqtt: { first: [5, 5], factor: 1, capSeconds: 5, jitter: 0, timeoutSeconds: 60, resetAfterSeconds: 0 },
} as const satisfies Readonly<Record<string, ReconnectPolicy>>;

/** The wait before an attempt; `failed`: attempts in a row that came to nothing since the connection was lost. */
export function waitBefore(failed: number, policy: ReconnectPolicy, random: () => number): number {
    const [least, most] = policy.first;
    if (failed === 0) return least + random() * (most - least);
    const base = Math.max(most, Number.MIN_VALUE);
    const wait = Math.min(base * policy.factor ** failed, policy.capSeconds);
    if (policy.jitter === "full") return random() * wait;
    return Math.min(wait * (1 + (2 * random() - 1) * policy.jitter), policy.capSeconds * (1 + policy.jitter));
}
