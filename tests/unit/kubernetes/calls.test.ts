import { strict as assert } from "node:assert";
import { callInWords, callOf } from "../../../provider/kubernetes/calls";

const CALLS: readonly [method: string, path: string, words: string][] = [
    ["GET", "/api/v1/namespaces/mqtt/pods?labelSelector=a", 'list pods in namespace "mqtt"'],
    ["GET", "/api/v1/namespaces/mqtt/pods/a/log", 'get pods/log in namespace "mqtt"'],
    ["GET", "/api/v1/pods", "list pods"],
    ["GET", "/api/v1/nodes/a", "get nodes"],
    ["GET", "/api/v1/namespaces/mqtt", "get namespaces"],
    ["GET", "/apis/apps/v1/deployments", "list deployments.apps"],
    [
        "GET",
        "/apis/apps.emqx.io/v2beta1/namespaces/mqtt/emqxes/emqx",
        'get emqxes.apps.emqx.io in namespace "mqtt"',
    ],
    [
        "POST",
        "/apis/apps.emqx.io/v2beta1/namespaces/o/rebalances?dryRun=All",
        'create rebalances.apps.emqx.io in namespace "o"',
    ],
    ["PATCH", "/apis/apps/v1/namespaces/mqtt/statefulsets/a", 'patch statefulsets.apps in namespace "mqtt"'],
    ["DELETE", "/api/v1/namespaces/mqtt/configmaps/a", 'delete configmaps in namespace "mqtt"'],
    ["GET", "/apis", "get /apis"],
    ["GET", "/apis/", "get /apis/"],
];

describe("what a request asks for", () => {
    for (const [method, path, words] of CALLS) {
        it(`${method} ${path}`, () => {
            assert.equal(callInWords(callOf(method, `https://cluster:6443${path}`)), words);
        });
    }
});
