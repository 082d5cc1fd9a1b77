import { CheckFailure, InvokeResponse } from "@pulumi/pulumi/proto/provider_pb";
import * as protocol from "@pulumi/pulumi/proto/resource_pb";
import type { InvokeFailures } from "./answers";
import { toStruct } from "./protocol";
import type { WireObject } from "./wire";

/** What an SDK before 3.260 has in place of `ResourceInvokeResponse`: a provider's own reply, without the flag. */
type EarlierResponse = typeof protocol.ResourceInvokeResponse | undefined;

export function invokeResponse(result: WireObject, unknown = false): protocol.ResourceInvokeResponse {
    const Response = (protocol.ResourceInvokeResponse as EarlierResponse) ?? InvokeResponse;
    const response = new Response() as protocol.ResourceInvokeResponse;
    response.setReturn(toStruct(result));
    (response as Partial<protocol.ResourceInvokeResponse>).setUnknown?.(unknown);
    return response;
}

/** The SDK makes an error of them that names function, properties and reasons. */
export function failedInvoke({ failures }: InvokeFailures): protocol.ResourceInvokeResponse {
    const response = invokeResponse({});
    response.setFailuresList(
        failures.map(({ property, reason }) => {
            const failure = new CheckFailure();
            failure.setProperty(property);
            failure.setReason(reason);
            return failure;
        }),
    );
    return response;
}
