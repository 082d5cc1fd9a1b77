import type { HoconValue } from "../../hocon/tree";
import type { Reading, Refused } from "../leaves/reading";
import * as access from "./access";
import * as connectors from "./connectors";
import type { Converter, Validator } from "./function";
import * as integration from "./integration";
import * as log from "./log";
import * as mqtt from "./mqtt";
import * as observing from "./observing";
import * as retainer from "./retainer";
import { ruleSql } from "./ruleSql";
import * as servers from "./servers";
import * as tls from "./tls";
import * as variform from "./variform";

/** Functions of EMQX's that look at a value beyond its type, by the names that keys.json has for them. */

const CONVERTERS: { readonly [name: string]: Converter } = {
    cipherList: tls.cipherList,
    deliveryRate: retainer.deliveryRate,
    fileHandlers: log.fileHandlers,
    flappingWindow: mqtt.flappingWindow,
    indexSpecList: retainer.indexSpecList,
    keepAlives: mqtt.keepAlives,
    lookupFunction: tls.lookupFunction,
    metricsLayout: observing.metricsLayout,
    oneOrMore: access.oneOrMore,
    pathText: log.pathText,
    rotationCount: log.rotationCount,
    roundPacketSize: mqtt.roundPacketSize,
    saltRounds: access.saltRounds,
    serviceAccount: connectors.serviceAccount,
    servers: servers.servers,
    tlsLayout: access.tlsLayout,
    variform: variform.variform,
    variformOrDisabled: variform.variformOrDisabled,
};

const VALIDATORS: { readonly [name: string]: Validator } = {
    accessRules: servers.accessRules,
    accountId: connectors.accountId,
    aclFile: access.aclFile,
    claims: access.claims,
    distinctNames: integration.distinctNames,
    divisorOfMinute: observing.divisorOfMinute,
    dtlsVersions: tls.dtlsVersions,
    exhookName: observing.exhookName,
    headerNames: access.headerNames,
    healthCheckInterval: integration.healthCheckInterval,
    heapSize: mqtt.heapSize,
    hostsAndPorts: servers.hostsAndPorts,
    httpAccess: access.httpAccess,
    indexSpecs: retainer.indexSpecs,
    ipAddress: servers.ipAddress,
    keepAliveMultiplier: mqtt.keepAliveMultiplier,
    knownCiphers: tls.knownCiphers,
    notEmpty: integration.notEmpty,
    oneBackend: retainer.oneBackend,
    packetSize: mqtt.packetSize,
    packetSizeOf57: mqtt.packetSizeOf57,
    plainName: mqtt.plainName,
    positive: integration.positive,
    pulsarHosts: servers.pulsarHosts,
    regularExpression: observing.regularExpression,
    revocation: tls.revocation,
    rewriteTopics: observing.rewriteTopics,
    ruleSql,
    sampleRatio: observing.sampleRatio,
    serverVerify: tls.serverVerify,
    stapling: tls.stapling,
    tcpKeepAlive: integration.tcpKeepAlive,
    timeOffset: log.timeOffset,
    tlsVersions: tls.tlsVersions,
    httpMethod: connectors.httpMethod,
    keyDispatch: connectors.keyDispatch,
    oneEnabled: connectors.oneEnabled,
    onePlaceholder: connectors.onePlaceholder,
    oracleService: connectors.oracleService,
    partSize: connectors.partSize,
    partSizes: connectors.partSizes,
    placeholderOrText: connectors.placeholderOrText,
    redisCommand: connectors.redisCommand,
    staticClients: connectors.staticClients,
    topicMapping: connectors.topicMapping,
    webAddress: observing.webAddress,
    withScheme: integration.withScheme,
};

/** All names, each of which a key of keys.json has. */
export const FUNCTION_NAMES = [...Object.keys(CONVERTERS), ...Object.keys(VALIDATORS)];

export function converted(name: string, value: HoconValue): HoconValue | Refused {
    return named(CONVERTERS, name)(value);
}

export function refusedBy(name: string, reading: Reading): Refused | undefined {
    return named(VALIDATORS, name)(reading);
}

function named<T>(functions: { readonly [name: string]: T }, name: string): T {
    const found = functions[name];
    if (found === undefined) throw new Error(`${name} is no function of keys.json that is known here`);
    return found;
}
