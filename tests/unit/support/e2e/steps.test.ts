import * as assert from "node:assert/strict";
import type { EngineEvent } from "@pulumi/pulumi/automation";
import { changes, counted, outOfOrder } from "../../../support/e2e/steps";

let sequence = 0;

function event(kind: "resourcePreEvent" | "resOutputsEvent", op: string, type: string): EngineEvent {
    const urn = `urn:pulumi:test::project::${type}::${type.split(":").at(-1)?.toLowerCase()}`;
    return { sequence: sequence++, timestamp: 0, [kind]: { metadata: { op, urn, type } } } as any;
}

const begun = (op: string, type: string) => event("resourcePreEvent", op, type);
const done = (op: string, type: string) => event("resOutputsEvent", op, type);
const EMQX = "kubernetes:apps.emqx.io/v2beta1:EMQX";
const SERVICE = "kubernetes:core/v1:Service";

describe("what the engine did, read from its events", () => {
    it("tells what was changed, without components, providers and what stayed as it was", () => {
        const events = [
            begun("create", "pulumi:providers:kubernetes"),
            begun("create", "emqx-ack:index:EmqxCluster"),
            begun("same", SERVICE),
            begun("update", EMQX),
        ];
        assert.deepEqual(changes(events), ["update emqx"]);
    });

    it("finds what was begun before its prerequisite was done, and what was never done", () => {
        const order = [{ type: ":EMQX" }, { type: ":Service" }];
        const right = [begun("update", EMQX), done("update", EMQX), begun("same", SERVICE)];
        assert.deepEqual(outOfOrder(right, order), []);
        const wrong = [begun("update", EMQX), begun("same", SERVICE), done("update", EMQX)];
        assert.deepEqual(outOfOrder(wrong, order), [":Service was begun before :EMQX was done"]);
        assert.deepEqual(outOfOrder([begun("same", SERVICE)], order), [":EMQX was not done"]);
        assert.deepEqual(outOfOrder(right.slice(0, 2), order), [":Service was not begun"]);
    });

    it("tells what the engine counted as changed", () => {
        const summary = { resourceChanges: { same: 30, update: 1, delete: 0 } };
        assert.deepEqual(counted([{ sequence: 0, timestamp: 0, summaryEvent: summary } as any]), [
            "update 1",
        ]);
    });
});
