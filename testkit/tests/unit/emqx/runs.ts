import * as assert from "node:assert/strict";
import { dataText } from "../../../data";
import { boot, PEM, type Pushed, push, type RunningNode, releaseOf, valueAt } from "../../../emqx";

const MOUNTED = ["ssl", "wss", "quic"].flatMap((kind) =>
    ["tls.crt", "tls.key", "ca.crt"].map((file) => [`/mounted/tls/${kind}/${file}`, PEM] as const),
);

/** Whatever the kernel does with a port: the worst that was seen. */
export const UNLUCKY = { portIsFree: () => false };

export interface Run {
    readonly version: string;
    readonly text: string;
    readonly environment?: string;
    readonly files?: ReadonlyMap<string, string>;
}

/** A node that booted; its environment as `NAME=value` lines. */
export function booted({ version, text, environment = "", files = new Map(MOUNTED) }: Run): RunningNode {
    const began = boot({
        release: releaseOf(version, "Opensource"),
        text,
        environment: `EMQX_NODE__COOKIE=c\nEMQX_NODE__DATA_DIR=data\n${environment}`
            .split("\n")
            .filter((line) => line.includes("="))
            .map((line) => ({
                name: line.split("=")[0] as string,
                value: line.slice(line.indexOf("=") + 1),
            })),
        files,
    });
    assert.equal(began.kind, "running", JSON.stringify(began));
    return (began as { node: RunningNode }).node;
}

export function pushed(node: RunningNode, text: string): Pushed {
    return push(node, text, true, UNLUCKY);
}

/** A file of a run of EMQX's own code. */
export function ofRun(run: string, file: string): string {
    return dataText("emqx-runs", run, file);
}

export function setting(node: RunningNode, id: string, ...path: string[]): unknown {
    return valueAt(node.listeners.find((listener) => listener.id === id)?.config, path);
}

/** `tcp:default restarted`, what merely changes left out. */
export function moves({ effects }: Pushed): string[] {
    return effects
        .filter(({ what }) => what !== "changed")
        .map(({ listener, what }) => `${listener} ${what}`);
}
