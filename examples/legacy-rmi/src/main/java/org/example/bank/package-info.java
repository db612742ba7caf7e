/**
 * A bank as programs for Java RMI were written about 2005, without anything of RMIX: start at {@link org.example.bank.BankServer} and {@link
 * org.example.bank.BankClient}. docs/how-to/move-from-rmi.md moves it to gRPC by its configuration.
 */
package org.example.bank;
