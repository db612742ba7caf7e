package io.rmix.xmlrpc.xml;

import io.rmix.http.xml.MalformedXmlException;
import io.rmix.http.xml.Printable;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.ws.commons.util.NamespaceContextImpl;
import org.apache.xmlrpc.common.TypeFactory;
import org.apache.xmlrpc.common.XmlRpcStreamConfig;
import org.apache.xmlrpc.parser.RecursiveTypeParserImpl;
import org.xml.sax.Attributes;
import org.xml.sax.SAXException;

/** A struct, its members in the order of the wire, which the library's own parser loses. The {@link Gate} has checked the tags. */
final class StructParser extends RecursiveTypeParserImpl {
    private static final int MEMBER = 1;
    private static final int PART = 2;

    private final Map<String, Object> members = new LinkedHashMap<>();
    private final StringBuilder name = new StringBuilder();
    private int level;
    private boolean inName;

    StructParser(XmlRpcStreamConfig config, NamespaceContextImpl context, TypeFactory factory) {
        super(config, context, factory);
    }

    @Override
    public void startElement(String uri, String tag, String qualified, Attributes attributes) throws SAXException {
        int at = level++;
        if (at == MEMBER) {
            name.setLength(0);
        } else if (at == PART) {
            inName = tag.equals(Tag.NAME.element());
            if (!inName) startValueTag();
        } else if (at > PART) {
            super.startElement(uri, tag, qualified, attributes);
        }
    }

    @Override
    public void endElement(String uri, String tag, String qualified) throws SAXException {
        int at = --level;
        if (at == 0) {
            setResult(members);
        } else if (at == PART) {
            if (!inName) endValueTag();
            inName = false;
        } else if (at > PART) {
            super.endElement(uri, tag, qualified);
        }
    }

    @Override
    public void characters(char[] chars, int start, int length) throws SAXException {
        if (inName) name.append(chars, start, length);
        else super.characters(chars, start, length);
    }

    @Override
    protected void addResult(Object value) {
        if (members.put(name.toString(), value) != null)
            throw new MalformedXmlException("has the member " + Printable.of(name.toString()) + " twice");
    }
}
