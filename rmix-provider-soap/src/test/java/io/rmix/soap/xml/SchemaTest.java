package io.rmix.soap.xml;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.rmix.contract.Contract;
import io.rmix.contract.ExceptionType;
import io.rmix.contract.Operation;
import io.rmix.contract.ProtoCodec;
import io.rmix.http.xml.XmlOut;
import io.rmix.soap.Everything;
import io.rmix.soap.RandomValues;
import io.rmix.soap.qualified.QualifiedNames;
import io.rmix.spi.CallContext;
import io.rmix.testkit.KitService;
import java.io.ByteArrayInputStream;
import java.io.StringReader;
import java.util.Map;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.SchemaFactory;
import javax.xml.validation.Validator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/** Whatever is written is valid by the schema that is published, and reads back as it was. */
class SchemaTest {
    private static final int ROUNDS = 30;

    private final DocumentBuilderFactory documents = DocumentBuilderFactory.newInstance();

    @ParameterizedTest
    @ValueSource(classes = {Everything.class, KitService.class, QualifiedNames.class})
    void randomMessagesAreValidAndReadBack(Class<?> type) throws Exception {
        documents.setNamespaceAware(true);
        Contract contract = Contract.of(type);
        ServiceCodec codec = ServiceCodec.of(contract, 64 << 20, 64);
        Validator validator = validator(contract);
        for (int seed = 0; seed < ROUNDS; seed++) {
            RandomValues values = new RandomValues(seed);
            for (Operation operation : contract.operations()) {
                try {
                    request(codec, operation, values, validator);
                    if (!operation.oneWay()) response(codec, operation, values, validator);
                    for (ExceptionType exception : operation.exceptions())
                        fault(codec, operation, exception, values, validator);
                } catch (Exception | AssertionError e) {
                    throw new AssertionError(type.getSimpleName() + "." + operation.name() + ", seed " + seed, e);
                }
            }
        }
    }

    private static Validator validator(Contract contract) throws Exception {
        String schema = Schema.of(contract, ServiceNames.of(contract));
        return SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI)
                .newSchema(new StreamSource(new StringReader(schema)))
                .newValidator();
    }

    private void request(ServiceCodec codec, Operation operation, RandomValues values, Validator validator)
            throws Exception {
        Object[] arguments =
                operation.parameters().stream().map(p -> values.of(p.type())).toArray();
        CallContext context = new CallContext("id-1", CallContext.NO_DEADLINE, Map.of("who", "<Ada>"));
        XmlOut out = codec.newMessage();
        codec.writeRequest(SoapVersion.SOAP_11, operation, arguments, context, out);
        byte[] bytes = out.toByteArray();
        validator.validate(new DOMSource(body(bytes)));
        ServiceCodec.Request read = codec.readRequest(bytes, bytes.length, "utf-8");
        assertNull(read.problem());
        assertEquals(operation, read.operation());
        assertEquals(context, read.context());
        ProtoCodec proto = ProtoCodec.of(codec.contract());
        assertArrayEquals(
                proto.request(operation).encode(arguments),
                proto.request(operation).encode(read.arguments()));
    }

    private void response(ServiceCodec codec, Operation operation, RandomValues values, Validator validator)
            throws Exception {
        Object result = operation.result().isVoid() ? null : values.of(operation.result());
        for (SoapVersion version : SoapVersion.values()) {
            XmlOut out = codec.newMessage();
            codec.writeResponse(version, operation, result, out);
            byte[] bytes = out.toByteArray();
            validator.validate(new DOMSource(body(bytes)));
            Answer answer = codec.readAnswer(operation, bytes, bytes.length, null);
            Object read = assertInstanceOf(Answer.Result.class, answer).value();
            ProtoCodec proto = ProtoCodec.of(codec.contract());
            assertArrayEquals(
                    proto.response(operation).encode(result),
                    proto.response(operation).encode(read));
        }
    }

    private void fault(
            ServiceCodec codec, Operation operation, ExceptionType type, RandomValues values, Validator validator)
            throws Exception {
        Throwable exception = (Throwable) values.of(type);
        for (SoapVersion version : SoapVersion.values()) {
            XmlOut out = codec.newMessage();
            codec.writeFault(version, type, exception, out);
            byte[] bytes = out.toByteArray();
            Element detail = (Element) body(bytes).getLastChild();
            validator.validate(new DOMSource(detail.getFirstChild()));
            Answer answer = codec.readAnswer(operation, bytes, bytes.length, null);
            Throwable read = assertInstanceOf(Answer.Declared.class, answer).exception();
            ProtoCodec proto = ProtoCodec.of(codec.contract());
            assertArrayEquals(
                    proto.exception(type).encode(exception),
                    proto.exception(type).encode(read));
        }
    }

    /** The element in the body, as a parser that knows nothing of RMIX sees it. */
    private Node body(byte[] envelope) throws Exception {
        Document document = documents.newDocumentBuilder().parse(new ByteArrayInputStream(envelope));
        Node body = document.getDocumentElement().getLastChild();
        assertEquals("Body", body.getLocalName());
        assertNotNull(body.getFirstChild());
        assertNull(body.getFirstChild().getNextSibling());
        return body.getFirstChild();
    }
}
