import assert from "node:assert";
import { stateAnswers } from "../../../../preview/changes/stateAnswers";
import { parseStateFile } from "../../../../preview/changes/stateFile";
import type { Answer } from "../../../../preview/monitor/answers";
import type { RecordedResource } from "../../../../preview/monitor/graph";
import { secret, UNKNOWN, type WireObject } from "../../../../preview/monitor/wire";
import { stateOf } from "../../../support/stateOf";
import { resource } from "../graphs";

const TYPE = "kubernetes:core/v1:Service";

function service(inputs: WireObject, more: Partial<RecordedResource> = {}): RecordedResource {
    const urn = `urn:pulumi:dev::p::${TYPE}::lb`;
    return resource({ urn, type: TYPE, name: "lb", inputs, ...more });
}

const inputs = { metadata: { name: "lb" }, spec: { ports: [{ port: 1883 }] } };
const recorded = service(inputs, {
    id: "mqtt/lb",
    outputs: { status: { loadBalancer: { ingress: [{ ip: "10.0.0.1" }] } }, token: secret("hidden") },
});

function answer(asked: RecordedResource): Answer {
    const state = parseStateFile(stateOf([recorded]), "state.json");
    return stateAnswers(state, { project: "p", stack: "dev" }).create(asked, true) as Answer;
}

describe("answers from a state", () => {
    it("give id and outputs of what stays as it is, its secrets closed", () => {
        assert.deepStrictEqual(answer(service(inputs)), {
            id: "mqtt/lb",
            outputs: { ...inputs, ...recorded.outputs, token: secret(UNKNOWN) },
        });
    });

    it("give what is asked for of what changes, with all else as it was", () => {
        const { id, outputs } = answer(
            service({ ...inputs, spec: { ports: [{ port: 8883 }], selector: UNKNOWN } }),
        );
        assert.strictEqual(id, "mqtt/lb");
        assert.deepStrictEqual(outputs.spec, { ports: [{ port: 8883 }], selector: UNKNOWN });
        assert.deepStrictEqual(outputs.status, recorded.outputs!.status);
    });

    it("know nothing of what is made anew but what was asked for", () => {
        const renamed = { ...inputs, metadata: { name: "other" } };
        assert.deepStrictEqual(answer(service(renamed)), { outputs: renamed });
        const another = resource({ name: "new", inputs: { size: 1 } });
        assert.deepStrictEqual(answer(another), { outputs: { size: 1 } });
    });
});
