import type { Member } from "./brokerAccess";
import type { EvacuationPace, EvacuationSeen } from "./evacuation";
import { WAIT_HEALTH_CHECK_SECONDS } from "./evacuation";
import type { Role } from "./names";

/** A broker that runs in a pod. */
export interface RunningBroker {
    readonly name: string;
    readonly podName: string;
    readonly podUid: string;
    readonly role: Role;
    readonly version: string;
    /** Load balancers send clients here. */
    readonly serves: boolean;
}

interface Known extends RunningBroker {
    isRunning: boolean;
    startedAt: number;
    clients: number;
}

interface Moving {
    readonly pace: EvacuationPace;
    readonly recipients: readonly string[];
    readonly startedAt: number;
    readonly clients: number;
    moved: number;
}

/** What clients do that nobody tells them to. */
export interface ClientHabits {
    /** Of the cores that serve, by their pods, those that all clients are on at first. Default: one, seldom the first by name. */
    readonly startOn?: (podNames: readonly string[]) => readonly string[];
    /** Where one comes back that was sent away. Default: to the recipients of the evacuation. */
    readonly comeBackTo?: "recipients" | "whoever serves";
}

/** Clients of one cluster, and where they are. */
export class ClientCluster {
    private readonly known = new Map<string, Known>();
    private readonly moving = new Map<string, Moving>();

    constructor(
        private clients: number,
        private readonly habits: ClientHabits = {},
    ) {}

    /** What runs now; clients go where they have to by now. */
    look(running: readonly RunningBroker[], now: number): void {
        for (const broker of running) {
            const before = this.known.get(broker.name);
            const isSame = before?.isRunning && before.podUid === broker.podUid;
            if (isSame) {
                this.known.set(broker.name, { ...before, serves: broker.serves });
                continue;
            }
            this.known.set(broker.name, { ...broker, isRunning: true, startedAt: now, clients: 0 });
            this.restore(broker.name, now);
        }
        for (const broker of [...this.known.values()]) {
            if (running.some(({ podUid }) => podUid === broker.podUid)) continue;
            broker.isRunning = false;
            broker.clients = 0;
            // Cores that ended are still known to the others, replicants are not.
            if (broker.role === "replicant") this.forget(broker.name);
        }
        for (const [name, moving] of this.moving) this.move(name, moving, now);
        this.placeHomeless();
    }

    has(podUids: readonly string[]): boolean {
        return [...this.known.values()].some(({ podUid }) => podUids.includes(podUid));
    }

    knows(name: string): boolean {
        return this.known.has(name);
    }

    forget(name: string): void {
        this.known.delete(name);
        this.moving.delete(name);
    }

    members(unreachable: ReadonlySet<string>): Member[] {
        return [...this.known.values()].map((broker) => {
            if (!broker.isRunning) {
                return { name: broker.name, status: "stopped", role: broker.role, ...NOBODY };
            }
            if (unreachable.has(broker.podName))
                return { name: broker.name, status: "unreachable", ...NOBODY };
            return {
                name: broker.name,
                status: "running",
                role: broker.role,
                version: broker.version,
                otpRelease: "27.3.4.2-2/15.2.7.1",
                sessions: broker.clients,
                connections: broker.clients,
                uptimeSeconds: (Date.now() - broker.startedAt) / 1000,
            };
        });
    }

    isEvacuating(podUid: string): boolean {
        return [...this.known.values()].some(
            (broker) => broker.podUid === podUid && this.moving.has(broker.name),
        );
    }

    evacuations(now: number, unreachable: ReadonlySet<string>): EvacuationSeen[] {
        return [...this.moving].flatMap(([name, moving]) => {
            const broker = this.known.get(name);
            // The others say what they can reach.
            if (!broker?.isRunning || unreachable.has(broker.podName)) return [];
            const { pace, recipients, clients } = moving;
            return [
                {
                    node: name,
                    state: stateAt(moving, now),
                    recipients,
                    clients,
                    connected: broker.clients,
                    sessions: broker.clients,
                    connectionsPerSecond: pace.connectionsPerSecond,
                    sessionsPerSecond: pace.sessionsPerSecond,
                },
            ];
        });
    }

    startEvacuation(name: string, pace: EvacuationPace, recipients: readonly string[], now: number): void {
        if (this.moving.has(name)) return;
        const clients = this.known.get(name)?.clients ?? 0;
        this.moving.set(name, { pace, recipients, startedAt: now, clients, moved: 0 });
    }

    stopEvacuation(name: string): void {
        this.moving.delete(name);
    }

    /** A core that was being emptied when it ended goes on with that, without the wait at the beginning. */
    private restore(name: string, now: number): void {
        const moving = this.moving.get(name);
        if (moving === undefined) return;
        const startedAt = now - waitsFirst(moving) * 1000;
        this.moving.set(name, { ...moving, startedAt, clients: 0, moved: 0 });
    }

    /** Puts so many clients on the nodes of these pods, as if they had always been there. */
    place(byPod: ReadonlyMap<string, number>): void {
        this.clients = 0;
        for (const broker of this.known.values()) {
            if (!broker.isRunning) continue;
            broker.clients = byPod.get(broker.podName) ?? 0;
            this.clients += broker.clients;
        }
    }

    private move(name: string, moving: Moving, now: number): void {
        const broker = this.known.get(name);
        if (!broker?.isRunning) return;
        const { clients, pace } = moving;
        const since = secondsSince(moving, now) - waitsFirst(moving);
        const due = Math.min(clients, Math.max(0, Math.floor(since * pace.connectionsPerSecond)));
        const leaving = Math.min(broker.clients, due - moving.moved);
        if (leaving <= 0) return;
        const takers = this.takers(moving.recipients);
        moving.moved += leaving;
        broker.clients -= leaving;
        share(leaving, takers);
    }

    private takers(recipients: readonly string[]): Known[] {
        const open = [...this.known.values()].filter(
            ({ isRunning, name }) => isRunning && !this.moving.has(name),
        );
        const recipient = open.filter(({ name }) => recipients.includes(name));
        if (this.habits.comeBackTo !== "whoever serves") return recipient;
        const serving = open.filter(({ serves, role }) => serves && role === recipient[0]?.role);
        return serving.length > 0 ? serving : recipient;
    }

    /** Clients whose node is gone come back to whoever takes clients, replicants before cores. */
    private placeHomeless(): void {
        const nodes = [...this.known.values()];
        const homeless = this.clients - nodes.reduce((sum, { clients }) => sum + clients, 0);
        if (homeless <= 0) return;
        const open = nodes.filter(({ isRunning, name }) => isRunning && !this.moving.has(name));
        const replicants = open.filter(({ role }) => role === "replicant");
        const cores = open.sort((a, b) => (a.podName < b.podName ? 1 : -1));
        // The first that served got them all, and that was seldom the first by name.
        const { startOn = (names) => names.slice(0, 1) } = this.habits;
        const first = startOn(cores.map(({ podName }) => podName));
        const openCores =
            homeless === this.clients ? cores.filter(({ podName }) => first.includes(podName)) : cores;
        share(homeless, replicants.length > 0 ? replicants : openCores);
    }
}

const NOBODY = { sessions: 0, connections: 0, uptimeSeconds: 0 };

function share(count: number, among: readonly Known[]): void {
    among.forEach((broker, i) => {
        broker.clients += Math.floor(count / among.length) + (i < count % among.length ? 1 : 0);
    });
}

/** Clients take their sessions along: there is nothing left to evict when they had time to. */
function stateAt(moving: Moving, now: number): EvacuationSeen["state"] {
    const { clients, pace } = moving;
    const since = secondsSince(moving, now) - waitsFirst(moving);
    const evicting = clients / pace.connectionsPerSecond;
    if (since < 0) return "waiting_health_check";
    if (since < evicting) return "evicting_conns";
    if (since < evicting + pace.waitTakeoverSeconds) return "waiting_takeover";
    return "prohibiting";
}

function secondsSince({ startedAt }: Moving, now: number): number {
    return (now - startedAt) / 1000;
}

function waitsFirst({ pace }: Moving): number {
    return pace.waitHealthCheckSeconds ?? WAIT_HEALTH_CHECK_SECONDS;
}
