import { type ChannelCredentials, credentials } from "@grpc/grpc-js";
import { CallbacksClient } from "@pulumi/pulumi/proto/callback_grpc_pb";
import { type Callback, CallbackInvokeRequest } from "@pulumi/pulumi/proto/callback_pb";
import {
    TransformInvokeOptions,
    TransformInvokeRequest,
    TransformInvokeResponse,
    TransformRequest,
    type TransformResourceOptions,
    TransformResponse,
} from "@pulumi/pulumi/proto/resource_pb";
import { toObject, toStruct } from "./protocol";
import type { WireObject } from "./wire";

/** A resource on its way through the transforms. */
export interface Transformed {
    readonly props: WireObject;
    readonly options: TransformResourceOptions;
}

/** Functions of the program that change resources before they are registered; they run in the program's process. */
export class Transforms {
    private readonly clients = new Map<string, CallbacksClient>();
    private readonly insecure: ChannelCredentials = credentials.createInsecure();
    private readonly ofStack: Callback[] = [];
    private readonly ofInvokes: Callback[] = [];
    private readonly ofResource = new Map<string, Callback[]>();
    private readonly parents = new Map<string, string>();

    public addForStack(callback: Callback): void {
        this.ofStack.push(callback);
    }

    public addForInvokes(callback: Callback): void {
        this.ofInvokes.push(callback);
    }

    /** Remembers a registered resource's transforms, so that they apply to its descendants. */
    public remember(urn: string, parent: string, own: Callback[]): void {
        this.ofResource.set(urn, own);
        this.parents.set(urn, parent);
    }

    /** The resource's own transforms, then its parents' outward, then the stack's: the engine's order. */
    public async apply(
        resource: { type: string; name: string; custom: boolean; parent: string; own: Callback[] },
        start: Transformed,
    ): Promise<Transformed> {
        let current = start;
        for (const callback of this.collect(resource.parent, resource.own)) {
            const request = new TransformRequest();
            request.setType(resource.type);
            request.setName(resource.name);
            request.setCustom(resource.custom);
            request.setParent(resource.parent);
            request.setProperties(toStruct(current.props));
            request.setOptions(current.options);
            const response = TransformResponse.deserializeBinary(
                await this.call(callback, request.serializeBinary()),
            );
            const properties = response.getProperties();
            current = {
                props: properties === undefined ? current.props : toObject(properties),
                options: response.getOptions() ?? current.options,
            };
        }
        return current;
    }

    public async applyToInvoke(token: string, args: WireObject, provider: string): Promise<WireObject> {
        let current = args;
        for (const callback of this.ofInvokes) {
            const options = new TransformInvokeOptions();
            options.setProvider(provider);
            const request = new TransformInvokeRequest();
            request.setToken(token);
            request.setArgs(toStruct(current));
            request.setOptions(options);
            const response = TransformInvokeResponse.deserializeBinary(
                await this.call(callback, request.serializeBinary()),
            );
            current = toObject(response.getArgs() ?? toStruct(current));
        }
        return current;
    }

    public close(): void {
        for (const client of this.clients.values()) {
            client.close();
        }
        this.clients.clear();
    }

    private collect(parent: string, own: Callback[]): Callback[] {
        const all = [...own];
        for (let urn = parent; urn !== ""; urn = this.parents.get(urn) ?? "") {
            all.push(...(this.ofResource.get(urn) ?? []));
        }
        return [...all, ...this.ofStack];
    }

    private call(callback: Callback, message: Uint8Array): Promise<Uint8Array> {
        const request = new CallbackInvokeRequest();
        request.setToken(callback.getToken());
        request.setRequest(message);
        return new Promise((resolve, reject) => {
            this.client(callback.getTarget()).invoke(request, (error, response) => {
                if (error) {
                    reject(new Error(error.details));
                } else {
                    resolve(response.getResponse_asU8());
                }
            });
        });
    }

    private client(target: string): CallbacksClient {
        let client = this.clients.get(target);
        if (client === undefined) {
            // A proxy in the environment must not carry calls to a process of our own.
            client = new CallbacksClient(target, this.insecure, { "grpc.enable_http_proxy": 0 });
            this.clients.set(target, client);
        }
        return client;
    }
}
