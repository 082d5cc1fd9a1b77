import type { ServiceError } from "@grpc/grpc-js";
import { ConstructRequest, type ConstructResponse } from "@pulumi/pulumi/proto/provider_pb";
import { previewAnswers } from "../../../preview/monitor/answers";
import { EngineLog } from "../../../preview/monitor/engine";
import type { Graph } from "../../../preview/monitor/graph";
import { mapValues } from "../../../preview/monitor/inputs";
import { ResourceMonitor } from "../../../preview/monitor/monitor";
import { toObject, toStruct } from "../../../preview/monitor/protocol";
import { type RunningServer, serve } from "../../../preview/monitor/server";
import { upgradeToOutputs, type WireObject } from "../../../preview/monitor/wire";
import { updateAnswers } from "../../../testkit/programs/updateAnswers";
import type { FakeCluster } from "./fakeCluster";
import type { PluginProcess } from "./pluginProcess";
import { ConstructError, problemsOf } from "./remoteComponents";

/** One deployment's engine, and Construct calls to a plugin on its behalf. */
export class ConstructScene {
    private constructor(
        private readonly plugin: PluginProcess,
        private readonly cluster: FakeCluster,
        private readonly server: RunningServer,
        private readonly monitor: ResourceMonitor,
        private readonly stack: string,
        private readonly dryRun: boolean,
    ) {}

    public static async open(
        plugin: PluginProcess,
        cluster: FakeCluster,
        stack: string,
        mode: "preview" | "update",
    ): Promise<ConstructScene> {
        const answers = mode === "preview" ? previewAnswers : updateAnswers({});
        const organization = "organization";
        const deployment = { project: "project", stack, organization, config: {}, secretKeys: [], answers };
        const monitor = new ResourceMonitor(deployment);
        const engine = new EngineLog((message) => monitor.graph.diagnostics.push(message));
        const server = await serve(monitor, engine);
        cluster.add(monitor.graph);
        await plugin.attach(server.address);
        return new ConstructScene(plugin, cluster, server, monitor, stack, mode === "preview");
    }

    public get graph(): Graph {
        return this.monitor.graph;
    }

    /** The component's outputs; throws a {@link ConstructError}. */
    public async construct(token: string, name: string, inputs: WireObject): Promise<WireObject> {
        const request = new ConstructRequest();
        request.setProject("project");
        request.setStack(this.stack);
        request.setOrganization("organization");
        request.setDryrun(this.dryRun);
        request.setParallel(16);
        request.setMonitorendpoint(this.server.address);
        request.setType(token);
        request.setName(name);
        // The engine hands over secrets as output values.
        request.setInputs(toStruct(mapValues(inputs, upgradeToOutputs)));
        request.setAcceptsOutputValues(true);
        const answer: ConstructResponse = await this.plugin
            .construct(request)
            .catch((error: ServiceError) => {
                throw new ConstructError(error.details, problemsOf(error));
            });
        return toObject(answer.getState());
    }

    public close(): void {
        this.cluster.remove(this.monitor.graph);
        this.server.close();
        this.monitor.close();
    }
}
