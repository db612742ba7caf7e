package io.rmix.xmlrpc;

import io.rmix.Endpoint;
import io.rmix.spi.ExportedService;
import io.rmix.xmlrpc.value.ServiceCodec;

/**
 * One exported service.
 *
 * @param endpoint with the service's name
 */
record XmlRpcService(ExportedService service, ServiceCodec codec, Endpoint endpoint) {}
