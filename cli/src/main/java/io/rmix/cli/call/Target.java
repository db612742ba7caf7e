package io.rmix.cli.call;

import io.rmix.Endpoint;
import io.rmix.cli.UserError;

/**
 * What to call: {@code scheme://host:port/service.method}.
 *
 * @param endpoint with the service's name
 * @param method after the last dot
 */
record Target(Endpoint endpoint, String method) {
    static Target parse(String text) {
        Endpoint whole = endpoint(text);
        String path = whole.service();
        int dot = path.lastIndexOf('.');
        if (dot < 1 || dot == path.length() - 1 || path.indexOf('/', dot) >= 0)
            throw new UserError("'" + text + "': no method; expected scheme://host:port/service.method, for example"
                    + " grpc://127.0.0.1:9000/greeter.greet");
        return new Target(whole.withService(path.substring(0, dot)), path.substring(dot + 1));
    }

    static Endpoint endpoint(String text) {
        try {
            return Endpoint.parse(text);
        } catch (IllegalArgumentException e) {
            throw new UserError(String.valueOf(e.getMessage()), e);
        }
    }
}
