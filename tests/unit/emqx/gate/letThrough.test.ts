import assert from "node:assert/strict";
import * as fc from "fast-check";
import type { Surroundings } from "../../../../provider/emqx/gate/meant/clusterSurroundings";
import { checkListenerChanges } from "../../../../provider/emqx/gate/meant/listenerChanges";
import { checkListenerFiles } from "../../../../provider/emqx/gate/meant/listenerFiles";
import { KINDS } from "../../../../provider/emqx/listeners/kinds";
import { podPortName, resolveListeners } from "../../../../provider/emqx/listeners/listeners";
import type {
    ListenerArgs,
    ListenersArgs,
    NamedListenerArgs,
} from "../../../../provider/emqx/listeners/listenersArgs";
import { checkListeners } from "../../../../provider/emqx/listeners/rules";
import { runningListeners } from "../../../../provider/emqx/listeners/running";
import { offered } from "../../../../provider/emqx/listeners/services";
import { wantedListeners } from "../../../../provider/emqx/listeners/wanted";
import { mounts } from "../../../../provider/emqx/secrets/mounts";
import { Problems } from "../../../../provider/validation/problems";
import { push } from "../../../../testkit/emqx";
import { anyListeners } from "../emqxObjects";
import { readBack } from "../readBack";

const TLS = ["ssl", "wss", "quic"];

type Edit = (listener: ListenerArgs, kind: string) => ListenerArgs | undefined;

/** What somebody changes of one listener. */
const EDITS: readonly Edit[] = [
    () => undefined,
    (listener) => ({ ...listener, enabled: !(listener.enabled ?? true) }),
    (listener) => ({ ...listener, exposed: !(listener.exposed ?? true) }),
    (listener) => ({ ...listener, bind: (listener.bind ?? 40_000) + 7 }),
    (listener) => ({ ...listener, port: (listener.port ?? 41_000) + 7 }),
    (listener) => ({ ...listener, maxConnections: 4321, maxConnectionRate: 321 }),
    (listener) => ({ ...listener, acceptors: 5 }),
    (listener, kind) =>
        kind === "quic" ? listener : { ...listener, proxyProtocol: !listener.proxyProtocol },
    (listener, kind) =>
        TLS.includes(kind) ? { ...listener, verifyClient: !listener.verifyClient } : listener,
];

/** A listener of `more` gets the port of a default one, and the other way round. */
function swapped(args: ListenersArgs): ListenersArgs {
    const [name] = Object.keys(args.more ?? {});
    const [kind] = KINDS.filter((one) => args[one] !== undefined);
    if (name === undefined || kind === undefined) return args;
    const all = resolveListeners(args);
    const bindOf = (key: string) => all.find((listener) => listener.key === key)?.bind;
    const other = args.more?.[name] as NamedListenerArgs;
    return {
        ...args,
        [kind]: { ...args[kind], bind: bindOf(name) },
        more: { ...args.more, [name]: { ...other, bind: bindOf(kind) } },
    };
}

const changes: fc.Arbitrary<[ListenersArgs, ListenersArgs]> = fc
    .tuple(
        anyListeners,
        fc.array(fc.tuple(fc.nat(8), fc.constantFrom(...EDITS)), { minLength: 1, maxLength: 2 }),
        fc.option(fc.constantFrom("add", "swap"), { freq: 3, nil: undefined }),
    )
    .map(([args, edits, more]) => {
        let then: ListenersArgs = args;
        for (const [at, edit] of edits) {
            const keys = [...KINDS.filter((kind) => then[kind]), ...Object.keys(then.more ?? {})];
            const key = keys[at % keys.length] as string;
            const named = then.more?.[key];
            const given = named ?? then[key as "tcp"];
            if (given === undefined) continue;
            const edited = edit(given, named?.protocol ?? key);
            const { [key]: _gone, ...others } = (named ? then.more : then) as Record<string, object>;
            const part = edited === undefined ? others : { ...others, [key]: edited };
            then = named ? { ...then, more: part as NonNullable<ListenersArgs["more"]> } : part;
        }
        if (more === "swap") then = swapped(then);
        if (more === "add") then = { wss: { tlsSecretName: "tls" }, ...then };
        return [args, then];
    });

const isValid = (args: ListenersArgs) => {
    const problems = new Problems();
    checkListeners(problems, args);
    return problems.all.length === 0;
};

/** What the gate sees of a cluster that runs these, each Secret with all that TLS may need. */
function seen(args: ListenersArgs): Surroundings {
    const all = resolveListeners(args);
    const doors = offered(all).flatMap(([use, behind]) =>
        behind.map(({ key, protocol }) => ({
            service: `emqx-${use}-nlb`,
            target: podPortName(key),
            protocol,
        })),
    );
    const { extraVolumeMounts, extraVolumes } = mounts(all, {});
    const mounted = extraVolumeMounts.map(({ mountPath }, i): [string, string] => [
        mountPath,
        String(extraVolumes[i]?.secret.secretName),
    ]);
    const pods = [{ name: "emqx-core-0", secrets: new Map(mounted) }];
    const keys = ["tls.crt", "tls.key", "ca.crt"];
    return {
        instance: "emqx",
        doors,
        pods,
        secrets: new Map(mounted.map(([, secret]): [string, string[]] => [secret, keys])),
    };
}

describe("what the change gate lets through of listeners", () => {
    it("EMQX takes, and no listener that the load balancer offers is stopped, restarted or down", async () => {
        const told = { through: 0, refused: 0 };
        await fc.assert(
            fc.asyncProperty(changes, async ([before, after]) => {
                if (!isValid(after)) return;
                const node = await readBack({ listeners: before });
                const next = await readBack({ listeners: after });
                if (node === undefined || next === undefined) return;
                const around = seen(before);
                const problems = new Problems();
                const wanted = wantedListeners(resolveListeners(after));
                const running = runningListeners(node.text, new Map());
                checkListenerChanges(problems, running, wanted, around);
                checkListenerFiles(problems, running, wanted, around);
                if (problems.all.length > 0) {
                    told.refused++;
                    return;
                }
                told.through++;
                const { refusal, effects } = push(node.node, next.text, true, { portIsFree: () => true });
                assert.equal(refusal, undefined);
                const cut = effects
                    .filter(({ what }) => ["stopped", "restarted", "down"].includes(what))
                    .map(({ listener }) => listener);
                const open = resolveListeners(before)
                    .filter(({ exposed }) => exposed)
                    .map(({ kind, name }) => `${kind}:${name}`);
                assert.deepEqual(
                    cut.filter((listener) => open.includes(listener)),
                    [],
                );
            }),
            { numRuns: 150 },
        );
        assert.ok(told.through > 20 && told.refused > 20, JSON.stringify(told));
    }).timeout(120_000);
});
