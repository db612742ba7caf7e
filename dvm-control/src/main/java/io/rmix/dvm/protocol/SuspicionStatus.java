package io.rmix.dvm.protocol;

import io.rmix.dvm.Member;

/**
 * That one member reports another one of its view, at one moment.
 *
 * @param suspect who is reported
 * @param by who reports it
 * @param reason why
 */
public record SuspicionStatus(Member suspect, Member by, String reason) {}
