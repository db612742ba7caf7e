package io.rmix.xmlrpc.xml;

import io.rmix.http.xml.Encodings;
import io.rmix.http.xml.MalformedXmlException;
import io.rmix.http.xml.Printable;
import org.apache.xmlrpc.parser.TypeParser;
import org.jspecify.annotations.Nullable;
import org.xml.sax.Attributes;
import org.xml.sax.InputSource;
import org.xml.sax.Locator;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;
import org.xml.sax.ext.Locator2;
import org.xml.sax.helpers.DefaultHandler;

/**
 * Stands before the library's parser, which is lenient and unbounded: only elements of XML-RPC in their places pass, without
 * attributes, and only so deep. None that passes takes fewer than eight bytes on the whole, so their number is bounded by the size of
 * the document. For one document.
 */
final class Gate extends DefaultHandler {
    private final TypeParser parser;
    private final Tag[] open;
    private final int[] children;
    private int depth;
    private @Nullable Locator locator;

    Gate(TypeParser parser, int maxDepth) {
        this.parser = parser;
        this.open = new Tag[maxDepth];
        this.children = new int[maxDepth];
    }

    @Override
    public void setDocumentLocator(Locator at) {
        locator = at;
        parser.setDocumentLocator(at);
    }

    @Override
    public void startDocument() throws SAXException {
        parser.startDocument();
    }

    @Override
    public void endDocument() throws SAXException {
        parser.endDocument();
    }

    @Override
    public void startElement(String uri, String name, String qualified, Attributes attributes) throws SAXException {
        if (depth == 0) checkDeclaration();
        Tag tag = uri.isEmpty() ? Tag.of(name) : null;
        if (tag == null) throw new MalformedXmlException("has the element " + Printable.of(qualified));
        if (attributes.getLength() > 0)
            throw new MalformedXmlException("has the attribute " + Printable.of(attributes.getQName(0)));
        if (depth == open.length)
            throw new MalformedXmlException("is nested deeper than " + open.length + " elements, the limit");
        if (depth > 0) {
            Tag parent = open[depth - 1];
            if (!parent.takes(tag, children[depth - 1]))
                throw new MalformedXmlException(
                        "has " + tag.element() + " where " + parent.element() + " has no place for it");
            children[depth - 1]++;
        }
        open[depth] = tag;
        children[depth] = 0;
        depth++;
        parser.startElement(uri, name, qualified, attributes);
    }

    /** XML 1.1 would bring control characters, and any encoding of the JDK any surprise. */
    private void checkDeclaration() {
        if (!(locator instanceof Locator2 at)) return;
        if (at.getXMLVersion() != null && !at.getXMLVersion().equals("1.0"))
            throw new MalformedXmlException("is XML " + Printable.of(at.getXMLVersion()) + "; use 1.0");
        if (at.getEncoding() != null && !Encodings.isAllowed(at.getEncoding()))
            throw new MalformedXmlException("is in the encoding " + Printable.of(at.getEncoding()) + "; use utf-8");
    }

    @Override
    public void endElement(String uri, String name, String qualified) throws SAXException {
        depth--;
        Tag tag = open[depth];
        if (!tag.isComplete(children[depth])) throw new MalformedXmlException("has an incomplete " + tag.element());
        parser.endElement(uri, name, qualified);
    }

    @Override
    public void characters(char[] chars, int start, int length) throws SAXException {
        Tag tag = open[depth - 1];
        if (tag.holdsText() && children[depth - 1] == 0) {
            parser.characters(chars, start, length);
            return;
        }
        for (int i = start; i < start + length; i++)
            if (" \t\r\n".indexOf(chars[i]) < 0)
                throw new MalformedXmlException("has text in " + tag.element() + ", between its elements");
    }

    @Override
    public void startPrefixMapping(String prefix, String uri) {
        throw new MalformedXmlException("has the namespace " + Printable.of(uri));
    }

    @Override
    public void processingInstruction(String target, String data) {
        throw new MalformedXmlException("has the processing instruction " + Printable.of(target));
    }

    @Override
    public void skippedEntity(String name) {
        throw new MalformedXmlException("has the entity " + Printable.of(name));
    }

    @Override
    public InputSource resolveEntity(@Nullable String publicId, String systemId) {
        throw new MalformedXmlException("refers to " + Printable.of(systemId));
    }

    @Override
    public void error(SAXParseException e) throws SAXException {
        throw e;
    }
}
