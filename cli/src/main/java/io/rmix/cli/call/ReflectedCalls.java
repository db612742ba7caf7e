package io.rmix.cli.call;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.MethodDescriptor;
import com.google.protobuf.Descriptors.ServiceDescriptor;
import com.google.protobuf.DynamicMessage;
import com.google.protobuf.Message;
import com.google.protobuf.util.JsonFormat.TypeRegistry;
import io.rmix.InvocationException;
import io.rmix.cli.ExitCode;
import io.rmix.cli.UserError;
import io.rmix.introspect.ReflectedServer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** One call, or several alike, of a server that describes itself by its protocol's own means; an answer is a line of JSON. */
final class ReflectedCalls {
    private static final int MOST_AT_ONCE = 256;

    private final ReflectedServer server;
    private final MethodDescriptor method;
    private final List<Message> requests;
    private final TypeRegistry types;
    private final int count;
    private final AtomicInteger worst = new AtomicInteger(ExitCode.OK);

    /** @throws UserError if the requests do not fit */
    ReflectedCalls(ReflectedServer server, MethodDescriptor method, List<String> arguments, String file, int count) {
        this.server = server;
        this.method = method;
        this.types = types(method);
        this.requests = requests(file.isEmpty() ? ofTexts(arguments) : ofFile(file));
        this.count = count;
    }

    /** @throws UserError naming the methods that there are */
    static MethodDescriptor method(ServiceDescriptor service, String name) {
        MethodDescriptor method = service.findMethodByName(name);
        if (method == null)
            throw new UserError(service.getFullName() + " has no method '" + name + "'; there are "
                    + service.getMethods().stream()
                            .map(MethodDescriptor::getName)
                            .toList());
        return method;
    }

    /** What the files of the method's service, and of its messages, know. */
    private static TypeRegistry types(MethodDescriptor method) {
        TypeRegistry.Builder types = TypeRegistry.newBuilder();
        types.add(method.getInputType()).add(method.getOutputType());
        types.add(method.getFile().getMessageTypes());
        return types.build();
    }

    private List<JsonNode> ofTexts(List<String> texts) {
        if (texts.isEmpty() && !method.isClientStreaming()) return List.of(JsonReader.parse("{}", ""));
        List<JsonNode> nodes = new ArrayList<>();
        for (String text : texts) nodes.add(JsonReader.parse(text, where(nodes.size())));
        return nodes;
    }

    private List<JsonNode> ofFile(String file) {
        JsonNode node = JsonReader.parse(Arguments.content(file), "--args " + file);
        if (!method.isClientStreaming() || !node.isArray()) return List.of(node);
        List<JsonNode> nodes = new ArrayList<>();
        node.forEach(nodes::add);
        return nodes;
    }

    private List<Message> requests(List<JsonNode> nodes) {
        Descriptor type = method.getInputType();
        if (nodes.size() != 1 && !method.isClientStreaming())
            throw new UserError(method.getFullName() + " takes one message, a " + type.getFullName() + ", not "
                    + nodes.size() + " arguments");
        List<Message> messages = new ArrayList<>();
        for (JsonNode node : nodes)
            messages.add(Messages.read(DynamicMessage.newBuilder(type), node, types, where(messages.size())));
        return messages;
    }

    private String where(int index) {
        return method.isClientStreaming() ? "message " + (index + 1) : "message";
    }

    /** One after another, to the first that fails. */
    int sync() {
        for (int i = 0; i < count && worst.get() == ExitCode.OK; i++) once();
        return worst.get();
    }

    /** All at once, as far as there are threads. */
    int async() throws InterruptedException {
        ExecutorService threads = Executors.newFixedThreadPool(Math.min(count, MOST_AT_ONCE));
        for (int i = 0; i < count; i++) threads.execute(this::once);
        threads.shutdown();
        try {
            threads.awaitTermination(Long.MAX_VALUE, TimeUnit.NANOSECONDS);
        } finally {
            threads.shutdownNow();
        }
        return worst.get();
    }

    private void once() {
        try {
            server.call(method, requests, this::print);
        } catch (InvocationException e) {
            failed(String.valueOf(e.getMessage()));
        } catch (RuntimeException e) {
            failed(server + "/" + method.getFullName() + ": the method answered, but " + e.getMessage() + " [INVOKED]");
        }
    }

    private void print(DynamicMessage answer) {
        JsonNode node = Messages.write(answer, types);
        synchronized (this) {
            System.out.println(node);
        }
    }

    private synchronized void failed(String failure) {
        System.err.println("dvm call: " + failure);
        worst.set(ExitCode.FAILED);
    }
}
