package io.rmix.dvm.runtime;

import io.rmix.Idempotent;
import io.rmix.Name;
import java.util.List;

/**
 * The plug-ins of a member's client endpoints, for operators, at each of these endpoints under {@link #SERVICE}.
 *
 * <p>Plug-ins are named, never given by a path: the name is that of a folder directly in {@link PluginSettings#folder}, 1 to 64 of A-Z a-z 0-9 . _ -,
 * the first no dot. Changes come one after another and take as long as calls in progress, at most {@link NodeLimits#drain} each. Unless {@link
 * PluginSettings#control} allows them they are refused with {@code DENIED}, NOT_INVOKED. A plug-in is not unloaded or replaced by a call that comes
 * over it; one with interceptors is, and these do not hear how that call ends. Calls that
 * have to pass an interceptor which is not loaded are refused, here all but {@link #list} and {@link #load}.
 */
@Name("dvm.v1.PluginControl")
public interface PluginControl {
    /** Exported name. */
    String SERVICE = "dvm.v1.PluginControl";

    /** All by name, those that could not be loaded included. Always allowed; empty without plug-ins. */
    @Idempotent
    List<PluginStatus> list();

    /**
     * Loads a plug-in, and listens at the client endpoints that are configured for its schemes.
     *
     * @throws PluginRefusedException if it cannot be loaded or its endpoints cannot be bound; nothing of it is left running
     */
    PluginStatus load(String name) throws PluginRefusedException;

    /**
     * Puts what lies in the plug-in's folder now in its place; its endpoints are bound anew.
     *
     * @throws PluginRefusedException if none of the name is active, or the new one cannot take its place; the old one stays
     */
    PluginStatus replace(String name) throws PluginRefusedException;

    /**
     * Ends a plug-in, and the client endpoints of its schemes; calls that have to pass its interceptors are refused from then on.
     *
     * @throws PluginRefusedException if there is none of the name
     */
    void unload(String name) throws PluginRefusedException;
}
