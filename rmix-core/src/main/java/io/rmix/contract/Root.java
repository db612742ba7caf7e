package io.rmix.contract;

/**
 * What an error is in.
 *
 * @param whole for an error in no part of it: {@code the request of bank.Accounts.open}
 * @param part put before the path of an error: {@code "argument "}
 */
record Root(String whole, String part) {}
