import assert from "node:assert";
import type { RecordedResource } from "../../../../preview/monitor/graph";
import { secret, UNKNOWN, type WireObject } from "../../../../preview/monitor/wire";
import { CLUSTER, changes, KUBERNETES, made, object, only, operations, POOL, SECRET, SWITCH } from "./made";

describe("what replaces a resource", () => {
    it("follows the cloud provider's rules", () => {
        const pool = (inputs: WireObject) => made(POOL, "core", { nodePoolName: "core", ...inputs });
        assert.strictEqual(only(pool({ desiredSize: "3" }), pool({ desiredSize: "4" })).operation, "update");
        const replaced = only(pool({ ramRoleName: "a" }), pool({ ramRoleName: "b" }));
        assert.deepStrictEqual(replaced.replaceReasons, ["ramRoleName"]);
        assert.strictEqual(replaced.deleteBeforeReplace, false);
        assert.deepStrictEqual(
            replaced.properties.map(({ path, replaces }) => [path, replaces]),
            [["ramRoleName", true]],
        );
    });

    it("goes first where its name cannot be there twice", () => {
        const cluster = (name: WireObject, serviceCidr: string) =>
            made(CLUSTER, "ack", { ...name, serviceCidr });
        const [one, other] = ["172.21.0.0/20", "172.22.0.0/20"];
        const named = only(cluster({ name: "mqtt" }, one), cluster({ name: "mqtt" }, other));
        assert.deepStrictEqual([named.operation, named.deleteBeforeReplace], ["replace", true]);
        assert.strictEqual(only(cluster({}, one), cluster({}, other)).deleteBeforeReplace, false);
    });

    it("follows the Kubernetes provider's rules", () => {
        const set = (spec: WireObject) => object("kubernetes:apps/v1:StatefulSet", "core", { spec });
        assert.strictEqual(only(set({ replicas: 1 }), set({ replicas: 2 })).operation, "update");
        const renamed = only(set({ serviceName: "a" }), set({ serviceName: "b" }));
        assert.deepStrictEqual(renamed.replaceReasons, ["spec.serviceName"]);
        assert.strictEqual(renamed.deleteBeforeReplace, true);
        const moved = only(
            made("kubernetes:apps.emqx.io/v2beta1:EMQX", "emqx", {
                metadata: { name: "emqx", namespace: "a" },
            }),
            made("kubernetes:apps.emqx.io/v2beta1:EMQX", "emqx", {
                metadata: { name: "emqx", namespace: "b" },
            }),
        );
        assert.deepStrictEqual(moved.replaceReasons, ["metadata.namespace"]);
        assert.strictEqual(moved.deleteBeforeReplace, false);
    });

    it("is every change of a Secret, unless the provider may change Secrets", () => {
        const withProvider = (set: WireObject, password: string) => {
            const provider = made(KUBERNETES, "k8s", { clusterIdentifier: "c", ...set });
            const data = { stringData: secret({ password: secret(password), user: secret("admin") }) };
            return [provider, object(SECRET, "user", data, { provider: `${provider.urn}::${UNKNOWN}` })];
        };
        const operationWith = (set: WireObject) => {
            const found = changes(withProvider(set, "one"), withProvider(set, "two")).changes;
            return found.map(({ operation, properties }) => [operation, properties.map(({ path }) => path)]);
        };
        assert.deepStrictEqual(operationWith({}), [["replace", ["data.password"]]]);
        assert.deepStrictEqual(operationWith({ enableSecretMutable: "true" }), [
            ["update", ["data.password"]],
        ]);
    });

    it("is what the program asks for, and not what it ignores", () => {
        const pool = (userData: string, options: RecordedResource["options"]) =>
            made(POOL, "core", { userData, labels: [{ key: "a", value: userData }] }, { options });
        const asked = only(pool("one", {}), pool("two", { replaceOnChanges: ["userData"] }));
        assert.deepStrictEqual(asked.replaceReasons, ["userData"]);
        const ignoring = only(pool("one", {}), pool("two", { ignoreChanges: ["labels[*].value"] }));
        assert.deepStrictEqual(
            ignoring.properties.map(({ path }) => path),
            ["userData"],
        );
        const nothing = changes([pool("one", {})], [pool("two", { ignoreChanges: ["userData", "labels"] })]);
        assert.deepStrictEqual(operations(nothing), []);
    });

    it("is a changed trigger, and what it is deleted or replaced with", () => {
        const thing = (name: string, options: RecordedResource["options"]) =>
            made("test:index:Thing", name, {}, { options });
        const triggered = only(
            thing("a", { replacementTrigger: "one" }),
            thing("a", { replacementTrigger: "two" }),
        );
        assert.deepStrictEqual(triggered.replaceReasons, ["replacementTrigger"]);
        const root = (replacementTrigger: string) => thing("root", { replacementTrigger });
        const { urn } = root("one");
        const followers = [thing("with", { replaceWith: [urn] }), thing("in", { deletedWith: urn })];
        const found = changes([root("one"), ...followers], [root("two"), ...followers]);
        assert.deepStrictEqual(operations(found).sort(), ["replace in", "replace root", "replace with"]);
    });

    it("is everything that a replaced provider manages", () => {
        const stack = (cluster: string) => {
            const provider = made(KUBERNETES, "k8s", {
                clusterIdentifier: cluster,
                kubeconfig: secret(UNKNOWN),
            });
            const config = object(
                "kubernetes:core/v1:ConfigMap",
                "config",
                {},
                { provider: `${provider.urn}::id` },
            );
            return [provider, config];
        };
        assert.deepStrictEqual(operations(changes(stack("c-1"), stack("c-1"))), []);
        const found = changes(stack("c-1"), stack("c-2"));
        assert.deepStrictEqual(operations(found), ["replace k8s", "replace config"]);
        assert.deepStrictEqual(found.changes[1]!.replaceReasons, ["provider"]);
        // The provider is not asked, so that nothing says that there cannot be two objects of a name.
        assert.strictEqual(found.changes[1]!.deleteBeforeReplace, false);
    });

    it("is a Kubernetes provider without an identifier whose kubeconfig leads elsewhere", () => {
        const kubeconfig = (server: string, token: string) =>
            `current-context: x\ncontexts: [{name: x, context: {cluster: c, user: u}}]\n` +
            `clusters: [{name: c, cluster: {server: "${server}"}}]\nusers: [{name: u, user: {token: ${token}}}]\n`;
        const provider = (text: string) => made(KUBERNETES, "k8s", { kubeconfig: secret(text) });
        const renewed = only(
            provider(kubeconfig("https://a", "one")),
            provider(kubeconfig("https://a", "two")),
        );
        assert.strictEqual(renewed.operation, "update");
        const moved = only(
            provider(kubeconfig("https://a", "one")),
            provider(kubeconfig("https://b", "one")),
        );
        assert.strictEqual(moved.operation, "replace");
        const identified = (text: string) =>
            made(KUBERNETES, "k8s", { clusterIdentifier: "c", kubeconfig: secret(text) });
        const known = only(
            identified(kubeconfig("https://a", "one")),
            identified(kubeconfig("https://b", "one")),
        );
        assert.strictEqual(known.operation, "update");
        assert.doesNotMatch(JSON.stringify(moved), /https:/);
    });

    it("runs on to what takes ids from it", () => {
        const vpc = (userCidrs: string) =>
            made("alicloud:vpc/network:Network", "vpc", { userCidrs: [userCidrs] });
        const takes = (type: string, name: string, property: string, from: RecordedResource) =>
            made(
                type,
                name,
                { [property]: UNKNOWN },
                { dependencies: [from.urn], propertyDependencies: { [property]: [from.urn] } },
            );
        const stack = (userCidrs: string) => {
            const network = vpc(userCidrs);
            const vswitch = takes(SWITCH, "switch", "vpcId", network);
            return [network, vswitch, takes(POOL, "pool", "vswitchIds", vswitch)];
        };
        const found = changes(stack("10.0.0.0/8"), stack("11.0.0.0/8"));
        assert.deepStrictEqual(operations(found), ["replace vpc", "replace switch", "update pool"]);
        assert.strictEqual(found.changes[1]!.properties[0]!.certainty, "unknown");
    });

    it("deletes what depends on it before it is deleted itself", () => {
        const stack = (provisioner: string) => {
            const namespace = object("kubernetes:core/v1:Namespace", "ns", { spec: { provisioner } });
            const set = (serviceName: string) =>
                object("kubernetes:apps/v1:StatefulSet", "set", { spec: { serviceName } });
            const root = set(provisioner);
            const inside = object(
                "kubernetes:core/v1:ConfigMap",
                "inside",
                {},
                {
                    dependencies: [root.urn],
                    propertyDependencies: { metadata: [root.urn] },
                },
            );
            const beside = object("kubernetes:core/v1:ConfigMap", "beside", {}, { dependencies: [root.urn] });
            return [namespace, root, inside, beside];
        };
        const found = changes(stack("one"), stack("two"));
        assert.deepStrictEqual(operations(found), ["replace set", "update ns", "replace inside"]);
        assert.deepStrictEqual(
            found.changes.map(({ deleteBeforeReplace }) => deleteBeforeReplace),
            [true, false, true],
        );
    });

    it("is refused for what is protected", () => {
        const options = { protect: true, retainOnDelete: true };
        const pool = (ramRoleName: string) => made(POOL, "core", { ramRoleName }, { options });
        const replaced = only(pool("a"), pool("b"));
        assert.deepStrictEqual([replaced.blockedByProtect, replaced.retained], [true, true]);
        const [deleted] = changes([pool("a")], []).changes;
        assert.deepStrictEqual(
            [deleted!.operation, deleted!.blockedByProtect, deleted!.retained],
            ["delete", true, true],
        );
    });
});
