package io.rmix.http;

/** Answers requests. */
@FunctionalInterface
public interface HttpHandler {
    /** On a thread that belongs to the request alone; may block. Called by many threads at once. */
    HttpResponse handle(HttpRequest request);
}
