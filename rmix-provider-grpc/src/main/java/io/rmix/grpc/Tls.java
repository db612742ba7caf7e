package io.rmix.grpc;

import io.netty.handler.ssl.ApplicationProtocolConfig;
import io.netty.handler.ssl.ApplicationProtocolConfig.Protocol;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectedListenerFailureBehavior;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectorFailureBehavior;
import io.netty.handler.ssl.ApplicationProtocolNames;
import io.netty.handler.ssl.ClientAuth;
import io.netty.handler.ssl.IdentityCipherSuiteFilter;
import io.netty.handler.ssl.JdkSslContext;
import javax.net.ssl.SSLContext;

/** TLS with certificates on both sides, from the JDK's context. */
final class Tls {
    private static final ApplicationProtocolConfig HTTP2 = new ApplicationProtocolConfig(
            Protocol.ALPN,
            SelectorFailureBehavior.NO_ADVERTISE,
            SelectedListenerFailureBehavior.ACCEPT,
            ApplicationProtocolNames.HTTP_2);
    private static final String[] VERSIONS = {"TLSv1.3", "TLSv1.2"};

    private Tls() {}

    static JdkSslContext server(SSLContext context) {
        return wrap(context, false, ClientAuth.REQUIRE);
    }

    static JdkSslContext client(SSLContext context) {
        return wrap(context, true, ClientAuth.NONE);
    }

    private static JdkSslContext wrap(SSLContext context, boolean client, ClientAuth auth) {
        return new JdkSslContext(
                context, client, null, IdentityCipherSuiteFilter.INSTANCE, HTTP2, auth, VERSIONS, false);
    }
}
