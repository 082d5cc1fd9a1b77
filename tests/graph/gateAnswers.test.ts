import { strict as assert } from "node:assert";
import { EmqxCluster, LoadBalancerKind, MqttLoadBalancer } from "../../provider";
import { runFailingProgram } from "../../testkit/programs/runProgram";
import { versioned } from "../support/versions";
import { json, kubeconfig, type LocalServer, serve, status } from "../unit/kubernetes/apiServer";

/** What a user reads when the API server is there and does not say what the gates ask. */
describe("gates of an EMQX cluster, before an API server that refuses", function () {
    this.timeout(60_000);
    const now = Date.now;
    let server: LocalServer | undefined;
    let shift = 0;
    beforeEach(() => {
        shift = 0;
        // The clock of the test runs: each request takes five seconds.
        Date.now = () => now() + shift;
    });
    afterEach(() => {
        Date.now = now;
        return server?.close();
    });

    async function failing(answer: Parameters<typeof serve>[0]) {
        server = await serve((request, response) => {
            shift += 5_000;
            answer(request, response);
        });
        const text = kubeconfig(`http://127.0.0.1:${server.port}`);
        return runFailingProgram(
            () => {
                const cluster = new EmqxCluster("emqx", versioned({ kubeconfig: text }));
                new MqttLoadBalancer("lb", { kind: LoadBalancerKind.Clb, namespace: cluster.namespace });
            },
            { mode: "update", cluster: "real" },
        );
    }

    it("end with verb and resource, before anything of EMQX is written", async () => {
        const { error, graph } = await failing(status(401, "Unauthorized"));
        assert.match(
            error.message,
            /^The Kubernetes API server refuses what has to be known of EMQX: it does not accept these credentials \(401 to (get|list) \S+/,
        );
        assert.doesNotMatch(error.message, /secret-token|\n\s+at /);
        for (const type of ["Namespace", "Secret", "EMQX", "Service"])
            assert.equal(graph.all(type).length, 0, type);
        const said = graph.diagnostics.filter(({ message }) => message.includes("API server refuses:"));
        assert.equal(said.length, 1, "once, and at the first look");
    });

    it("go on where the object alone may be read, with all that waits for nothing else", async () => {
        const groups = json(200, { kind: "APIGroupList", groups: [] });
        const forbidden = status(403, "no");
        const absent = status(404, "not found");
        const { error, graph } = await failing((request, response) => {
            const url = request.url ?? "";
            if (url === "/apis/" || url === "/apis") return groups(request, response);
            if (url.includes("/emqxes/")) return absent(request, response);
            return forbidden(request, response);
        });
        // It was written, and then nobody may see what became of it.
        assert.equal(graph.all("EMQX").length, 1);
        assert.match(
            error.message,
            /these credentials may not list (statefulsets|replicasets|pods)\S* in namespace "emqx"/,
        );
        assert.equal(graph.all("Service").length, 0);
    });
});
