import * as assert from "node:assert/strict";
import type { RunningNode } from "../../../emqx";
import { booted, moves, ofRun, pushed, setting } from "./runs";

const RESETS = "boot-01-push-resets-listeners";
const DROPS = "boot-02-push-drops-everybody-defaults";

/** `net.core.somaxconn` of the machine of the runs. */
const SOMAXCONN = 4096;

/** As the run printed them: acceptors and connections are clipped there by the machine, so they are not held against it. */
function shown(output: string, when: "after boot" | "after the push") {
    const part = output.split(`== ${when}`)[1]?.split("==")[0] ?? "";
    const listeners = [...part.matchAll(/'(ssl|tcp):default' .*proxy=(\w+) verify=(\w+) cert=(\S+)/g)];
    const backlogs = [...part.matchAll(/LISTEN 0\s+(\d+)\s+127\.0\.0\.1:(\d+)/g)];
    return {
        listeners: listeners.map(([, kind, proxy, verify, cert]) => ({ kind, proxy, verify, cert })),
        backlogs: Object.fromEntries(backlogs.map(([, backlog, port]) => [port, Number(backlog)])),
    };
}

function asShown(node: RunningNode, kinds: readonly string[]) {
    const certificate = (kind: string) => setting(node, `${kind}:default`, "ssl_options", "certfile");
    return {
        listeners: kinds.map((kind) => ({
            kind,
            proxy: String(setting(node, `${kind}:default`, "proxy_protocol")),
            verify: String(setting(node, `${kind}:default`, "ssl_options", "verify")),
            cert:
                kind === "tcp"
                    ? "undefined"
                    : JSON.stringify(
                          String(certificate(kind)).replace(/^\$\{EMQX_ETC_DIR\}/, "/opt/emqx/etc"),
                      ),
        })),
        backlogs: Object.fromEntries(
            node.listeners
                .filter(({ kind, config }) => kind !== "quic" && config.get("enable") === true)
                .map(({ id, config }) => [
                    String(config.get("bind")).replace(/^.*:/, ""),
                    Math.min(SOMAXCONN, setting(node, id, "tcp_options", "backlog") as number),
                ]),
        ),
    };
}

describe("the double of EMQX against runs of its own code", () => {
    for (const [version, file] of [
        ["5.8.11", "node.out"],
        ["5.7.2", "node_5_7_2.out"],
    ] as const) {
        it(`${version}: a push resets what only the environment says, and restarts what listens with another backlog`, () => {
            const output = ofRun(RESETS, file);
            const node = booted({
                version,
                text: ofRun(RESETS, "emqx.conf"),
                environment: ofRun(RESETS, "container.env"),
            });
            assert.deepEqual(asShown(node, ["ssl", "tcp"]), shown(output, "after boot"));
            const answer = pushed(node, ofRun(RESETS, "push.conf"));
            assert.equal(answer.refusal, undefined);
            assert.deepEqual(asShown(answer.node, ["ssl", "tcp"]), shown(output, "after the push"));
            const stopped = [...output.matchAll(/Listener (\w+:default) on \S+ stopped/g)].map(
                ([, id]) => id,
            );
            assert.deepEqual(
                moves(answer).filter((move) => stopped.some((id) => move === `${id} restarted`)),
                [...new Set(stopped)].sort().map((id) => `${id} restarted`),
            );
        });
    }

    it("5.7.2: the defaults of a small stack restart its listener", () => {
        const output = ofRun(DROPS, "node_5_7_2.out");
        const node = booted({
            version: "5.7.2",
            text: ofRun(DROPS, "emqx.conf"),
            environment: ofRun(DROPS, "container.env"),
        });
        assert.deepEqual(asShown(node, ["tcp"]), shown(output, "after boot"));
        const answer = pushed(node, ofRun(DROPS, "push.conf"));
        assert.deepEqual(asShown(answer.node, ["tcp"]), shown(output, "after the push"));
        assert.deepEqual(moves(answer), ["tcp:default restarted"]);
    });

    it("5.8.11: what the text says as well stays, and nothing restarts", () => {
        const environment = ofRun(RESETS, "container.env");
        const all = environment
            .split("\n")
            .filter((line) => line.startsWith("EMQX_LISTENERS__"))
            .map((line) => {
                const [name, value] = [line.split("=")[0] as string, line.slice(line.indexOf("=") + 1)];
                return `${name.slice("EMQX_".length).toLowerCase().replaceAll("__", ".")} = ${value}`;
            })
            .join("\n");
        const output = ofRun(RESETS, "node_with_all_keys_in_the_text.out");
        const node = booted({
            version: "5.8.11",
            text: `${ofRun(RESETS, "emqx.conf")}\n${all}`,
            environment,
        });
        const answer = pushed(node, `${ofRun(RESETS, "push.conf")}\n${all}`);
        assert.deepEqual(asShown(answer.node, ["ssl", "tcp"]), shown(output, "after the push"));
        assert.deepEqual(moves(answer), []);
        assert.deepEqual(answer.effects, []);
    });
});
