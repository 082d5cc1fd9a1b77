import { NoAnswer, Refused, saidIn } from "./answers";
import { callInWords, callOf } from "./calls";
import type { Client, KubeConfig, RequestContext } from "./client";
import {
    bearer,
    COMMAND_PROVIDER,
    type CredentialSource,
    credentialSource,
    type ExecConfig,
    withOwnCommand,
} from "./execCredentials";

/**
 * How requests reach the API server: with credentials, each within its time, and with refusals that name verb and resource.
 */
export function requestsWith(client: Client, config: KubeConfig, limitSeconds: number) {
    const command = ownCommand(config);
    const network = new client.IsomorphicFetchHttpLibrary();
    const limit = limitSeconds * 1000;
    return client.createConfiguration({
        baseServer: new client.ServerConfiguration(config.getCurrentCluster()?.server ?? "", {}),
        authMethods: {
            default: {
                getName: () => "kubeconfig",
                applySecurityAuthentication: async (request: RequestContext) => {
                    await config.applySecurityAuthentication(request);
                    // Else a proxy that never answers CONNECT keeps its connection, and with it this process.
                    Object.assign((request.getAgent() as { options?: object })?.options ?? {}, {
                        timeout: limit,
                    });
                },
            },
        },
        httpApi: client.wrapHttpLibrary({
            send: async (request: RequestContext) => {
                const timeout = AbortSignal.timeout(limit);
                request.setSignal(timeout);
                const call = callOf(request.getHttpMethod().toString(), request.getUrl());
                const inTime = async <T>(answer: Promise<T>): Promise<T> => {
                    try {
                        return await answer;
                    } catch (error) {
                        if (!timeout.aborted) throw error;
                        throw new NoAnswer(`no answer to ${callInWords(call)} within ${limitSeconds} s`);
                    }
                };
                const response = await inTime(network.send(request).toPromise());
                const { httpStatusCode: code, headers } = response;
                const text = inTime(response.body.text());
                if (code === 401) await command?.notAccepted(request.getHeaders().Authorization);
                if (code === 401 || code === 403) throw new Refused(code, call, saidIn(await text));
                if (code < 300 && headers["content-type"]?.startsWith("text/html"))
                    throw new NoAnswer(
                        "a web page came back and no Kubernetes API: is there a login on the way?",
                    );
                const body = { text: () => text, binary: async () => Buffer.from(await text) };
                // Waited for here, so that the time counts until the last byte.
                await text;
                return new client.ResponseContext(code, headers, body);
            },
        }),
    });
}

/** The command of the kubeconfig's user, started by us; undefined where it has none. */
function ownCommand(config: KubeConfig): CredentialSource | undefined {
    const user = config.getCurrentUser();
    if (!user?.exec) return undefined;
    const source = credentialSource(user.exec as ExecConfig, config.getCurrentCluster());
    config.users = config.users.map((one) => (one === user ? withOwnCommand(one) : one));
    config.addAuthenticator({
        isAuthProvider: ({ authProvider }) => authProvider?.name === COMMAND_PROVIDER,
        applyAuthentication: async (_, options) => {
            const { token, clientCertificateData, clientKeyData } = await source.credential();
            if (clientCertificateData)
                Object.assign(options, { cert: clientCertificateData, key: clientKeyData });
            if (token) options.headers = { ...options.headers, Authorization: bearer(token) };
        },
    });
    return source;
}
