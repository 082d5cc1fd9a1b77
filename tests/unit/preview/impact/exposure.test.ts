import assert from "node:assert/strict";
import { openToEverybody } from "../../../../preview/impact/decisions/exposure";
import { FORMER_PREFIX, PREFIX } from "../../../../provider/loadBalancer/annotationNames";

interface Of {
    readonly addressType?: string;
    readonly prefix?: string;
    readonly config?: string;
    readonly variables?: string[];
    readonly verifies?: boolean;
    readonly instance?: string;
}

function sideOf({ addressType = "internet", prefix = PREFIX, instance = "emqx", ...rest }: Of) {
    const { config = "", variables = [], verifies = false } = rest;
    const inputs = {
        metadata: { namespace: "mqtt", annotations: { [`${prefix}address-type`]: addressType } },
        spec: {
            type: "LoadBalancer",
            selector: { "apps.emqx.io/instance": instance },
            ports: [{ port: 8883, targetPort: "mqtt-ssl" }],
        },
    };
    const service = { urn: "s", type: "kubernetes:core/v1:Service", name: "s", side: { inputs } };
    return {
        services: new Map([["s", service]]),
        state: {
            configData: config,
            environment: { core: new Map(variables.map((name) => [name, undefined])), replicant: new Map() },
            listeners: [{ key: "ssl", enabled: true, verifies, port: 8883 }],
        },
    };
}

function found(before: Of | undefined, after: Of) {
    const [old, wanted] = [before && sideOf(before), sideOf(after)];
    const cluster = { name: "emqx", namespace: "mqtt", before: old?.state, after: wanted.state };
    const changes = { before: old?.services ?? new Map(), after: wanted.services };
    return openToEverybody({ changes, clusters: [cluster] } as any).map(({ fact }) => fact.kind);
}

const inside = { addressType: "intranet" };
const asking = { config: "authentication = [{mechanism = jwt}]" };

describe("EMQX that asks nobody who they are", () => {
    it("is a danger once the internet reaches it, in a new stack as well", () => {
        assert.deepEqual(found(inside, {}), ["openToEverybody"]);
        assert.deepEqual(found(undefined, {}), ["openToEverybody"]);
        assert.deepEqual(found(inside, { prefix: FORMER_PREFIX }), ["openToEverybody"]);
        // Nobody is asked any more.
        assert.deepEqual(found(asking, {}), ["openToEverybody"]);
    });

    it("is none where somebody is asked, or nobody comes from outside", () => {
        assert.deepEqual(found(inside, asking), []);
        assert.deepEqual(found(inside, { variables: ["EMQX_AUTHENTICATION"] }), []);
        assert.deepEqual(found(inside, { verifies: true }), []);
        assert.deepEqual(found(undefined, inside), []);
        assert.deepEqual(found(undefined, { instance: "other" }), []);
    });

    it("is not told again where it was so before", () => {
        assert.deepEqual(found({}, {}), []);
    });
});
