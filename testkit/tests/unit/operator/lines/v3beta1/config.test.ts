import * as assert from "node:assert/strict";
import * as fc from "fast-check";
import { dashboardPorts, listenerPorts } from "../../../../../operator/lines/v3beta1/config/ports";
import {
    pathsOf,
    rendered,
    revisionOf,
    splitRoots,
} from "../../../../../operator/lines/v3beta1/config/roots";

/** Recorded: objects-created.yaml. */
const RECORDED_REVISION = "af71f46a94f62743148d1822bf0cedfbb8f6bc71cce70b072037ef1125ad8b39";
const OF_NOTHING = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

describe("operator 3.0's stand-in: configuration roots", () => {
    it("are written and called as recorded", () => {
        const roots = { mqtt: { max_packet_size: "1MB" } };
        assert.equal(rendered(roots), '"mqtt" = {"max_packet_size":"1MB"}\n');
        assert.equal(revisionOf(roots), RECORDED_REVISION);
        assert.equal(revisionOf({}), OF_NOTHING);
    });

    it("are split into what is pushed and what pods start with", () => {
        const roots = {
            mqtt: { max_packet_size: "1MB" },
            node: { cookie: "not-mine", process_limit: 2097152 },
            cluster: { links: [], discovery_strategy: "manual" },
            dashboard: { listeners: { http: { bind: 18083 } } },
            durable_sessions: { enable: true },
            log: null,
        };
        const { runtime, startup } = splitRoots(roots);
        assert.deepEqual(Object.keys(runtime), ["mqtt", "cluster"]);
        assert.deepEqual(runtime.cluster, { links: [] });
        assert.deepEqual(startup.node, { process_limit: 2097152 });
        assert.deepEqual(startup.cluster, { discovery_strategy: "manual" });
        assert.equal(pathsOf(startup), "[cluster dashboard durable_sessions node]");
    });

    it("are called the same in whatever order their keys come", () => {
        fc.assert(
            fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (roots) => {
                const turned = Object.fromEntries(Object.entries(roots).reverse());
                assert.equal(revisionOf(turned), revisionOf(roots));
            }),
        );
    });

    it("are none where they are null", () => {
        assert.equal(revisionOf({ mqtt: null }), OF_NOTHING);
        assert.deepEqual(splitRoots({ mqtt: null }), { runtime: {}, startup: {} });
    });
});

describe("operator 3.0's stand-in: ports", () => {
    it("of the dashboard are where the roots put it", () => {
        assert.deepEqual(
            dashboardPorts({}).map(({ name, port }) => [name, port]),
            [["dashboard", 18083]],
        );
        const listeners = { http: { bind: "0.0.0.0:0" }, https: { bind: "0.0.0.0:18084" } };
        assert.deepEqual(
            dashboardPorts({ dashboard: { listeners } }).map(({ name, port }) => [name, port]),
            [["dashboard-https", 18084]],
        );
    });

    it("of listeners are EMQX's own, with what roots and environment change of them", () => {
        const names = (...of: Parameters<typeof listenerPorts>) =>
            listenerPorts(...of).map(({ name, port }) => `${name} ${port}`);
        assert.deepEqual(names(), [
            "ssl-default 8883",
            "tcp-default 1883",
            "ws-default 8083",
            "wss-default 8084",
        ]);
        const roots = {
            listeners: { ssl: { default: { enable: false } }, tcp: { extra: { bind: "0.0.0.0:1993" } } },
        };
        const environment = [
            { name: "EMQX_LISTENERS__WS__DEFAULT__ENABLE", value: "false" },
            { name: "EMQX_LISTENERS__TCP__DEFAULT__BIND", value: '"0.0.0.0:2883"' },
            { name: "EMQX_LISTENERS__QUIC__FAST__BIND", value: "14567" },
        ];
        assert.deepEqual(names(roots, environment), [
            "quic-fast 14567",
            "tcp-default 2883",
            "tcp-extra 1993",
            "wss-default 8084",
        ]);
    });
});
