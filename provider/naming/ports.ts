/** Port of EMQX's dashboard and API, which no MQTT client uses. Source: EMQX, dashboard.listeners.http.bind. */
export const DASHBOARD_PORT = 18083;

/** The same over TLS. Source: EMQX, dashboard.listeners.https.bind. */
export const DASHBOARD_TLS_PORT = 18084;
