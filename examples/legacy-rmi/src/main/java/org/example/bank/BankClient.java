package org.example.bank;

import java.rmi.RemoteException;
import javax.naming.InitialContext;

/** Looks up the name in bank.properties and does some business. Argument: whose account. */
public final class BankClient {
    private BankClient() {}

    public static void main(String[] args) throws Exception {
        String owner = args[0];
        Bank bank = (Bank) new InitialContext().lookup(BankConfiguration.url());
        System.out.println("deposit " + bank.deposit(owner, 100));
        System.out.println("withdraw " + bank.withdraw(owner, 30));
        try {
            bank.withdraw(owner, 1000);
        } catch (OverdrawnException e) {
            System.out.println("overdrawn: " + e.getMessage());
        }
        for (Booking booking : bank.statement(owner))
            System.out.println(booking.kind() + " " + booking.cents() + " " + booking.balance());
        try {
            bank.statement("");
        } catch (RemoteException | IllegalStateException e) {
            System.out.println("failed: " + e.getClass().getName() + ": " + e.getMessage());
        }
        System.exit(0);
    }
}
