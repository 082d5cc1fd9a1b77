import assert from "node:assert/strict";
import { join } from "node:path";
import * as runtimeConfig from "@pulumi/pulumi/runtime/config";
import { parse } from "yaml";
import { resolveConfig } from "../../preview/project/config";
import { loadProject } from "../../preview/project/projectFile";
import { loadStackConfig } from "../../preview/project/stackFile";
import type { EmqxLicense } from "../../provider";
import { remarks } from "../../provider/capacity/remarks";
import { clientsDuringChange } from "../../provider/emqx/gate/meant/clients";
import { v2 } from "../../provider/emqx/lines/v2";
import { workOf } from "../../provider/emqx/plan/work";
import { parseQuantity } from "../../provider/kubernetes/quantity";
import { planStack } from "../../provider/plan/planStack";
import { Problems } from "../../provider/validation/problems";
import { stackArgs } from "../../stack/config";
import { ROOT } from "../support/cli";
import { cliInProcess, previewJson } from "../support/cliInProcess";
import { findingsOf } from "../unit/capacity/stacks";

const MILLION = ["--connections", "1000000", "--publish", "500000/s", "--payload", "1KB", "--qos", "1"];

const KEY = ["--config", "licenseKey=key-of-the-tests"];

const planned = async (...args: string[]) => {
    const { code, stdout, stderr } = await cliInProcess(["plan", ...args]);
    assert.equal(stderr, "");
    assert.equal(code, 0);
    return stdout;
};

/** The root stack's arguments from configuration as it is written into Pulumi.<stack>.yaml. */
function argsFrom(yaml: string) {
    const { config } = parse(yaml) as { config: Record<string, unknown> };
    const given = Object.entries(config).map(([key, value]) => [
        key,
        typeof value === "string" ? value : JSON.stringify(value),
    ]);
    const project = loadProject(ROOT);
    const resolved = resolveConfig(
        project,
        "pasted",
        loadStackConfig(project, "pasted"),
        Object.fromEntries(given),
    );
    runtimeConfig.setAllConfig({ ...resolved.values }, [...resolved.secretKeys]);
    return stackArgs();
}

describe("emqx-ack plan", function () {
    this.timeout(180_000);

    it("proposes shapes for the source's load: nodes, bars, what breaks first, configuration", async () => {
        const page = await planned(...MILLION);
        assert.match(
            page,
            /^1,000,000 connections, 500,000 messages a second in and 500,000 out, QoS 1, 1,024 B\n/,
        );
        assert.match(
            page,
            /\n1 recommended: 5 x ecs\.c7\.8xlarge \(32 vCPU, 64 GiB\) \(least hardware\)\n {2}and 3 cores on ecs\.c7\.4xlarge/,
        );
        assert.match(page, /\n {2}replicant node {2}vCPU +█+·+ {3}66 % {2}21\.3 of 32 vCPU\n/);
        assert.match(
            page,
            /\n {2}breaks first: vCPU of the replicant node, at 1\.5 x this load \(66 % now\)\n/,
        );
        assert.match(page, /\n2 fewest nodes: 3 x /);
        assert.match(page, /\n3 most headroom: /);
        assert.match(
            page,
            /\nconfiguration of 1 recommended .*\nconfig:\n {2}alicloud:region: cn-hangzhou\n {2}emqx-ack:connections: 1000000\n/,
        );
        assert.ok(!page.includes("\u001b"), "escape codes in a pipe");
        assert.ok(!page.includes("…"), "cut in a pipe");
    });

    it("gives configuration that the root stack takes, and that passes the check", async () => {
        for (const more of [
            [],
            ["--shape", "2"],
            [
                "--shape",
                "3",
                "--licensed",
                "1.2M",
                "--keepalive",
                "5m",
                "--ramp",
                "20k/s",
                "--nodes-lost",
                "2",
            ],
            ["--tls", "--zones", "2", "--licensed", "1M"],
        ]) {
            const page = await planned(...MILLION, ...more);
            const { args, name } = argsFrom(page.slice(page.indexOf("\nconfig:\n")));
            const problems = new Problems();
            assert.match(page, /\n {2}# and, encrypted: pulumi config set --secret licenseKey <key>\n/);
            planStack(name, { ...args, emqx: { ...args.emqx, licenseKey: "key" } }, problems);
            assert.deepEqual(problems.all, [], more.join(" "));
            // The third has the most headroom: that its nodes are large is no fault of it.
            const faults = remarks(findingsOf(args)).filter(
                ({ severity }) => severity === "warn" || !more.includes("3"),
            );
            assert.deepEqual(faults, [], more.join(" "));
            assert.equal(args.connections, 1_000_000);
            assert.deepEqual(args.traffic, {
                publishedPerSecond: 500_000,
                deliveredPerSecond: 500_000,
                payloadBytes: 1024,
                qos: 1,
                ...(more.includes("--ramp") ? { connectsPerSecond: 20_000 } : {}),
            });
            // Clients are moved, and fast enough for the load balancer.
            {
                const work = workOf({ ...args.emqx, connections: args.connections }, v2.pace);
                assert.equal(clientsDuringChange(v2.pace, work, 900).cutAtOnce, 0);
            }
        }
    });

    it("says of each shape whose clients EMQX moves what an upgrade does to them, as the update will", async () => {
        const { shapes } = JSON.parse(await planned(...MILLION, "--licensed", "1M", "--format", "json"));
        for (const shape of shapes) {
            const { args } = argsFrom(shape.config);
            const work = workOf({ ...args.emqx, connections: args.connections }, v2.pace);
            assert.deepEqual(shape.upgrade, clientsDuringChange(v2.pace, work, 900));
            assert.equal(shape.upgrade.cutAtOnce, 0);
        }
        const page = await planned(...MILLION, "--licensed", "1M");
        const sentence =
            / {2}an upgrade moves [\d,]+ clients a second, up to .* of the 15 min that the drain lasts: nobody is cut\n/g;
        assert.equal(page.match(sentence)?.length, shapes.length);
        const inPlace = await planned("--connections", "100000", "--operator-version", "3.0.0");
        assert.match(
            inPlace,
            /an upgrade moves .*, up to .* with a drain of 15 min for each node: nobody is cut/,
        );
        // So many that no number of nodes is emptied in time.
        const vast = await planned("--connections", "10M", "--licensed", "10M");
        assert.match(
            vast,
            /\n {2}up to [\d,]+ are cut and reconnect at once; spread them over several clusters\n/,
        );
    });

    it("gives the same as JSON, with every ceiling and the configuration of each shape", async () => {
        const { formatVersion, request, shapes, obstacles } = JSON.parse(
            await planned(...MILLION, "--format", "json"),
        );
        assert.equal(formatVersion, 1);
        assert.equal(request.messages.deliveredPerSecond, 500_000);
        assert.deepEqual(obstacles, []);
        assert.deepEqual(
            shapes.map(({ title }: { title: string }) => title),
            ["recommended", "fewest nodes", "most headroom"],
        );
        for (const shape of shapes) {
            assert.ok(shape.ceilings.length > 20);
            assert.ok(shape.breaksFirst.factor > 1);
            assert.equal(argsFrom(shape.config).args.replicantPool?.nodes, shape.replicants);
        }
    });

    it("reads figures as people write them", async () => {
        const request = async (...args: string[]) =>
            JSON.parse(await planned(...args, "--format", "json")).request;
        const { connections, messages, connectsPerSecond, keepAliveSeconds } = await request(
            ...["--connections", "1.5M", "--publish", "20k/s", "--fan-out", "10", "--payload", "2 KiB"],
            ...[
                "--ramp",
                "5,000/s",
                "--keepalive",
                "2m",
                "--qos",
                "2",
                "--instance-types",
                "ecs.g7.8xlarge,ecs.c7.8xlarge",
            ],
        );
        assert.deepEqual(
            [connections, messages, connectsPerSecond, keepAliveSeconds],
            [
                1_500_000,
                { publishedPerSecond: 20_000, deliveredPerSecond: 200_000, payloadBytes: 2048, qos: 2 },
                5_000,
                120,
            ],
        );
        const delivered = await request("--connections", "1_000", "--deliver", "30/s");
        assert.deepEqual(
            [delivered.messages.publishedPerSecond, delivered.messages.deliveredPerSecond],
            [0, 30],
        );
    });

    it("chooses among the types that it is given", async () => {
        const page = await planned("--connections", "200000", "--instance-types", "ecs.r7.4xlarge");
        assert.match(page, /recommended: 3 x ecs\.r7\.4xlarge/);
        assert.match(page, /replicantInstanceTypes:\n {4}- ecs\.r7\.4xlarge\n {2}emqx/);
    });

    it("says all at once what is wrong with its options, and ends with 2", async () => {
        const { code, stdout, stderr } = await cliInProcess([
            ...[
                "plan",
                "--connections",
                "many",
                "--publish",
                "fast",
                "--payload",
                "1PB",
                "--qos",
                "3",
                "--zones",
                "1",
            ],
            ...[
                "--instance-types",
                "ecs.c9i.8xlarge",
                "--load-balancer",
                "Alb",
                "--keepalive",
                "1d",
                "--shape",
                "5",
                "--edition",
                "Free",
                "--emqx-version",
                "latest",
            ],
            ...[
                "--deliver",
                "1",
                "--fan-out",
                "2",
                "--cpu-factor",
                "0",
                "--nodes-lost",
                "-1",
                "--licensed",
                "0",
                "--ramp",
                "x",
            ],
        ]);
        assert.equal(code, 2);
        assert.equal(stdout, "");
        for (const option of [
            "connections",
            "publish",
            "payload",
            "qos",
            "zones",
            "instance-types",
            "load-balancer",
        ])
            assert.match(stderr, new RegExp(`^error: --${option}: `, "m"));
        for (const option of [
            "keepalive",
            "shape",
            "fan-out",
            "cpu-factor",
            "nodes-lost",
            "licensed",
            "ramp",
            "edition",
            "emqx-version",
        ])
            assert.match(stderr, new RegExp(`^error: --${option}: `, "m"));
        assert.match(stderr, /--connections: write a whole number from 1 to 100,000,000\n/);
        assert.equal((await cliInProcess(["plan"])).code, 2);
        assert.equal((await cliInProcess(["plan", "--connections", "1", "--format", "yaml"])).code, 2);
    });

    it("says what no number of nodes helps against, and ends with 1", async () => {
        const vast = await cliInProcess(["plan", "--connections", "100M", "--zones", "5"]);
        assert.equal(vast.code, 1);
        assert.equal(vast.stdout, "");
        assert.match(
            vast.stderr,
            /^error: load balancer: 100,000,000 connections are 400 % of the 25,000,000 that an NLB in 5 zones takes\. Write more zones.* One stack cannot carry it; 6 of 16,666,667 connections each would/,
        );
        const license = await cliInProcess(["plan", "--connections", "2000", "--licensed", "1000"]);
        assert.match(license.stderr, /2,000 connections are more than the 1,000 licensed/);
        const types = await cliInProcess([
            "plan",
            "--connections",
            "20M",
            "--zones",
            "5",
            "--instance-types",
            "ecs.c7.large",
        ]);
        assert.match(types.stderr, /no number of nodes within the quotas carries this/);
    });

    it("proposes what is only reached above 70 %, with the warning", async () => {
        const page = await planned("--connections", "9M", "--zones", "2");
        assert.match(page, /load balancer +connections +█+·+ +90 % {2}9,000,000 of 10,000,000 connections/);
        assert.match(
            page,
            /\n {2}Capacity: connections of load balancer at 90 %: 9,000,000 connections are 90 %/,
        );
    });

    it("has small shapes for small loads, and one to try it out, with what that lacks", async () => {
        const page = await planned("--connections", "1k", "--shape", "4");
        assert.match(
            page,
            /\n1 recommended: 3 x ecs\.c7\.large \(2 vCPU, 4 GiB\).*\n {2}and 3 cores on ecs\.c7\.xlarge/,
        );
        assert.match(page, /\n2 to try it out: 2 x ecs\.g7\.large \(2 vCPU, 8 GiB\)/);
        assert.match(page, /\n {2}what it lacks: a lost node and every upgrade cut everybody;/);
        assert.match(page, /\n {2}emqx-ack:corePool:\n {4}nodes: 2\n/);
        const { args } = argsFrom(page.slice(page.indexOf("\nconfig:\n")));
        assert.deepEqual(
            [args.emqx?.cores?.replicas, args.emqx?.replicants?.replicas, args.corePool?.nodes],
            [1, 0, 2],
        );
        assert.doesNotMatch(await planned("--connections", "20k"), /to try it out/);
    });

    it("gives TLS and connects their CPU", async () => {
        const vcpus = async (...more: string[]) =>
            JSON.parse(
                await planned("--connections", "1M", "--publish", "100k/s", ...more, "--format", "json"),
            ).shapes[0].vcpus;
        const plain = await vcpus();
        assert.ok((await vcpus("--tls")) > 1.3 * plain);
        const tls = await planned("--connections", "1M", "--publish", "100k/s", "--tls");
        assert.match(tls, /certificate is expected in the Secret mqtt-tls/);
        assert.doesNotMatch(tls, /CPU of TLS is not in it/);
        assert.ok((await vcpus("--ramp", "50k/s")) > plain);
        assert.match(
            await planned("--connections", "1M", "--ramp", "50k/s"),
            /\n50,000 connects a second are more than EMQ has published of a cluster \(20,000\): measure first\n/,
        );
    });

    it("has one small shape for EMQX's key for evaluation, the one that it has by itself", async () => {
        const page = await planned("--connections", "25", "--license", "evaluation");
        assert.match(
            page,
            /\nEMQX 6\.3\.1 with its key for evaluation: 25 clients, .*; not for production\n/,
        );
        assert.match(page, /\n1 evaluation: 3 x ecs\.g7\.large /);
        assert.doesNotMatch(page, /licenseKey|\n2 /);
        const { name, args } = argsFrom(page.slice(page.indexOf("\nconfig:\n")));
        const problems = new Problems();
        const plan = planStack(name, args, problems);
        assert.deepEqual(problems.all, []);
        const least = { license: args.emqx?.license as EmqxLicense };
        const byItself = planStack(name, { ...args, corePool: {}, replicantPool: {}, emqx: least }, problems);
        assert.deepEqual(plan.roles, byItself.roles);
        assert.deepEqual(
            plan.roles.map(({ role }) => plan.capacity.pods[role].cpuRequest),
            plan.roles.map(({ role }) => parseQuantity(byItself.shape.resources[role].cpuRequest as string)),
        );
    });

    it("plans for each line of the operator, and tells what does not go together", async () => {
        for (const more of [
            ["--emqx-version", "5.8.11"],
            ["--emqx-version", "5.8.11", "--operator-version", "2.3.3"],
            ["--emqx-version", "5.10.4"],
            ["--emqx-version", "6.1.4", "--operator-version", "2.3.2"],
            ["--emqx-version", "6.3.1", "--operator-version", "3.0.0"],
        ]) {
            const page = await planned("--connections", "200k", ...more);
            const { name, args } = argsFrom(page.slice(page.indexOf("\nconfig:\n")));
            const problems = new Problems();
            planStack(name, { ...args, emqx: { ...args.emqx, licenseKey: "key" } }, problems);
            assert.deepEqual(problems.all, [], more.join(" "));
            assert.equal(args.operator?.version, more[3], more.join(" "));
        }
        for (const [more, wrong] of [
            [
                ["--operator-version", "2.2.29"],
                /^error: --operator-version: is "2\.2\.29", and EMQX 6\.3\.1 runs on/,
            ],
            [
                ["--operator-version", "latest"],
                /^error: --operator-version: is "latest"; write a full version/,
            ],
            [
                ["--edition", "Enterprise", "--emqx-version", "6.3.1"],
                /^error: --edition: is given, and from 5\.9 on/,
            ],
            [["--license", "trial"], /^error: --license: trial is none: write evaluation/],
            [
                ["--license", "evaluation"],
                /^error: --license: evaluation takes 25 clients, and --connections is 200,000/,
            ],
        ] as const) {
            const { code, stderr } = await cliInProcess(["plan", "--connections", "200k", ...more]);
            assert.equal(code, 2);
            assert.match(stderr, wrong);
        }
    });

    it("raises software's limits in the configuration instead of buying nodes for them", async () => {
        const page = await planned("--connections", "6M", "--shape", "2");
        assert.match(page, /\n2 fewest nodes: 3 x ecs\.g7ne/);
        const { args } = argsFrom(page.slice(page.indexOf("\nconfig:\n")));
        assert.equal(args.emqx?.limits?.maxPorts, 8_388_608);
        assert.equal(args.emqx?.listeners?.tcp?.maxConnections, 8_388_608);
    });

    it("takes zones of a region, edition and version, and says what a license is for", async () => {
        const page = await planned(
            ...["--connections", "10k", "--zones", "cn-shanghai-b,cn-shanghai-g", "--edition", "Enterprise"],
            ...["--emqx-version", "5.8.9"],
        );
        assert.match(
            page,
            /\nEMQX Enterprise 5\.8\.9, with a license for 10,000 connections: pulumi config set --secret licenseKey/,
        );
        assert.match(page, /\nconfig:\n {2}alicloud:region: cn-shanghai\n/);
        assert.match(page, /\n {2}emqx-ack:edition: Enterprise\n {2}emqx-ack:emqxVersion: 5\.8\.9\n/);
        const { args } = argsFrom(page.slice(page.indexOf("\nconfig:\n")));
        assert.deepEqual(args.newCluster?.zones, ["cn-shanghai-b", "cn-shanghai-g"]);
        assert.match(
            await planned("--connections", "10k"),
            /\nEMQX 6\.3\.1, with a license for 10,000 connections: .*; without one it is a single node\n/,
        );
        assert.match(
            await planned("--connections", "10k", "--emqx-version", "5.7.2"),
            /\nopen-source EMQX 5\.7\.2, which needs no license;/,
        );
        const refused = await cliInProcess([
            ...["plan", "--connections", "10k", "--edition", "OpenSource", "--emqx-version", "5.8.9"],
        ]);
        assert.match(
            refused.stderr,
            /^error: --emqx-version: open-source EMQX from 5\.8 on has no replicants/,
        );
        for (const [zones, wrong] of [
            ["cn-shanghai-b,cn-hangzhou-g", /--zones: are of several regions/],
            ["cn-shanghai-b,cn-shanghai-b", /--zones: write two or more different zones/],
            ["shanghai", /--zones: shanghai: write a zone id/],
        ] as const) {
            const { code, stderr } = await cliInProcess(["plan", "--connections", "1k", "--zones", zones]);
            assert.equal(code, 2);
            assert.match(stderr, wrong);
        }
    });
});

describe("capacity in a preview", function () {
    this.timeout(180_000);

    it("ends the page, a bar a ceiling, in few lines", async () => {
        const { code, stdout } = await cliInProcess(["preview", ROOT, "--stack", "million", ...KEY]);
        assert.equal(code, 0);
        const section = /\ncapacity \(.*\)\n([\s\S]*?)\n\n/.exec(stdout)?.[1];
        assert.ok(section, stdout);
        const lines = section.split("\n");
        assert.ok(lines.length <= 13, `${lines.length} lines`);
        assert.match(lines[0]!, /^ {2}replicant node +vCPU +█+·+ +66 % {2}21\.3 of 32 vCPU$/);
        assert.match(
            section,
            /\n {2}\d+ more ceilings at [\d.]+ % or less\n {2}not checked for want of .*capacity\.licensedConnections/,
        );
        assert.match(stdout.slice(stdout.indexOf(section) + section.length), /^\n\n\d+ to create/);
        assert.doesNotMatch(stdout, /warning: mqtt: /);
    });

    it("is in its JSON", async () => {
        const { capacity } = await previewJson(ROOT, "--stack", "dev", ...KEY);
        assert.equal(capacity.length, 1);
        const [{ name, urn, ceilings }] = capacity;
        assert.equal(name, "mqtt");
        assert.match(urn, /emqx-ack:index:EmqxOnAck::mqtt$/);
        const sessions = ceilings.find(({ name }: { name: string }) => name === "ECS connections");
        assert.deepEqual([sessions.afterLosing, sessions.limit], [50_000, 300_000]);
        assert.deepEqual((await previewJson(join(__dirname, "programs", "typescript"))).capacity, []);
    });

    it("is refused in one message when a late value makes it too much", async () => {
        const { code, stderr } = await cliInProcess([
            "preview",
            join(__dirname, "programs", "late-capacity"),
        ]);
        assert.equal(code, 1);
        assert.equal(stderr.match(/emqx\.limits\.maxPorts: is too small: Erlang ports/g)?.length, 1, stderr);
    });
});
