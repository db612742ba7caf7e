package org.example.bank;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;

/** The file bank.properties of the class path. */
final class BankConfiguration {
    private static final String FILE = "/bank.properties";

    private BankConfiguration() {}

    /** JNDI name of the bank. */
    static String url() throws IOException {
        try (InputStream in = BankConfiguration.class.getResourceAsStream(FILE)) {
            if (in == null) throw new FileNotFoundException(FILE + " is not on the class path");
            Properties properties = new Properties();
            properties.load(in);
            return properties.getProperty("bank.url");
        }
    }
}
