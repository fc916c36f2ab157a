package dev.footfall.jobs.simulate;

import org.jspecify.annotations.Nullable;

/**
 * One exchange as the server logs it.
 *
 * @param millis when the request came, since the epoch
 * @param address the client's address
 * @param user authenticated account, null for none
 * @param request the request line
 * @param status HTTP status
 * @param bytes bytes of the response's body
 * @param referrer null for none
 * @param agent null for none
 * @param cookie the request's Cookie header, null for none
 * @param setCookie the response's Set-Cookie headers joined by a comma, null for none
 * @param micros time the response took, in microseconds
 */
record Hit(
        long millis,
        String address,
        @Nullable String user,
        String request,
        int status,
        long bytes,
        @Nullable String referrer,
        @Nullable String agent,
        @Nullable String cookie,
        @Nullable String setCookie,
        long micros) {}
