package org.example.bank;

import javax.naming.InitialContext;

/** Binds a bank to the name in bank.properties and serves it until the process is ended. */
public final class BankServer {
    private BankServer() {}

    public static void main(String[] args) throws Exception {
        new InitialContext().rebind(BankConfiguration.url(), new BankServant());
        System.out.println("READY");
    }
}
