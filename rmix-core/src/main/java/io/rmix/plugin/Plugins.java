package io.rmix.plugin;

import java.nio.file.Path;
import java.util.List;

/**
 * The plug-ins of an {@link io.rmix.Rmix}: folders of jars, each with a class loader of its own, that bring providers and
 * interceptors. A plug-in's name is its folder's.
 *
 * <p><b>Threads.</b> Safe for any number of threads. Changes come one after another; each may take as long as
 * {@link io.rmix.Limits#drain()}, so none belongs on a thread that serves a call over the plug-in it changes; a call that passes an
 * interceptor of it may change it, and the interceptor does not hear how that call ends. The list does not wait.
 */
public interface Plugins {
    /**
     * Loads a plug-in. Stubs that lost their provider to an earlier {@link #unload} and whose scheme it has work again.
     *
     * @param folder holds the plug-in's jars; they are copied, so that the folder may change while it runs
     * @return the plug-in, {@link PluginInfo.State#ACTIVE}
     * @throws PluginException if it cannot be loaded, with the reason; nothing else has changed, and {@link #list} says why
     */
    PluginInfo load(Path folder) throws PluginException;

    /**
     * Puts another version in a plug-in's place, under its name. Calls in progress finish on the old one, at most
     * {@link io.rmix.Limits#drain()}; later ones go to the new one, one-way calls in their order. Interceptors hear of the end of calls
     * that they were asked about. What is exported at the plug-in's addresses is bound anew at the same ports: while that lasts, calls of
     * peers that find nobody there get {@code UNAVAILABLE} with NOT_INVOKED; those that were under way may end as UNKNOWN, over protocols
     * that keep connections which a server closes (Java RMI, SOAP), and on one-way lanes that are cut. A port that outgoing connections may
     * get could be taken in the meantime.
     *
     * @param name of a plug-in that is active
     * @param folder may be the one that it came from
     * @throws PluginException if the new one cannot be loaded or cannot take the old one's addresses; the old one stays
     */
    PluginInfo replace(String name, Path folder) throws PluginException;

    /**
     * Ends a plug-in. Objects are unexported at endpoints of its schemes and stay exported at others; calls in progress finish, at most
     * {@link io.rmix.Limits#drain()}, and what is left fails with its outcome; later calls of stubs fail with {@code UNAVAILABLE} and
     * NOT_INVOKED until a plug-in with their scheme is loaded. Calls that have to pass an interceptor of it are refused, as {@link
     * io.rmix.Rmix#serverInterceptor} says.
     *
     * @throws PluginException if there is none of that name
     */
    void unload(String name) throws PluginException;

    /** All plug-ins by name, those that could not be loaded included. */
    List<PluginInfo> list();
}
