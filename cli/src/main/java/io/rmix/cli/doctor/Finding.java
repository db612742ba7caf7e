package io.rmix.cli.doctor;

import java.util.Locale;

/**
 * Something that the operator should know.
 *
 * @param severity how bad it is
 * @param check what was looked at
 * @param where the file, member, endpoint or pair that it is about
 * @param what is the matter
 * @param remedy what to do; empty if there is nothing to do
 */
record Finding(Severity severity, Check check, String where, String what, String remedy) {
    /** How bad it is. */
    enum Severity {
        /** The DVM, or a member, cannot work so. */
        ERROR,
        /** It works, and may not when something else happens. */
        WARNING,
        /** Good to know. */
        NOTE
    }

    /** What was looked at. */
    enum Check {
        /** A configuration file, or several against each other. */
        CONFIGURATION,
        /** Whether endpoints can be listened at. */
        PORTS,
        /** What runs. */
        VERSIONS,
        /** Clocks of the members' machines. */
        CLOCKS,
        /** How the members are. */
        MEMBERS,
        /** Whether they reach each other. */
        PAIRS;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
