import assert from "node:assert/strict";
import * as fc from "fast-check";
import { writeHocon } from "../../../../../provider/emqx/config/hocon/write";
import { configTree } from "../../../../../provider/emqx/config/text";
import type { Surroundings } from "../../../../../provider/emqx/gate/meant/clusterSurroundings";
import { checkListenerChanges } from "../../../../../provider/emqx/gate/meant/listenerChanges";
import { podPortName, resolveListeners } from "../../../../../provider/emqx/listeners/listeners";
import {
    type ListenerArgs,
    ListenerProtocol,
    type ListenersArgs,
} from "../../../../../provider/emqx/listeners/listenersArgs";
import { type RunningListener, runningListeners } from "../../../../../provider/emqx/listeners/running";
import { offered } from "../../../../../provider/emqx/listeners/services";
import { wantedListeners } from "../../../../../provider/emqx/listeners/wanted";
import { Problems } from "../../../../../provider/validation/problems";
import { resolved } from "../../../../support/resolved";
import { anyListeners } from "../../emqxObjects";

const tls = { tlsSecretName: "tls" };
const { Tcp, Ssl } = ListenerProtocol;

/** What runs, and the Services in front of it, after an update to these arguments. */
async function state(args: ListenersArgs | undefined) {
    const all = resolveListeners(args);
    const text = await resolved(configTree(all, undefined).apply(writeHocon));
    const doors = offered(all).flatMap(([use, behind]) =>
        behind.map(({ key, protocol }) => ({
            service: `emqx-${use}-nlb`,
            target: podPortName(key),
            protocol,
        })),
    );
    return { running: runningListeners(text, new Map()), around: { instance: "emqx", doors } };
}

function change(
    running: readonly RunningListener[],
    around: Pick<Surroundings, "instance" | "doors">,
    args: ListenersArgs | undefined,
) {
    const problems = new Problems();
    const wanted = wantedListeners(resolveListeners(args));
    const warnings = checkListenerChanges(problems.at("listeners"), running, wanted, around);
    return { problems: problems.all.map(({ path, reason }) => `${path} ${reason}`), warnings };
}

async function from(before: ListenersArgs | undefined, args: ListenersArgs | undefined) {
    const { running, around } = await state(before);
    return change(running, around, args);
}

/** Every update is let through, and one after the other. */
async function letsThrough(...steps: (ListenersArgs | undefined)[]) {
    for (const [i, args] of steps.slice(1).entries()) {
        assert.deepEqual((await from(steps[i], args)).problems, [], `step ${i + 1}`);
    }
}

describe("a change of listeners that serve", () => {
    it("is refused where it moves the pods' port, which the load balancer's does not", async () => {
        const { problems } = await from({ tcp: {} }, { tcp: { bind: 1884 } });
        assert.equal(problems.length, 1);
        assert.match(
            problems[0]!,
            /^listeners\.tcp\.bind is 1884, but the running pods bind 1883, and Service emqx-mqtt-nlb leads clients there: EMQX would close all its connections at once, on every node.*Write bind: 1883; the port that clients use is port/,
        );
        await letsThrough({ tcp: {} }, { tcp: { port: 80 } }, { tcp: { port: 80, additionalPorts: [1883] } });
    });

    it("of a port goes by the steps: another listener takes it over", async () => {
        const fleet = { protocol: Tcp, bind: 1884 };
        await letsThrough(
            { tcp: {} },
            { tcp: {}, more: { fleet: { ...fleet, exposed: false } } },
            { tcp: { exposed: false }, more: { fleet } },
            { tcp: { enabled: false }, more: { fleet } },
            { more: { fleet } },
            { more: { fleet } },
        );
    });

    it("is refused where it switches off what the load balancer offers, and goes by the steps", async () => {
        const both = { tcp: {}, ws: {} };
        const [problem, ...others] = (await from(both, { tcp: {} })).problems;
        assert.deepEqual(others, []);
        assert.match(
            problem!,
            /^listeners\.ws is left out, but Service emqx-mqtt-nlb still leads clients to it.*To keep it, write it again as it was; to let it go, write exposed: false first/,
        );
        assert.match(
            (await from(both, { tcp: {}, ws: { enabled: false } })).problems.join(),
            /^listeners\.ws\.enabled is false, but Service emqx-mqtt-nlb/,
        );
        await letsThrough(both, { tcp: {}, ws: { exposed: false } }, { tcp: {} });
        assert.deepEqual((await from({ tcp: {}, ws: { exposed: false } }, { tcp: {} })).warnings, [
            "Listener ws is switched off: EMQX would close all its connections at once, on every node.",
        ]);
    });

    it("is refused where it takes a name out that is on, since EMQX never forgets one", async () => {
        const fleet = { protocol: Tcp, bind: 1884, exposed: false };
        assert.match(
            (await from({ tcp: {}, more: { fleet } }, { tcp: {} })).problems.join(),
            /^listeners\.more\.fleet is left out, but runs, and EMQX never forgets a listener.*Write enabled: false first/,
        );
        assert.match(
            (await from({ tcp: {}, more: { fleet: { ...fleet, exposed: true, port: 1884 } } }, { tcp: {} }))
                .problems[0]!,
            /write exposed: false first, and enabled: false, then take the name out, by later updates/,
        );
        await letsThrough(
            { tcp: {}, more: { fleet } },
            { tcp: {}, more: { fleet: { ...fleet, enabled: false } } },
            { tcp: {} },
        );
    });

    it("is refused where a name gets another protocol", async () => {
        const fleet = { bind: 1884, port: 1884 };
        const { problems } = await from(
            { tcp: {}, more: { fleet: { ...fleet, protocol: Tcp } } },
            { tcp: {}, more: { fleet: { ...fleet, protocol: Ssl, ...tls } } },
        );
        assert.match(problems[0]!, /^listeners\.more\.fleet\.protocol is "ssl", but runs with "tcp"/);
    });

    it("is refused where it switches the PROXY protocol, and goes by a load balancer of its own", async () => {
        const { problems } = await from({ tcp: {} }, { tcp: { proxyProtocol: true } });
        assert.match(
            problems.join(),
            /^listeners\.tcp\.proxyProtocol is true, but the running pods do without it.*in between nobody would get in/,
        );
        const proxied = { protocol: Tcp, bind: 1884, proxyProtocol: true };
        await letsThrough(
            { tcp: {} },
            { tcp: {}, more: { proxied } },
            { tcp: { exposed: false }, more: { proxied } },
            { tcp: { enabled: false }, more: { proxied } },
        );
    });

    it("is refused where clients would find another address", async () => {
        const proxied = { protocol: Tcp, bind: 1884, proxyProtocol: true };
        const { problems } = await from(
            { tcp: { enabled: false }, more: { proxied } },
            { more: { proxied } },
        );
        assert.match(
            problems.join(),
            /^listeners\.more\.proxied stands behind load balancer emqx-mqtt-proxy, and would move to emqx-mqtt, which has another address/,
        );
        // A listener that comes before the first one decides in its place.
        const behindFirst = await from(
            { ws: { proxyProtocol: true } },
            { tcp: {}, ws: { proxyProtocol: true } },
        );
        assert.match(behindFirst.problems.join(), /^listeners\.ws stands behind load balancer emqx-mqtt,/);
        await letsThrough(
            { ws: { proxyProtocol: true } },
            { ws: { proxyProtocol: true }, more: { plain: { protocol: Tcp } } },
        );
    });

    it("is refused where two listeners swap their ports, or one gets another's, in one update", async () => {
        const own = (listener: ListenerArgs) => ({ exposed: false, ...listener });
        const two = { tcp: own({ bind: 1883 }), ws: own({ bind: 1884 }) };
        const swapped = await from(two, { tcp: own({ bind: 1884 }), ws: own({ bind: 1883 }) });
        assert.match(swapped.problems[0]!, /^listeners\.tcp\.bind is 1884, which ws still binds/);
        assert.match(swapped.problems[1]!, /^listeners\.ws\.bind is 1883, which tcp still binds/);
        const heir = { tcp: own({ enabled: false }), ws: own({ bind: 1883 }) };
        assert.match(
            (await from(two, heir)).problems.join(),
            /^listeners\.ws\.bind is 1883, which tcp still binds/,
        );
        await letsThrough(two, { tcp: own({ enabled: false }), ws: own({ bind: 1884 }) }, heir);
    });

    it("names a Service of somebody else's that leads clients to it", async () => {
        const { running } = await state({ tcp: {}, ws: {} });
        const doors = [{ service: "by-hand", target: 8083, protocol: "TCP" }];
        assert.match(
            change(running, { instance: "emqx", doors }, { tcp: {} }).problems.join(),
            /^listeners\.ws is left out, but Service by-hand still leads.*to let it go, take it out of Service by-hand first, and this by a later update/,
        );
    });

    it("of one that only comes from inside is told and not stopped", async () => {
        const { problems, warnings } = await from({ tcp: { exposed: false } }, { tcp: { bind: 1884 } });
        assert.deepEqual(problems, []);
        assert.deepEqual(warnings, [
            "Listener tcp moves from 1883 to 1884 in the pods: EMQX would close all its connections at once, on every node.",
        ]);
    });

    it("is not stopped by what nobody may see", async () => {
        const { running } = await state({ tcp: {} });
        const { problems, warnings } = change(running, { instance: "emqx" }, { tcp: { bind: 1884 } });
        assert.deepEqual(problems, []);
        assert.match(warnings.join(), /these credentials may not see whether a Service leads clients there/);
    });

    it("of an object of version 0.1.0 comes through where nothing but the spelling changes", () => {
        const text =
            'listeners.tcp.default.enable = true\nlisteners.tcp.default.bind = 11883\nlisteners.tcp.default.max_conn_rate = "100000/s"\nlisteners.ssl.default.enable = false\nlisteners.ws.default.enable = false\nlisteners.wss.default.enable = false\n';
        const variables = new Map([
            ["EMQX_LISTENERS__TCP__DEFAULT__BIND", "11883"],
            ["EMQX_LISTENERS__TCP__DEFAULT__TCP_OPTIONS__BACKLOG", "4096"],
            ["EMQX_LISTENERS__TCP__DEFAULT__PROXY_PROTOCOL", "true"],
        ]);
        const running = runningListeners(text, variables);
        const doors = [{ service: "emqx-mqtt-nlb", target: "mqtt-tcp", protocol: "TCP" }];
        const around = { instance: "emqx", doors };
        const same = { tcp: { port: 11883, bind: 11883, proxyProtocol: true } };
        assert.deepEqual(change(running, around, same), { problems: [], warnings: [] });
        // The port that it had was the pods', too: now that has a word of its own.
        const [problem] = change(running, around, {
            tcp: { port: 11883, proxyProtocol: true },
        }).problems;
        assert.match(
            problem!,
            /^listeners\.tcp\.bind is 1883, .*Write bind: 11883; the port that clients use is port/,
        );
    });

    it("in limits, ports of the load balancer and certificates is never stopped", async () => {
        await fc.assert(
            fc.asyncProperty(anyListeners, fc.integer({ min: 1, max: 1000 }), async (args, figure) => {
                const changed = (listener: ListenerArgs | undefined) =>
                    listener && {
                        ...listener,
                        acceptors: figure,
                        maxConnections: 2000 + figure,
                        maxConnectionRate: figure,
                        additionalPorts: [40_000 + figure],
                    };
                const { more = {}, ...defaults } = args;
                const then = Object.fromEntries(
                    Object.entries(defaults).map(([kind, listener]) => [
                        kind,
                        changed(listener as ListenerArgs),
                    ]),
                );
                const named = Object.fromEntries(
                    Object.entries(more).map(([name, listener]) => [
                        name,
                        { ...changed(listener), protocol: listener.protocol },
                    ]),
                );
                assert.deepEqual(await from(args, { ...then, more: named }), { problems: [], warnings: [] });
            }),
            { numRuns: 60 },
        );
    });
});
