package io.rmix.dvm.runtime;

import io.rmix.Idempotent;
import io.rmix.Name;
import java.util.List;

/** How operators choose the protocols of a member's links while it runs; at each of its client endpoints under {@link #SERVICE}. */
@Name("dvm.v1.LinkControl")
public interface LinkControl {
    /** Exported name. */
    String SERVICE = "dvm.v1.LinkControl";

    /** The rules in force, in order: the first that matches counts. */
    @Idempotent
    List<LinkRule> rules();

    /**
     * Puts a rule before all others, in place of one for the same target, host and service. Answers when the links have moved.
     *
     * @throws BadLinkException if the rule is none, an option is not possible, or a member is left without an endpoint to reach it at; nothing changes then
     */
    @Idempotent
    void set(LinkRule rule) throws BadLinkException;

    /**
     * Replaces all rules, as a configuration that was read again does. Answers when the links have moved.
     *
     * @throws BadLinkException as with {@link #set}
     */
    @Idempotent
    void replace(List<LinkRule> rules) throws BadLinkException;
}
