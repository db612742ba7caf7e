package io.rmix.soap.xml;

import java.util.List;

/**
 * The names of one operation on the wire.
 *
 * @param request element that wraps the parameters; the operation's name
 * @param response element that wraps the result
 * @param result element of the result, within the response
 * @param action value of SOAPAction, without quotes; usually empty
 * @param parameters elements of the parameters, in order
 */
record OperationNames(String request, String response, String result, String action, List<String> parameters) {}
