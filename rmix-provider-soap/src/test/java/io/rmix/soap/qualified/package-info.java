@XmlSchema(namespace = "http://example.com/package", elementFormDefault = XmlNsForm.QUALIFIED)
package io.rmix.soap.qualified;

import jakarta.xml.bind.annotation.XmlNsForm;
import jakarta.xml.bind.annotation.XmlSchema;
